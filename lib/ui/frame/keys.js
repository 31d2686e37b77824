// Keys that act from anywhere, but never while somebody types: Ctrl+Z undoes, S records a step, a number and Enter
// opens an action, and ? shows all keys. Single keys act only where their switch is on. Ctrl+Enter saves a form.
const WRITING = 'input, textarea, select, [contenteditable="true"], [id^="gdg-overlay-"] *';
const TAKES_LETTERS =
  '.st-key-questions *, [data-testid="stDataFrame"], [data-testid="stDataFrame"] *, [role="combobox"], [role="listbox"] *';
const OF_ITS_OWN = /\/(presenteren|bijwerkronde)$/; // pages with single keys of their own
const SHEET = '[class*="st-key-sheet-"]';
const SAVES = '[class*="st-key-foot-"] [data-testid="stFormSubmitButton"] button:enabled';
const SENDS_ITSELF =
  '[data-testid="stForm"] :is(textarea, input:not([role="combobox"], [type="checkbox"], [type="file"]))';
const NUMBER = /^(m|m?[1-9][0-9]{0,2})$/;

let typed = '';
let shownNumber = null;
let sheet = null; // the form that somebody was in last

export function watchKeys() {
  shownNumber = document.createElement('p');
  shownNumber.className = 'wa-number';
  shownNumber.setAttribute('aria-live', 'polite');
  document.body.append(shownNumber);
  window.addEventListener('keydown', onKey, true);
  window.addEventListener('keydown', saveForm);
  window.addEventListener('focusin', ({ target }) => {
    sheet = target.closest?.(SHEET) ?? sheet;
  });
  window.addEventListener('click', forgetNumber, true);
}

function onKey(event) {
  const [target] = event.composedPath();
  if (event.defaultPrevented || event.isComposing || target.matches?.(WRITING)) return;
  const done = event.ctrlKey || event.metaKey ? undoOrRedo(event) : !event.altKey && singleKey(event, target);
  if (!done) return;
  event.preventDefault();
  event.stopPropagation();
}

// The form that has the keyboard, or that it was in last while something typed there is not stored.
function saveForm(event) {
  const [target] = event.composedPath();
  const isSave = event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !event.defaultPrevented;
  if (!isSave || target.matches?.(SENDS_ITSELF) || target.ariaExpanded === 'true' || !sheet?.isConnected) return;
  const isElsewhere = target.matches?.(`${WRITING}, ${TAKES_LETTERS}, a[href]`);
  const isMeant = sheet.contains(target) || (!isElsewhere && sheet.querySelector('.wa-draft.on'));
  const button = isMeant && sheet.querySelector(SAVES);
  if (!button) return;
  event.preventDefault();
  button.focus({ preventScroll: true }); // what was typed counts once its field is left
  button.click();
}

export function placeOf({ key, shiftKey }) {
  if (key.toLowerCase() === 'z') return shiftKey ? 'redo-act' : 'undo-act';
  return key.toLowerCase() === 'y' && !shiftKey ? 'redo-act' : null;
}

// By the button of the frame; a part of the page that ran by itself has one of its own, which is not seen.
function undoOrRedo(event) {
  const place = `.st-key-${placeOf(event)}`;
  const button = document.querySelector(`${place} button:enabled, ${place}-key button:enabled`);
  button?.click();
  return Boolean(button);
}

function singleKey({ key }, target) {
  const list = document.querySelector('.wa-anywhere[data-keys="on"]');
  if (!list || target.matches?.(TAKES_LETTERS) || OF_ITS_OWN.test(location.pathname)) return false;
  const next = numberAfter(typed, key);
  if (next !== null) return awaitEnter(next, list);
  const asked = typed;
  forgetNumber();
  if (key === 'Enter' && /[0-9]/.test(asked)) return openAction(list, `${list.dataset.action}${asked}`);
  if (key === '?') return unfoldKeys(list);
  return key.toLowerCase() === 's' && recordStep(list);
}

// What stands there after one more key; null when that is no part of a number.
export function numberAfter(before, key) {
  const next = before + key.toLowerCase();
  return key.length === 1 && NUMBER.test(next) ? next : null;
}

function awaitEnter(next, list) {
  typed = next;
  shownNumber.textContent = /[0-9]/.test(next) ? `Naar actie ${next}: druk op Enter` : '';
  return list !== null && next !== 'm';
}

function forgetNumber() {
  typed = '';
  shownNumber.textContent = '';
}

// By a link of the page, so that it changes page as every link does.
function openAction(list, address) {
  const way = document.createElement('a');
  way.href = address;
  list.append(way);
  way.click();
  way.remove();
  return true;
}

function recordStep(list) {
  if (document.querySelector('.st-key-record-step')) return false; // the page has a button for it
  list.querySelector('a').click();
  return true;
}

function unfoldKeys(list) {
  const keys = list.querySelector('details');
  keys.open = !keys.open;
  if (keys.open) keys.querySelector('summary').focus({ preventScroll: true });
  keys.scrollIntoView({ block: 'start' });
  return true;
}
