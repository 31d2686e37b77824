// The screen of who speaks: this slide and the next, the time and own notes. The beamer is a window of its own,
// that follows and shows the slide alone.
const NOTES = 400; // ms of rest after which a note is kept

// A note belongs to a slide of a meeting and to this browser.
export const noteKey = (clock, title) => `notitie ${clock} ${title}`;

export function toggleSpeaker(stage) {
  const on = document.documentElement.toggleAttribute('data-speaker');
  sessionStorage.setItem('spreker', on ? 'ja' : '');
  drawSpeaker(stage);
}

export function beginSpeaker(stage) {
  document.documentElement.toggleAttribute('data-speaker', sessionStorage.getItem('spreker') === 'ja');
  stage.style = document.head.appendChild(document.createElement('style'));
  const field = stage.find('.speaker textarea');
  field.addEventListener('input', () => {
    clearTimeout(stage.noting);
    const { key } = field.dataset;
    stage.noting = setTimeout(() => localStorage.setItem(key, field.value), NOTES);
  });
}

export function endSpeaker(stage) {
  stage.style.remove();
  document.documentElement.removeAttribute('data-speaker');
}

// The next slide is drawn already: it only has to be seen, small and out of reach of the keyboard.
export function drawSpeaker({ data, now, find, style, next }) {
  const on = document.documentElement.hasAttribute('data-speaker');
  find('.speaker').hidden = !on;
  find('[data-do="speaker"]').setAttribute('aria-pressed', on);
  for (const slide of document.querySelectorAll('[class*="st-key-slide-"][inert]')) slide.inert = false;
  style.textContent = '';
  if (!on) return;
  const beside = next === now ? null : document.querySelector(`.st-key-slide-${next}`);
  const heading = find('.speaker h2');
  heading.textContent = beside ? `Hierna: ${data.slides[next - 1].title}` : 'Dit is de laatste dia';
  if (beside) {
    beside.inert = true;
    const { left, bottom } = heading.getBoundingClientRect();
    style.textContent = `:root[data-speaker] .st-key-slide-${next} {
      display: flex !important; position: fixed !important; left: calc(${left}px / .3); top: calc(${bottom}px / .3 + .7rem);
    }`;
  }
  const field = find('.speaker textarea');
  const key = noteKey(data.clock, data.slides[now - 1].title);
  if (field.dataset.key === key) return;
  field.dataset.key = key;
  field.value = localStorage.getItem(key) ?? '';
}
