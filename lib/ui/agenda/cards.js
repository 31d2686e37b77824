// Puts the actions on the page as cards, which Python made: goals by priorities ("matrix") or by stage ("board").
// Called again on every new data: only what a changed card says is replaced, so that focus and scroll stay.
import { keepFocus, mainPart } from '../elements/dom.js';

function nearest(root, from, [dx, dy]) {
  const here = from.getBoundingClientRect();
  let best = null;
  let least = Infinity;
  for (const other of root.querySelectorAll('li:not(.off) a')) {
    const there = other.getBoundingClientRect();
    const x = there.x + there.width / 2 - here.x - here.width / 2;
    const y = there.y + there.height / 2 - here.y - here.height / 2;
    const along = x * dx + y * dy;
    const distance = along + 3 * (Math.abs(x * dy) + Math.abs(y * dx));
    if (other !== from && along > 8 && distance < least) [best, least] = [other, distance];
  }
  return best;
}

function listen(root, data, send) {
  const arrows = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };
  root.onclick = (event) => {
    const goal = event.target.closest('button[data-goal]');
    if (goal) send('goal', goal.dataset.goal);
  };
  root.onkeydown = (event) => {
    if (data.moves && moveByKey(data, event, send)) return;
    const way = arrows[event.key];
    const link = event.target.closest('a[data-id]');
    const next = way && link && nearest(root, link, way);
    if (next) {
      event.preventDefault();
      next.focus();
    }
  };
}

const EDGE = 90; // pixels from the edge of the window within which a dragged card makes the page scroll
const PACE = 0.25;

// A column may be higher than the screen, and the board wider: what is dragged to an edge takes it along.
export function pull(at, size) {
  if (at < EDGE) return Math.round((at - EDGE) * PACE);
  return at > size - EDGE ? Math.round((at - size + EDGE) * PACE) : 0;
}

function scrollAlong(root, { clientX, clientY }) {
  if (!clientX && !clientY) return; // where a browser does not say
  mainPart()?.scrollBy(0, pull(clientY, innerHeight));
  root.querySelector('.board')?.scrollBy(pull(clientX, innerWidth), 0);
}

// The stage that a card goes to by the keyboard: the nearest column on that side that may take it.
export function besides(columns, stage, allowed, side) {
  const stages = columns.map((column) => column.id);
  const at = stages.indexOf(stage);
  const along = side > 0 ? stages.slice(at + 1) : stages.slice(0, Math.max(at, 0)).reverse();
  return along.find((name) => allowed.includes(name)) ?? along[0] ?? null;
}

function moveByKey(data, event, send) {
  const side = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  const link = event.target.closest('a[data-id]');
  if (!side || !event.shiftKey || !link) return false;
  const { id } = link.dataset;
  const { column } = data.cards.find((card) => card.id === id);
  const stage = besides(data.columns, column, data.moves[id] ?? [], side);
  event.preventDefault();
  if (stage) send('move', `${id}>${stage}`);
  return true;
}

// Dragging a card to another stage only proposes the move: Python asks for its ground, or says why it cannot be.
function listenToDrags(root, data, send) {
  const allowed = (column) => (data.moves[root.dragged] ?? []).includes(column.dataset.stage);
  const own = (column) => Boolean(column.querySelector(`a[data-id="${CSS.escape(root.dragged)}"]`));
  const mark = (name, holds) => {
    for (const column of root.querySelectorAll('.column')) column.classList.toggle(name, holds(column));
  };
  const clear = () => {
    mark('target', () => false);
    mark('closed', () => false);
    mark('takes', () => false);
  };
  root.ondragstart = (event) => {
    root.dragged = event.target.closest('a[data-id]')?.dataset.id ?? null;
    if (!root.dragged) return;
    event.dataTransfer.setData('text/plain', root.dragged);
    mark('closed', (column) => !allowed(column));
    mark('takes', allowed);
  };
  root.ondrag = (event) => scrollAlong(root, event);
  root.ondragover = (event) => {
    const under = event.target.closest('.column');
    if (!root.dragged || !under || own(under)) return;
    mark('target', (column) => column === under && allowed(under));
    event.preventDefault();
  };
  root.ondragend = () => {
    root.dragged = null;
    clear();
  };
  root.ondrop = (event) => {
    const under = event.target.closest('.column');
    event.preventDefault();
    clear();
    if (root.dragged && under && !own(under)) send('move', `${root.dragged}>${under.dataset.stage}`);
    root.dragged = null;
  };
}

// The colours of the goals are those of the theme, in its order.
function paint(root, data) {
  const colours = getComputedStyle(root).getPropertyValue('--st-chart-categorical-colors').split(',');
  for (const column of root.querySelectorAll('.column')) {
    const own = colours[column.dataset.colour % colours.length];
    column.style.setProperty('--goal', data.layout === 'board' ? 'var(--st-primary-color)' : own);
  }
}

function wear(element, fresh) {
  for (const { name } of [...element.attributes]) if (!fresh.hasAttribute(name)) element.removeAttribute(name);
  for (const { name, value } of fresh.attributes) element.setAttribute(name, value);
}

function placesIn(root) {
  return Object.fromEntries([...root.querySelectorAll('[data-place]')].map((place) => [place.dataset.place, place]));
}

function fill(root, fresh, marked) {
  const places = placesIn(root);
  for (const [id, made] of Object.entries(placesIn(fresh))) {
    const place = places[id];
    wear(place, made);
    wear(place.firstElementChild, made.firstElementChild);
    const said = made.firstElementChild.innerHTML;
    if (root.said[id] === said) continue;
    place.firstElementChild.innerHTML = said;
    if (root.marked === marked) {
      void place.offsetWidth;
      place.classList.add('moved');
    }
    root.said[id] = said;
  }
}

export default function ({ parentElement, data, setTriggerValue }) {
  const root = parentElement.querySelector('.cards');
  const ordered = data.cards.map((action) => [action.id, action.column, action.priority]);
  const layout = JSON.stringify([data.layout, data.columns, ordered]);
  const fresh = document.createElement('template');
  fresh.innerHTML = data.picture;
  if (root.layout === layout) fill(root, fresh.content, data.marked);
  else {
    const said = Object.entries(placesIn(fresh.content)).map(([id, made]) => [id, made.firstElementChild.innerHTML]);
    keepFocus(parentElement, 'id', () => root.replaceChildren(fresh.content));
    Object.assign(root, { layout, said: Object.fromEntries(said) });
  }
  root.marked = data.marked;
  paint(root, data);
  listen(root, data, setTriggerValue);
  if (data.moves) listenToDrags(root, data, setTriggerValue);
}
