// The screen of who speaks: this slide and the next, the time and own notes. The beamer is a window of its own,
// that follows and shows the slide alone.
import { agendaRows, clockWords, measure, readyAt, sum } from './clock.js';

const SMALL = 0.2; // how small the next slide is, as in the style sheet
const NOTES = 400; // ms of rest after which a note is kept

// A note belongs to a slide of a meeting and to this browser.
export const noteKey = (clock, title) => `notitie ${clock} ${title}`;

export function toggleSpeaker(stage) {
  const on = document.documentElement.toggleAttribute('data-speaker');
  sessionStorage.setItem('spreker', on ? 'ja' : '');
  drawSpeaker(stage);
  askForBox(stage);
}

// The server draws the decision box as long as somebody speaks from here.
export function askForBox({ data, ask }) {
  const on = document.documentElement.hasAttribute('data-speaker');
  if (on !== data.speaks) ask('speaker', on ? 'ja' : 'nee');
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
  find('.speaker').classList.toggle('boxed', data.records || data.box > 0);
  find('[data-do="speaker"]').setAttribute('aria-pressed', on);
  for (const slide of document.querySelectorAll('[class*="st-key-slide-"][inert]')) slide.inert = false;
  style.textContent = '';
  if (!on) return;
  const beside = next === now ? null : document.querySelector(`.st-key-slide-${next}`);
  const heading = find('.speaker .after');
  heading.textContent = beside ? `Hierna: ${data.slides[next - 1].title}` : 'Dit is de laatste dia';
  if (beside) {
    beside.inert = true;
    const { left, bottom } = heading.getBoundingClientRect();
    style.textContent = `:root[data-speaker] .st-key-slide-${next} {
      display: flex !important; position: fixed !important; left: calc(${left}px / ${SMALL}); top: calc(${bottom}px / ${SMALL} + .7rem);
    }`;
  }
  const field = find('.speaker textarea');
  const key = noteKey(data.clock, data.slides[now - 1].title);
  if (field.dataset.key === key) return;
  field.dataset.key = key;
  field.value = localStorage.getItem(key) ?? '';
}

// The time of this slide and of all, the clock, and the agenda with the time of each point; every second.
export function tickSpeaker({ data, now, find, spent }) {
  const panel = find('.speaker');
  if (panel.hidden) return;
  const time = new Date();
  const own = measure(spent[now] ?? 0, data.slides[now - 1].minutes);
  const whole = measure(sum(Object.values(spent)), data.minutes);
  tell(panel.querySelector('.own'), own);
  tell(panel.querySelector('.whole'), whole);
  tell(panel.querySelector('.now'), { spent: clockWords(time), said: readyAt(time, whole.ms, whole.planned) });
  const rows = agendaRows(data.slides, spent, now);
  const list = panel.querySelector('.agenda');
  // Buttons stay where they are: a keyboard may stand on one.
  while (list.children.length > rows.length) list.lastChild.remove();
  while (list.children.length < rows.length) list.append(row());
  for (const [at, one] of rows.entries()) fill(list.children[at], one);
}

function tell(place, { spent, said, part, over }) {
  place.classList.toggle('over', Boolean(over));
  put(place.querySelector('.spent'), spent);
  put(place.querySelector('.said'), said);
  const bar = place.querySelector('progress');
  if (bar) Object.assign(bar, { hidden: part === undefined, value: part ?? 0 });
}

function row() {
  const item = document.createElement('li');
  item.append(document.createElement('button'), document.createElement('span'));
  item.firstChild.type = 'button';
  return item;
}

function fill(item, { slide, title, spent, said, over, current }) {
  const [button, time] = item.children;
  item.classList.toggle('over', over);
  button.disabled = !slide;
  button.dataset.do = `slide ${slide}`;
  if (current) button.setAttribute('aria-current', 'step');
  else button.removeAttribute('aria-current');
  put(button, title);
  put(time, [spent, said].filter(Boolean).join(over ? ', ' : ' '));
}

function put(place, text) {
  if (place.textContent !== text) place.textContent = text;
}
