// Where the keyboard goes: into what it opens, back to what it opened it from, and never nowhere.
import { focusTitle, mainPart, mainTitle, standsStill, whenThere } from '../elements/dom.js';
import {
  backToCell,
  followQuestions,
  isNowhere,
  keepsKeyboard,
  OPEN_CELL,
  QUESTIONS,
  watchQuestions,
  whereIs,
} from './questions.js';

const OVER_THE_PAGE = '[role="dialog"], [data-testid="stPopoverBody"]';
const FIELD = ':is(input, textarea, select, button, a[href], [tabindex="0"]):not(:disabled)';
const CONTROL = 'a[href], button, input, textarea, select, summary, [role="radio"], [contenteditable="true"]';
const MAP = 'Kaart. Pijltjes verschuiven de kaart, + en − maken die groter en kleiner.';
const WRITING_KEYS = ['j'];

let last = null; // what had the keyboard on the page itself
let over = null; // what lies open over the page
let opener = null;
let givenTo = null; // the field that the page asked the keyboard for

export function watchFocus() {
  document.addEventListener('focusin', (event) => {
    const [target] = event.composedPath();
    const onPage = target.closest && !target.closest(`${OVER_THE_PAGE}, ${QUESTIONS}, ${OPEN_CELL}`);
    if (onPage && keepsKeyboard(target)) last = whereIs(target);
  });
  watchQuestions(() => comeBack(last));
  document.addEventListener('click', passBy, true);
  window.addEventListener('keydown', leaveWritingKeys, true);
  new MutationObserver(follow).observe(document.body, { childList: true, subtree: true });
}

function follow() {
  nameMap();
  const now = document.querySelector(OVER_THE_PAGE);
  if (now !== over) {
    if (now && !over) opener = last;
    if (now) enter(now);
    else whenThere(standsStill, () => comeBack(opener));
    over = now;
  } else if (last && !last.sought && !last.target.isConnected && isNowhere()) {
    last.sought = true;
    whenThere(standsStill, () => comeBack(last));
  }
  followQuestions(() => comeBack(last));
  // A part of the page that runs by itself tells on the page where it wants the keyboard.
  for (const wanted of document.querySelectorAll('.wa-wanted')) focusField(JSON.parse(wanted.dataset.wanted));
}

// The drawing of a map takes the keyboard, but tells nobody what it is.
function nameMap() {
  const map = document.querySelector('.deck-events-root:not([aria-label])');
  map?.setAttribute('role', 'application');
  map?.setAttribute('aria-label', MAP);
}

// Round what has many stops, to where it ends.
function passBy(event) {
  const link = event.target.closest?.('.wa-skip');
  if (!link) return;
  event.preventDefault();
  const ends = [...document.querySelectorAll('.wa-skipped')];
  const end = ends.find((place) => link.compareDocumentPosition(place) & Node.DOCUMENT_POSITION_FOLLOWING);
  end.tabIndex = -1;
  end.focus();
}

// Whether the keyboard is where the page asked for it.
export const isWhereAsked = () => givenTo !== null && document.activeElement === givenTo;

// A page may ask for the keyboard to start in one of its fields or buttons, once per request.
export function focusField({ labels, request }) {
  window.werkagendaAsked ??= new Set();
  if (!request || window.werkagendaAsked.has(request)) return;
  window.werkagendaAsked.add(request);
  const asked = () => {
    // What the page asks for may still move, or be switched off, while it is being drawn.
    if (!standsStill()) return null;
    const fields = [...mainPart().querySelectorAll(':is(input, textarea, button):enabled')].filter(
      (field) => !field.closest('[data-testid="stTooltipIcon"]'), // it explains the field that was asked for
    );
    // By its name on the screen, or by the class of its place.
    const is = (field, name) => field.ariaLabel === name || field.textContent === name;
    const named = (name) => fields.find((field) => (name.startsWith('.') ? field.closest(name) : is(field, name)));
    return labels.map(named).find(Boolean);
  };
  whenThere(asked, (field) => {
    // All of its form, so that what is said beside the button or under the field is in sight too.
    (field.closest('[class*="st-key-sheet-"]') ?? field).scrollIntoView({ block: 'nearest' });
    field.focus();
    givenTo = field;
    field.dispatchEvent(new Event('focusin', { bubbles: true })); // it may have had the keyboard already
  });
}

// To what had the keyboard before, or what stands in its place; when that is gone to the title of the page.
function comeBack(wanted) {
  if (!isNowhere() || document.querySelector(OVER_THE_PAGE)) return;
  const title = mainTitle();
  const there = wanted?.target.isConnected ? wanted.target : successorOf(wanted);
  if (there) there.focus({ preventScroll: true });
  else if (!(wanted && backToCell(wanted)) && title) focusTitle(title);
}

// A field may be drawn anew round what it holds: where a file was chosen one may choose another.
function successorOf(wanted) {
  if (!wanted?.place?.isConnected) return null;
  const fields = [...wanted.place.querySelectorAll(FIELD)].filter((field) => field.tabIndex >= 0);
  return fields.find((field) => field.matches('input, textarea')) ?? fields.at(-1);
}

// Who opens a box with a key goes on in it; a finger or a mouse would make a phone show its keys.
function enter(box) {
  if (!document.activeElement?.matches('[aria-expanded="true"]:focus-visible')) return;
  whenThere(
    () => standsStill() && box.isConnected && box.querySelector(FIELD),
    (field) => field.focus(),
  );
}

// Whether a single key that writes was meant for the page, not for the control that has the keyboard.
export function isMeant(key, control) {
  return (
    !WRITING_KEYS.includes(key.toLowerCase()) || !control || control.textContent.trim().endsWith(key.toUpperCase())
  );
}

function leaveWritingKeys(event) {
  const control = event.composedPath()[0].closest?.(CONTROL);
  if (event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey && !isMeant(event.key, control))
    event.stopImmediatePropagation();
}
