// Draws the actions as cards: goals by priorities ("matrix") or by stage ("board").
// Called again on every new data: only what a changed card says is replaced, so that focus and scroll stay.
import { hidden, keepFocus, mainPart, safe } from '../elements/dom.js';

const SHAPES = {
  A: '<rect x="2" y="2" width="18" height="18" rx="1.5"/><text x="11" y="15">A</text>',
  B: '<circle cx="11" cy="11" r="9.4"/><text x="11" y="15">B</text>',
  C: '<path d="M11 1.6 20.6 20H1.4Z"/><text x="11" y="17.4">C</text>',
};
const unhyphenated = (text) => safe(text).replaceAll('\u00ad', '');

function shape(priority) {
  return priority ? `<svg class="shape" viewBox="0 0 22 22" aria-hidden="true">${SHAPES[priority]}</svg>` : '';
}

const fiveSteps = (level) => [1, 2, 3, 4, 5].map((step) => `<i class="${step <= level ? 'on' : ''}"></i>`).join('');

// One side of the triple helix: its name, how far it is as a digit and as a bar of five steps; a thin one tells how it was.
function helix({ name, long, short, level, words, reached, then }) {
  const moved =
    then == null
      ? ''
      : `<b class="by" aria-hidden="true">${then < level ? '+' : '−'}${Math.abs(level - then)}</b>
    <span class="bar then" aria-hidden="true">${fiveSteps(then)}</span>`;
  const few = reached && `<small aria-hidden="true">${reached.split(' ').slice(0, 3).join(' ')}</small>`;
  return `<span class="helix ${name} ${moved && 'moved'}" title="${reached}"><span aria-hidden="true" class="long">${long}</span>
    <span aria-hidden="true" class="short">${short}</span><b class="digit" aria-hidden="true">${level}</b><span class="bar" aria-hidden="true">${fiveSteps(level)}</span>${moved}${few}${hidden(`, ${name} ${words}${reached && `, ${reached}`}`)}</span>`;
}

// An old value, struck above the new one; the hidden words at the end of a card tell the same.
function old(action, field) {
  const value = action.since?.old[field];
  return value === undefined ? '' : `<del class="old" aria-hidden="true">${safe(value)}</del>`;
}

function card(action, data) {
  const number = action.number ? `${hidden('Actie ')}<span class="number">${action.number}</span>` : '';
  const priority = action.priority
    ? hidden(`, prioriteit ${action.priority}, ${data.priorities[action.priority]}`)
    : '';
  const letter = action.was || action.since?.old.priority;
  const was = letter ? `<del class="was" aria-hidden="true">${safe(letter)}</del>` : '';
  const before = action.was ? hidden(`, was ${action.was}`) : '';
  const plus = action.plus
    ? `<span class="plus">+${action.plus}${hidden(action.plus === 1 ? ' wijziging' : ' wijzigingen')}</span>`
    : '';
  const wasDriven = old(action, 'driver');
  const driver =
    wasDriven && action.driver ? `${hidden(', ')}<span class="driver">aanjager: ${safe(action.driver)}</span>` : '';
  const lacking = Object.entries({ ...action.lacking, driver: action.driver ? '' : 'nog geen aanjager' })
    .map(([what, words]) => words && `${hidden(', ')}<span class="lacks ${what}">${words}</span>`)
    .join('');
  const middle = action.state_line
    ? `<span class="line">${hidden(', ')}${safe(action.state_line)}</span>`
    : `<span class="helices">${action.helices.map(helix).join('')}</span>`;
  const facts = action.ended
    ? `${old(action, 'stage')}<span class="why">${hidden(', ')}${safe(action.ended)}</span>`
    : `<span class="facts">${old(action, 'stage')}${hidden(', fase ')}<span class="stage">${safe(action.stage)}</span>${plus}</span>
       ${middle}${lacking}
       ${wasDriven && `<span class="facts">${wasDriven}${driver}</span>`}`;
  const fresh = action.since?.kind === 'nieuw' ? '<span class="fresh" aria-hidden="true">nieuw</span>' : '';
  const also = action.since?.also ? `<span class="also" aria-hidden="true">${safe(action.since.also)}</span>` : '';
  const proposed = action.proposed ? `<span class="proposed">${hidden(', ')}${safe(action.proposed)}</span>` : '';
  const rest = action.since?.told ? hidden(`; ${action.since.told}`) : '';
  return `<span class="name">${shape(action.priority)}${was}${fresh}${number}${old(action, 'name')}
    <span class="title">${safe(action.name)}</span>${priority}${before}</span>${facts}${proposed}${also}${rest}`;
}

