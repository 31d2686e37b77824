// The light page of who follows: shows each slide as it is told, and says when the line is lost.
const main = document.querySelector('main');
const say = (selector, text) => {
  const place = document.querySelector(selector);
  if (place && place.textContent !== text) place.textContent = text;
};
const firstChange = () => main.querySelector('.changed li')?.textContent;
let line;

function show({ data }) {
  const sight = JSON.parse(data);
  if (!sight) return;
  const before = main.dataset.slide === String(sight.slide) ? firstChange() : undefined;
  main.innerHTML = sight.html;
  main.dataset.slide = sight.slide;
  main.style.setProperty('--letters', sight.letters);
  if (before !== undefined && before !== firstChange()) main.querySelector('.changed li')?.classList.add('lit');
  document.title = `${sight.title} – Werkagenda`;
  say('.place', sight.place);
  say('.note', sight.note);
  say('.strip', sight.strip);
  const turn = document.querySelector('footer a');
  turn.href = turn.href.replace(/dia=\d+$/, `dia=${sight.slide}`);
}

// A browser holds six lines to a server: a page that nobody looks at leaves its own to others.
function follow() {
  line?.close();
  line = undefined;
  if (document.hidden) return;
  line = new EventSource(main.dataset.stream);
  line.addEventListener('dia', show);
  line.addEventListener('error', () => say('.note', 'Geen verbinding; we proberen het opnieuw.'));
}

if (main.dataset.stream) {
  follow();
  document.addEventListener('visibilitychange', follow);
}
