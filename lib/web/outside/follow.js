// The light page of who follows: shows each slide as it is told, and says when the line is lost.
const main = document.querySelector('main');
const say = (selector, text) => {
  const place = document.querySelector(selector);
  if (place && place.textContent !== text) place.textContent = text;
};
const decided = () => main.querySelector('.wa-decisions')?.textContent ?? '';
const firstChange = () => main.querySelector('.changed li')?.textContent;
let line;

// The question to the room is drawn for each phone by itself: it knows for whom that answers.
async function ask(asked) {
  const room = document.querySelector('.room');
  if (!room.dataset.ask || room.dataset.asked === String(asked)) return;
  room.dataset.asked = asked;
  room.innerHTML = await (await fetch(room.dataset.ask)).text();
  if (asked) scrollTo(0, 0);
}

function show({ data }) {
  const sight = JSON.parse(data);
  if (!sight) return;
  const same = main.dataset.slide === String(sight.slide);
  const [before, told] = [same ? firstChange() : undefined, decided()];
  main.innerHTML = sight.html;
  main.dataset.slide = sight.slide;
  main.style.setProperty('--letters', sight.letters);
  if (before !== undefined && before !== firstChange()) main.querySelector('.changed li')?.classList.add('lit');
  // What was decided just now comes into sight, also on a phone.
  if (same && told !== decided())
    main.querySelector('.wa-decisions li:last-child')?.scrollIntoView({ block: 'center' });
  else if (!same) scrollTo(0, 0);
  document.title = `${sight.title} – Werkagenda`;
  ask(sight.asked);
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
