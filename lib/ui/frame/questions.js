// What asks something of who edits, low in the window: it gets the keyboard, and gives it back to the cell or the card
// that it came from. It takes nothing from who is typing already.
import { standsStill, whenThere } from '../elements/dom.js';

export const QUESTIONS = '.st-key-questions';
const TYPED_IN = 'input:not([type="checkbox"]), textarea, select, [contenteditable="true"]';
const ENTRY = ':is(input, textarea):not(:disabled)';
const CELL = /^glide-cell-(\d+)-(\d+)$/;
const CANVAS = '[data-testid="data-grid-canvas"]';
export const OPEN_CELL = '[id^="gdg-overlay-"]';
const ROW_HEIGHT = 44;
const SETTLING = 2000; // ms in which a cell that closes, or a grid made anew, may still take the keyboard

let asked = [];
let isLooking = false;
let entered = null; // what got the keyboard in a question
let hasActed = false; // whoever sits at the keys, since the question came
let inCell = null; // where the keyboard was in a grid last
let stepped = null; // out of an open cell with a key: from which one, and to which
let sought = null; // the cell that the keyboard goes back to, until somebody acts: a grid made anew chooses its first one

const questions = () => [...(document.querySelector(QUESTIONS)?.children ?? [])];
const keyOf = (node) => [...node.classList].find((name) => name.startsWith('st-key-'));
const nameOf = (card) => keyOf(card) ?? keyOf(card.querySelector('[class*="st-key-"]') ?? card);

// Looks for questions that came or went; `goBack` is for when none is left.
export function followQuestions(goBack) {
  if (isLooking || questions().map(nameOf).join() === asked.join()) return;
  isLooking = true;
  whenThere(standsStill, () => {
    isLooking = false;
    settleQuestions(goBack);
  });
}

function settleQuestions(goBack) {
  const now = questions().map(nameOf);
  hasActed = false;
  const fresh = questions().find((card) => !asked.includes(nameOf(card)));
  const went = now.length < asked.length;
  asked = now;
  for (const card of questions()) nameCard(card);
  if (fresh) hold(fresh, Date.now() + SETTLING);
  else if (went && isNowhere()) now.length ? enterQuestion(questions()[0]) : goBack();
}

// Keeps the keyboard in a question until all of it is drawn and the page rests, or somebody does something.
function hold(card, until) {
  const { activeElement } = document;
  const moved = activeElement?.closest(QUESTIONS) && activeElement !== entered;
  if (hasActed || moved || !card.isConnected || Date.now() > until) return;
  if (!isTyping()) enterQuestion(card);
  requestAnimationFrame(() => hold(card, until));
}

export function watchQuestions(goBack) {
  const note = () => {
    hasActed = true;
    stepped = sought = null;
  };
  for (const kind of ['pointerdown', 'keydown']) window.addEventListener(kind, note, true);
  window.addEventListener(
    'keydown',
    (event) => {
      const [target] = event.composedPath();
      noteStep(event, target);
      const leaves = event.key === 'Escape' && target.closest?.(QUESTIONS) && target.ariaExpanded !== 'true';
      if (!leaves) return;
      target.blur();
      goBack();
    },
    true,
  );
}

function nameCard(card) {
  card.setAttribute('role', 'group');
  card.ariaLabel = card.querySelector('[data-testid="stText"]')?.textContent ?? '';
  card.tabIndex = -1;
}

// A form at what is not filled in; of a choice between two values no button, for a key may be on its way already.
function enterQuestion(card) {
  const fields = [...card.querySelectorAll(ENTRY)];
  entered = fields.find((field) => field.role === 'combobox' || !field.value) ?? card;
  if (entered !== document.activeElement) entered.focus({ preventScroll: true });
}

function isTyping() {
  const { activeElement } = document;
  if (document.querySelector(OPEN_CELL)) return true;
  return activeElement?.matches(TYPED_IN) && !activeElement.closest(QUESTIONS);
}

// The body of the page, or the host of a component of which no part has the keyboard.
export function isNowhere() {
  const { activeElement } = document;
  return activeElement === document.body || (activeElement?.shadowRoot && !activeElement.shadowRoot.activeElement);
}

const PLACE = '[data-testid="stElementContainer"]';
const gridOf = (place) => place && keyOf(place)?.replace(/\d+$/, '');

// A grid closes a cell at once, but gives the keyboard to the next one only when it has time: it may be made anew before.
function noteStep({ key, shiftKey }, target) {
  const isList = target.role === 'combobox'; // a key that chooses from a list stays in its cell
  if (!inCell || isList || !target.closest?.(OPEN_CELL)) return;
  const [column, row] = CELL.exec(inCell.target.id).slice(1).map(Number);
  const from = inCell.target.id;
  if (key === 'Enter' && !shiftKey) stepped = { from, to: `glide-cell-${column}-${row + 1}` };
  if (key === 'Tab') stepped = { from, to: `glide-cell-${column + (shiftKey ? -1 : 1)}-${row}` };
  takeStep(inCell);
}

function takeStep(where) {
  const next = stepped?.from === where.target.id && where.target.closest(CANVAS)?.querySelector(`#${stepped.to}`);
  if (next) [, where.column, where.row] = CELL.exec(next.id);
}

// Whether it keeps the keyboard: the canvas of a grid hands it on to a cell.
export const keepsKeyboard = (target) => !target.matches(CANVAS);

// Where the keyboard is, so that it can be found again when a grid was made anew: under the next number.
export function whereIs(target) {
  const [, column, row] = CELL.exec(target.id) ?? [];
  const place = target.closest(PLACE);
  if (!row) return { target, place };
  const grid = gridOf(place);
  inCell = { target, grid, ...(sought?.grid === grid ? sought : { column, row }) };
  takeStep(inCell);
  return inCell;
}

const gridNow = (grid) => grid && [...document.querySelectorAll(PLACE)].find((one) => gridOf(one) === grid);

// Gives the keyboard to the same cell of a grid that was made anew, and may be again meanwhile; tells whether there is
// such a grid.
export function backToCell({ grid, column, row }) {
  if (!gridNow(grid)) return false;
  sought = { grid, column, row };
  whenThere(
    () => cellIn(gridNow(grid), column, row),
    (cell) => (isNowhere() || gridNow(grid).contains(document.activeElement)) && cell.focus({ preventScroll: true }),
  );
  return true;
}

// The cell once it can be chosen: a grid that gets the keyboard chooses its first one, whatever was focused in it.
function cellIn(place, column, row) {
  const [canvas, scroller] = [CANVAS, '.dvn-scroller'].map((one) => place?.querySelector(one));
  if (!canvas?.querySelector('[aria-selected="true"]')) {
    if (isNowhere()) canvas?.focus({ preventScroll: true });
    return null;
  }
  const cell = canvas.querySelector(`#glide-cell-${column}-${row}`);
  if (!cell && !canvas.querySelector(`[id$="-${row}"]`))
    scroller.scrollTop = row * ROW_HEIGHT - scroller.clientHeight / 2;
  else if (!cell) scroller.scrollLeft += scroller.clientWidth / 3;
  return cell;
}
