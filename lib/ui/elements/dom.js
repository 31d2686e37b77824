// What the scripts of components need of the page around them.
const PATIENCE = 4000; // ms after which nobody waits any longer for what should appear

export const safe = (text) => String(text ?? '').replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
export const hidden = (text) => `<span class="vh">${safe(text)}</span>`;

export const mainPart = () => document.querySelector('[data-testid="stMain"]');

// The title of what is on the screen: a presentation has one on each slide.
export const mainTitle = () => [...(mainPart()?.querySelectorAll('h1') ?? [])].find((title) => title.checkVisibility());

// Gives the keyboard to a title, for who comes by it, without a ring or a jump.
export function focusTitle(title) {
  title.tabIndex = -1;
  title.style.outline = 'none';
  title.focus({ preventScroll: true });
}

export function standsStill() {
  const state = document.querySelector('[data-testid="stApp"]')?.dataset.testScriptState;
  return state === undefined || state === 'notRunning' || state === 'compilationError';
}

// Uses what `find` returns as soon as that is something; the patience begins anew each time the page stands still.
export function whenThere(find, use, since = null) {
  const begun = standsStill() ? (since ?? Date.now()) : null;
  const target = find();
  if (target) use(target);
  else if (begun === null || Date.now() - begun < PATIENCE) requestAnimationFrame(() => whenThere(find, use, begun));
}

// Draws anew without taking the keyboard away from what carries this name in its dataset.
export function keepFocus(root, name, draw) {
  const focused = root.activeElement?.dataset?.[name];
  draw();
  if (focused) root.querySelector(`[data-${name}="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
}

// Out of the flow, or Streamlit leaves the gap of an element for a component that shows nothing in its place.
export function takeNoRoom(element) {
  const place = element.getRootNode().host?.closest('[data-testid="stElementContainer"]');
  if (place) Object.assign(place.style, { position: 'absolute', width: '0', height: '0' });
}

// What a component remembers for as long as it is on the page, and the function that ends it. Streamlit also
// cleans up after a call that a newer one overtakes, even just before the newer one: only leaving the page ends it.
export function remember(states, element, begin, end) {
  if (!states.has(element)) states.set(element, begin(element));
  const state = states.get(element);
  state.turn = (state.turn ?? 0) + 1;
  const { turn } = state;
  const leave = () => {
    if (turn !== state.turn || element.isConnected) return;
    states.delete(element);
    end(state);
  };
  return [state, leave];
}
