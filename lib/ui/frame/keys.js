// Keys that act from anywhere, but never while somebody types: Ctrl+Z presses the button that undoes.
const WRITING = 'input, textarea, select, [contenteditable="true"], [id^="gdg-overlay-"] *';

const pressAt = (place) => document.querySelector(`.st-key-${place} button`)?.click();

export function placeOf(event) {
  if (!(event.ctrlKey || event.metaKey) || event.altKey) return null;
  const key = event.key.toLowerCase();
  if (key === 'z') return event.shiftKey ? 'redo-act' : 'undo-act';
  return key === 'y' && !event.shiftKey ? 'redo-act' : null;
}

export function watchKeys() {
  window.addEventListener('keydown', (event) => {
    const place = placeOf(event);
    if (!place || event.defaultPrevented || event.composedPath()[0].matches?.(WRITING)) return;
    if (!document.querySelector(`.st-key-${place} button:enabled`)) return;
    event.preventDefault();
    pressAt(place);
  });
}