function places(cards) {
  return cards.map(({ id }) => `<li data-place="${safe(id)}"><a data-id="${safe(id)}"></a></li>`).join('');
}

function matrix(data) {
  const rows = Object.keys(data.priorities);
  const free = data.columns.filter((column) => column.free).length;
  const bands = rows
    .map(
      (row, i) => `<div class="band ${row}" style="grid-row:${i + 2}" aria-hidden="true"></div>
    <div class="rowhead ${row}" aria-hidden="true"><b>${row}</b>${data.priorities[row]}</div>`,
    )
    .join('');
  const columns = data.columns
    .map((column, i) => {
      const own = data.cards.filter((action) => action.column === column.id);
      const lists = (column.free ? [''] : rows)
        .map((row) => {
          const cards = own.filter((action) => (action.priority ?? '') === row);
          const label = row ? `Prioriteit ${row}, ${data.priorities[row]}` : 'Doorlopend, zonder prioriteit';
          return cards.length ? `<ul class="${row}" aria-label="${label}">${places(cards)}</ul>` : '';
        })
        .join('');
      return `<section class="column ${column.free ? 'free' : ''}" data-colour="${i}" style="--place:${i + 2}"
      aria-label="${unhyphenated(`Doel: ${column.title}`)}"><h2 class="head"><button type="button" data-goal="${safe(column.id)}">
      ${safe(column.title)}${hidden(', toon de bron')}</button>${column.free ? '<small>doorlopend, zonder prioriteit</small>' : ''}</h2>${lists}</section>`;
    })
    .join('');
  return `<div class="matrix" lang="nl" style="--columns:${data.columns.length};--free:${free}">${bands}${columns}</div>`;
}

function board(data) {
  const columns = data.columns
    .map((column) => {
      const own = data.cards.filter((action) => action.column === column.id);
      const list = own.length ? `<ul>${places(own)}</ul>` : '<p class="none">geen acties</p>';
      return `<section class="column" data-stage="${safe(column.id)}" aria-label="${safe(`Fase: ${column.title}`)}">
      <h2 class="head">${safe(column.title)}<span class="count">${own.length}</span></h2>${list}</section>`;
    })
    .join('');
  return `<div class="board" lang="nl" style="--columns:${data.columns.length}">${columns}</div>`;
}

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

function fill(root, data) {
  for (const action of data.cards) {
    const place = root.querySelector(`[data-place="${CSS.escape(action.id)}"]`);
    const link = place.firstElementChild;
    const drawn = JSON.stringify(action);
    if (root.drawn[action.id] !== drawn) {
      link.innerHTML = card(action, data);
      if (root.drawn[action.id] && root.marked === data.marked) {
        place.classList.remove('moved');
        void place.offsetWidth;
        place.classList.add('moved');
      }
      root.drawn[action.id] = drawn;
    }
    const off = !data.shown.includes(action.id);
    place.classList.toggle('off', off);
    place.classList.toggle('ended', Boolean(action.ended));
    place.dataset.since = action.since?.kind ?? '';
    link.draggable = Boolean(data.moves);
    link.ariaKeyShortcuts = data.moves ? 'Shift+ArrowLeft Shift+ArrowRight' : null;
    if (off) {
      link.removeAttribute('href');
      link.setAttribute('role', 'link');
      link.setAttribute('aria-disabled', 'true');
    } else {
      link.href = data.link + action.id;
      link.removeAttribute('role');
      link.removeAttribute('aria-disabled');
    }
  }
  root.marked = data.marked;
}

export default function ({ parentElement, data, setTriggerValue }) {
  const root = parentElement.querySelector('.cards');
  const ordered = data.cards.map((action) => [action.id, action.column, action.priority]);
  const layout = JSON.stringify([data.layout, data.columns, ordered]);
  if (root.layout === layout) fill(root, data);
  else {
    keepFocus(parentElement, 'id', () => {
      root.innerHTML = data.layout === 'board' ? board(data) : matrix(data);
      Object.assign(root, { layout, drawn: {} });
      fill(root, data);
    });
  }
  paint(root, data);
  listen(root, data, setTriggerValue);
  if (data.moves) listenToDrags(root, data, setTriggerValue);
}
