// After a restart the server knows this page again once it ran: what is pressed before that would do nothing, so it
// waits for that run.
const RUN_PATIENCE = 10000; // ms after which nobody waits any longer for a run that does not begin
const FORM = '[data-testid="stForm"]';
const ENTRY_LINE = 'input:not([role="combobox"], [type="checkbox"])';
const SENT_BY_ENTER = `${FORM} ${ENTRY_LINE}`;
const LOCKED = `:is(${FORM}, [class*="st-key-sheet-"]) :is(${ENTRY_LINE}, textarea)`;
const [HERE, AWAY, ASKED, RUNS] = ['here', 'away', 'asked', 'runs'];

let where = HERE;
let waiting = null; // what was pressed last, before the server knew this page

export function watchConnection() {
  const app = document.querySelector('[data-testid="stApp"]');
  new MutationObserver(() => followLine(app.dataset)).observe(app, {
    attributeFilter: ['data-test-connection-state', 'data-test-script-state'],
  });
  window.addEventListener('click', holdPress, true);
  window.addEventListener('keydown', holdEnter, true);
}

function followLine({ testConnectionState, testScriptState }) {
  const runs = testScriptState === 'running';
  if (testConnectionState !== 'CONNECTED') goAway();
  else if (where === AWAY) askForRun();
  else if (where === ASKED && runs) where = RUNS;
  else if (where === RUNS && !runs) arrive();
}

// Streamlit locks all fields meanwhile, and React hears no blur of what it locks itself: a field of a form would go
// on taking somebody to be typing in it, and not show what the app puts there.
function goAway() {
  where = AWAY;
  for (const field of document.querySelectorAll(LOCKED))
    field.dispatchEvent(new FocusEvent('focusout', { bubbles: true }));
}

function askForRun() {
  where = ASKED;
  window.werkagendaRun();
  setTimeout(() => where === ASKED && arrive(), RUN_PATIENCE);
}

function arrive() {
  where = HERE;
  waiting?.();
  waiting = null;
}

// Does it at once, or as soon as the server knows this page again.
export function whenKnown(act) {
  if (where === HERE) act();
  else waiting = act;
}

function holdBack(event, act) {
  event.preventDefault();
  event.stopImmediatePropagation();
  waiting = act;
}

const pressNow = (target) =>
  target.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, composed: true }));

function holdPress(event) {
  const [target] = event.composedPath();
  if (where === ASKED || where === RUNS) holdBack(event, () => pressNow(target));
}

function holdEnter(event) {
  const { target, key, ctrlKey, metaKey } = event;
  const sends = target.matches?.(SENT_BY_ENTER) || ((ctrlKey || metaKey) && target.matches?.(`${FORM} textarea`));
  if (key !== 'Enter' || !sends || event.isComposing || (where !== ASKED && where !== RUNS)) return;
  holdBack(event, () => pressNow(target.closest(FORM).querySelector('[data-testid="stFormSubmitButton"] button')));
}
