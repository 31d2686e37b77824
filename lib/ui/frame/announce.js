// Says what changed on the page after a choice, for who does not see it, in one polite voice for the whole app;
// and lights up what a change brought, for who does.
import { mainPart, standsStill } from '../elements/dom.js';
import { lightUp, linesOf } from './fresh.js';

const PAUSE = 300; // ms in which a run that follows at once still counts as the same change
const WAYS = '[role="radiogroup"] [role="radio"][aria-checked="true"]';
const COUNTS = '.wa-lead, .st-key-filter-result [data-testid="stText"]';
const NEWS = 'Deze pagina is bijgewerkt.';

let voice = null;
let before = null;
let timer = null;
let acted = false;

export function watchChanges() {
  voice = document.createElement('p');
  voice.className = 'wa-vh';
  voice.setAttribute('role', 'status');
  document.body.append(voice);
  const app = document.querySelector('[data-testid="stApp"]');
  // A quick run may begin and end between two drawings, so that only what it drew tells of it.
  const drawn = { childList: true, characterData: true, subtree: true };
  new MutationObserver(consider).observe(app, { ...drawn, attributeFilter: ['data-test-script-state'] });
  for (const kind of ['pointerdown', 'keydown']) document.addEventListener(kind, note, true);
  consider();
  window.addEventListener('werkagenda-refreshed', () => {
    if (before) before.refreshed = true;
  });
}

// The first draw is no change: until somebody acts, what stands there is only looked at.
function note() {
  if (!acted) before = read();
  acted = true;
}

function consider() {
  clearTimeout(timer);
  if (standsStill()) timer = setTimeout(speak, PAUSE);
}

function read() {
  const lines = linesOf(mainPart());
  const said = lines.map((line) => line.textContent);
  const version = window.werkagendaShown ?? 0;
  return { at: location.pathname, ways: textsOf(WAYS), counts: textsOf(COUNTS), version, lines, said };
}

function speak() {
  const now = read();
  const words = whatChanged(before, now);
  const refreshed = before?.refreshed;
  lightUp(before, now);
  before = now;
  if (words && (acted || refreshed)) voice.textContent = words;
}

const textsOf = (selector) =>
  [...(mainPart()?.querySelectorAll(selector) ?? [])].map((part) => part.textContent.trim());

// The ways of looking and the counts that were not there before; nothing on another page, whose title says enough.
export function whatChanged(before, now) {
  if (!before || before.at !== now.at) return '';
  const ways = now.ways.filter((way) => !before.ways.includes(way)).map((way) => `${way}.`);
  const counts = now.counts.filter((count) => !before.counts.includes(count));
  const words = [...ways, ...counts].join(' ');
  return before.refreshed ? `${NEWS} ${words}`.trim() : words;
}
