// The keys of a presentation, those of a remote control too; who types in a field or a list keeps them.
const MOVES = {
  ArrowRight: 'next',
  ArrowDown: 'next',
  PageDown: 'next',
  ArrowLeft: 'previous',
  ArrowUp: 'previous',
  PageUp: 'previous',
  Home: 'first',
  End: 'last',
  Backspace: 'back',
  F5: 'start',
};
const LETTERS = { b: 'box', q: 'qr', f: 'full', k: 'kept', p: 'speaker', v: 'room', '.': 'blank' };
const TYPING = 'input, textarea, select, [contenteditable="true"], [role="combobox"], [role="spinbutton"]';
const PRESSED = 'button, a, summary, [role="radio"]';
const LISTS = '[role="listbox"], [role="dialog"], [data-baseweb="popover"]';

// What a key asks for, if anything: of the decision box first that it closes.
export function wish(event, situation) {
  const { typing, inText, onButton, listOpen, dialogOpen, boxThere } = situation;
  if (boxThere && event.altKey && /^Digit[1-4]$/.test(event.code)) return `kind ${event.code.at(-1)}`;
  if (dialogOpen || event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey) return null;
  // Shift and Enter begin a new line.
  if (event.key === 'Enter' && inText) return event.shiftKey || event.isComposing ? null : 'record';
  if (event.key === 'Escape') return listOpen ? null : leave(situation);
  if (typing) return null;
  if (event.key === ' ' || event.key === 'Enter') return onButton ? null : pressed(event, situation);
  return event.key.length === 1 ? sign(event.key, situation) : (MOVES[event.key] ?? null);
}

function leave({ boxOpen, digits }) {
  if (boxOpen) return 'close';
  return digits ? 'forget' : 'askOut';
}

function pressed(event, { digits }) {
  if (event.key === 'Enter') return digits ? 'jump' : null;
  return event.shiftKey ? 'previous' : 'next';
}

// Keys of one sign can be switched off, for who speaks to the computer.
function sign(key, { keysOn }) {
  if (!keysOn) return null;
  return /^\d$/.test(key) ? `digit ${key}` : (LETTERS[key.toLowerCase()] ?? null);
}

const isInText = ([field]) => field.matches?.('.st-key-decision-box textarea');
const isTyping = (path) =>
  path[0].matches?.(TYPING) || path.some((part) => part.classList?.contains('st-key-decision-box'));
const isOnButton = ([field]) => Boolean(field.closest?.(PRESSED));

export function listenToKeys(situation, act, signal) {
  let listOpen = false;
  // Before Streamlit hears of the key: it closes its lists upon it.
  const before = () => {
    listOpen = document.querySelector(LISTS) !== null;
  };
  const press = (event) => {
    const path = event.composedPath();
    const about = { typing: isTyping(path), inText: isInText(path), onButton: isOnButton(path), listOpen };
    const what = wish(event, { ...about, ...situation() });
    if (!what) return;
    event.preventDefault();
    act(what);
  };
  document.addEventListener('keydown', before, { capture: true, signal });
  document.addEventListener('keydown', press, { signal });
}
