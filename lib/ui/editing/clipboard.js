// Fits what is pasted in a grid before the grid sees it, and reports what none of its columns takes; tells in which
// row of a grid the keyboard rests, where something beside the grid follows it; and shows the chosen cell whole.
import { takeNoRoom } from '../elements/dom.js';
import { fitted } from './fitting.js';

const MOST_TOLD = 50;
const REST = 250; // ms after which the keyboard rests in a row: who passes by asks nothing of the page
const LONG = 24; // signs that fit in any column
const grids = new Map(); // by the class of a grid: its columns, how to report, the row told last, its line of text
let resting = 0;

function gridWithKeyboard() {
  for (const [name, grid] of grids) {
    const place = document.querySelector(`.${CSS.escape(name)}`);
    if (!place) grids.delete(name);
    else if (place.contains(document.activeElement)) return [place, grid];
  }
  return [];
}

// Where a paste begins, and for how many rows there is room: as the table says that screen readers use.
function beginOf(place) {
  const chosen = [...place.querySelectorAll('td[aria-selected="true"]')].map((one) => one.id.split('-').slice(-2));
  if (!chosen.length) return null;
  const [column, row] = [0, 1].map((at) => Math.min(...chosen.map((one) => Number(one[at]))));
  const rows = Number(place.querySelector('table[aria-rowcount]')?.getAttribute('aria-rowcount') ?? 0) - 1;
  return { column, row, room: rows > 0 ? rows - row : Number.POSITIVE_INFINITY };
}

// A grid asks the clipboard itself where it can; it takes what the event holds when there is none to ask.
function withoutClipboard(act) {
  const shadowed = ['read', 'readText'].filter((name) => navigator.clipboard?.[name]);
  for (const name of shadowed)
    Object.defineProperty(navigator.clipboard, name, { value: undefined, configurable: true });
  act();
  for (const name of shadowed) delete navigator.clipboard[name];
}

function paste(event) {
  const [place, grid] = gridWithKeyboard();
  const text = event.clipboardData?.getData('text/plain');
  const begin = place && event.isTrusted && beginOf(place);
  if (!begin || !text) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  const made = fitted(text.replace(/\r?\n$/, ''), grid.columns, begin.column, begin.room);
  if (made.refused.length)
    grid.report('refused', { count: made.refused.length, cells: made.refused.slice(0, MOST_TOLD) });
  const data = new DataTransfer();
  data.setData('text/plain', made.text);
  const fit = new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true });
  withoutClipboard(() => event.target.dispatchEvent(fit));
}

function tellRow() {
  const [place, grid] = gridWithKeyboard();
  const row = place && grid.follows ? beginOf(place)?.row : undefined;
  if (row === undefined || row === grid.row) return;
  grid.row = row;
  grid.report('row', row);
}

// A column shows as much of a text as it has room for: the line at the foot of the window has all of it.
function showWhole() {
  const [place, shown] = gridWithKeyboard();
  const chosen = place?.querySelectorAll('td[aria-selected="true"]') ?? [];
  const text = chosen.length === 1 ? chosen[0].textContent : '';
  for (const { line } of grids.values()) line.hidden = line !== shown?.line || text.length <= LONG;
  if (shown) shown.line.textContent = text;
}

function waitForRest() {
  showWhole();
  clearTimeout(resting);
  resting = setTimeout(tellRow, REST);
}

export default function ({ parentElement, data, setTriggerValue }) {
  takeNoRoom(parentElement);
  const { row } = grids.get(data.grid) ?? {};
  const line = parentElement.querySelector('p') ?? parentElement.appendChild(document.createElement('p'));
  line.ariaHidden = true; // who hears the grid heard the cell
  grids.set(data.grid, { columns: data.columns, follows: data.follows, report: setTriggerValue, row, line });
  window.werkagendaGrids?.abort();
  window.werkagendaGrids = new AbortController();
  const { signal } = window.werkagendaGrids;
  window.addEventListener('paste', paste, { capture: true, signal });
  for (const kind of ['focusin', 'focusout']) document.addEventListener(kind, showWhole, { signal });
  const chosen = new MutationObserver(waitForRest);
  chosen.observe(document.body, { subtree: true, attributeFilter: ['aria-selected'] });
  signal.addEventListener('abort', () => chosen.disconnect());
}
