// The keys of a presentation, those of a remote control too; who types in a field or a list keeps them.
const MOVES = {
  ArrowRight: 'next',
  PageDown: 'next',
  ArrowLeft: 'previous',
  PageUp: 'previous',
  Home: 'first',
  End: 'last',
};
const LETTERS = { b: 'box', q: 'qr', f: 'full' };
const TYPING = 'input, textarea, select, [contenteditable="true"], [role="combobox"], [role="spinbutton"]';
const LISTS = '[role="listbox"], [role="dialog"], [data-baseweb="popover"]';

// What a key asks for, if anything: of the decision box first that it closes.
export function wish(event, { keysOn, typing, inText, listOpen, boxOpen, dialogOpen }) {
  if (dialogOpen) return null;
  if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey) return null;
  // Shift and Enter begin a new line.
  if (event.key === 'Enter' && inText) return event.shiftKey || event.isComposing ? null : 'record';
  if (event.key !== 'Escape' && typing) return null;
  if (event.key.length === 1) return (keysOn && LETTERS[event.key.toLowerCase()]) || null;
  if (event.key !== 'Escape') return MOVES[event.key] ?? null;
  if (listOpen) return null;
  return boxOpen ? 'close' : 'askOut';
}

const isInText = ([field]) => field.matches?.('.st-key-decision-box textarea');
const isTyping = (path) =>
  path[0].matches?.(TYPING) || path.some((part) => part.classList?.contains('st-key-decision-box'));

export function listenToKeys(situation, act, signal) {
  let listOpen = false;
  // Before Streamlit hears of the key: it closes its lists upon it.
  const before = () => {
    listOpen = document.querySelector(LISTS) !== null;
  };
  const press = (event) => {
    const path = event.composedPath();
    const what = wish(event, { typing: isTyping(path), inText: isInText(path), listOpen, ...situation() });
    if (!what) return;
    event.preventDefault();
    act(what);
  };
  document.addEventListener('keydown', before, { capture: true, signal });
  document.addEventListener('keydown', press, { signal });
}
