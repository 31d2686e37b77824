// The grid drops what was typed in a cell when Enter or Tab comes before it has done with the key before:
// a quick typist on a busy machine. So these two wait their turn.
import { whenKnown } from './connection.js';

const LEAVING = new Set(['Enter', 'Tab']);
const waited = new WeakSet();

function wait(event) {
  const composing = event.isComposing || event.keyCode === 229;
  if (!LEAVING.has(event.key) || composing || waited.has(event)) return;
  const field = event.target;
  if (!field.closest?.('[id^="gdg-overlay-"]')) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  const { key, code, shiftKey } = event;
  const leave = () => {
    const late = new KeyboardEvent('keydown', { key, code, shiftKey, bubbles: true, cancelable: true });
    waited.add(late);
    field.dispatchEvent(late);
  };
  setTimeout(() => whenKnown(leave));
}

export function watchGrid() {
  window.addEventListener('keydown', wait, true);
}
