// The search field: asks the server while somebody types, and is worked with keys alone.
import { remember, safe } from '../elements/dom.js';

const PAUSE = 80; // ms without a key before the server is asked
const WRITES = 'input, textarea, select, [contenteditable="true"], [role="textbox"]';
const states = new WeakMap();
let here = null; // the field on the page, for the keys that go to it from anywhere

const options = (state) => [...state.hits.querySelectorAll('[role="option"]')];

// The page of the app, with data set, moment and mode of the page that asks.
function addressOf(address, shared) {
  const [page, own = ''] = address.split('?');
  const params = new URLSearchParams(own);
  for (const [name, value] of Object.entries(shared)) params.set(name, value);
  const query = params.toString();
  return `./${page}${query ? `?${query}` : ''}`;
}

export function drawGroups(groups, shared) {
  let number = 0;
  const hit = ({ title, about, address }) =>
    `<a role="option" id="hit-${number++}" tabindex="-1" target="_self" aria-selected="false"
      href="${safe(addressOf(address, shared))}">${safe(title)}${about ? `<small>${safe(about)}</small>` : ''}</a>`;
  return Object.entries(groups)
    .map(
      ([kind, hits]) =>
        `<div role="group" aria-label="${safe(kind)}"><b>${safe(kind)}</b>${hits.map(hit).join('')}</div>`,
    )
    .join('');
}

function point(state, place) {
  const all = options(state);
  state.place = all.length ? (place + all.length) % all.length : -1;
  for (const [number, option] of all.entries()) option.setAttribute('aria-selected', String(number === state.place));
  const option = all[state.place];
  if (option) state.input.setAttribute('aria-activedescendant', option.id);
  else state.input.removeAttribute('aria-activedescendant');
  option?.scrollIntoView({ block: 'nearest' });
}

function show(state, groups) {
  state.hits.innerHTML = drawGroups(groups, state.data.shared);
  const count = options(state).length;
  say(state, state.input.value.trim() && !count ? 'Niets gevonden.' : '', count);
  state.hits.hidden = !count;
  state.input.setAttribute('aria-expanded', String(count > 0));
  point(state, 0);
}

function say(state, text, count = 0) {
  state.status.classList.toggle('said', Boolean(text));
  state.status.textContent = text || (count ? `${count} gevonden` : '');
}

async function ask(state) {
  state.asking.abort();
  state.asking = new AbortController();
  const { signal } = state.asking;
  const address = new URL('zoek', new URL('./', location.href));
  address.search = new URLSearchParams({ q: state.input.value, set: state.data.set, op: state.data.at });
  try {
    const answer = await fetch(address, { signal });
    if (answer.ok) show(state, await answer.json());
    else say(state, 'Zoeken lukt nu niet.');
  } catch (error) {
    if (error.name !== 'AbortError') say(state, 'Zoeken lukt nu niet.');
  }
}

function close(state) {
  clearTimeout(state.timer);
  state.asking.abort();
  state.input.value = '';
  show(state, {});
}

function leave(state) {
  close(state);
  state.input.blur();
  if (state.before?.isConnected) state.before.focus({ preventScroll: true });
}

function press(state, event) {
  event.stopPropagation(); // a letter typed here is no key of the page
  const chosen = options(state)[state.place];
  const acts = {
    ArrowDown: () => point(state, state.place + 1),
    ArrowUp: () => point(state, state.place - 1),
    Enter: () => chosen?.click(),
    Escape: () => leave(state),
  };
  if (!acts[event.key]) return;
  event.preventDefault();
  acts[event.key]();
}

function begin(parent) {
  const [input, hits, status] = ['input', '#hits', 'p'].map((name) => parent.querySelector(name));
  const state = { input, hits, status, place: -1, asking: new AbortController(), before: null };
  input.onkeydown = (event) => press(state, event);
  input.oninput = () => {
    clearTimeout(state.timer);
    state.timer = setTimeout(ask, PAUSE, state);
  };
  input.onfocus = (event) => {
    state.before = event.relatedTarget ?? state.before;
    ask(state); // makes the index ready while the first letters are typed
  };
  input.onblur = () => setTimeout(() => input.matches(':focus') || close(state), 150); // a press on a hit comes first
  hits.onmousedown = (event) => event.preventDefault(); // the field keeps the keyboard until the click
  hits.onclick = () => setTimeout(leaveFor, 0, state);
  return state;
}

// To another page: the title there takes the keyboard.
function leaveFor(state) {
  state.before = null;
  leave(state);
}

function goThere(event) {
  const typing = event.composedPath()[0].matches?.(WRITES);
  const quick = (event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === 'k';
  const slash = event.key === '/' && here?.data.slash && !typing && !event.ctrlKey && !event.metaKey;
  if (!here?.input.isConnected || !(quick || slash)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  here.before = document.activeElement;
  here.input.focus();
}

export default function ({ data, parentElement }) {
  const [state, end] = remember(states, parentElement, begin, (gone) => clearTimeout(gone.timer));
  state.data = data;
  parentElement.querySelector('.find').classList.toggle('quiet', !data.slash);
  here = state;
  if (!window.werkagendaSearch) window.addEventListener('keydown', goThere, true);
  window.werkagendaSearch = true;
  return end;
}
