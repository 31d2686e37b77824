// Walks through the editions without asking the server: the states came along once. Only cells that differ are
// drawn anew, and what moved is said in the live region.
import { safe } from '../elements/dom.js';

const MOST = 5;

function bars(levels, sides) {
  return levels
    .map((level, side) => {
      const steps = Array.from({ length: MOST }, (_, step) => `<i class="${step < level ? 'on' : ''}"></i>`).join('');
      return `<span class="far side-${side}"><em>${safe(sides[side])}</em><span aria-hidden="true">${steps}</span><b>${level}</b></span>`;
    })
    .join('');
}

// The matrix as it stood: goals beside each other, priorities under each other, what moved marked in words.
function matrix(data, state, before) {
  const heads = data.goals.map((goal) => `<b class="head">${safe(goal)}</b>`).join('');
  const rows = data.priorities.map((priority, row) => {
    const cells = data.goals.map((_goal, column) => {
      const cards = data.names.map((_, number) => number).filter((number) => stands(state.cells[number], column, row));
      return `<ul>${cards.map((number) => card(data, state, before, number)).join('')}</ul>`;
    });
    const empty = !cells.some((cell) => cell.includes('<li'));
    return empty ? '' : `<b class="row">${safe(priority)}</b>${cells.join('')}`;
  });
  return `<b></b>${heads}${rows.join('')}`;
}

function stands(cell, column, row) {
  return Boolean(cell) && cell[0] === column && cell[1] === row;
}

function differs(state, before, number) {
  const of = (one) => JSON.stringify([one.rows[number], one.cells[number]]);
  return Boolean(before) && of(before) !== of(state);
}

function card(data, state, before, number) {
  const [words, ...levels] = state.rows[number];
  const moved = differs(state, before, number);
  return `<li class="${moved ? 'moved' : ''}"><strong>${safe(data.names[number])}</strong>
    <span>${safe(words)}${moved ? ' <mark>gewijzigd</mark>' : ''}</span>${bars(levels, data.sides)}</li>`;
}

function frame(data) {
  const rows = data.names.map((name) => `<tr><th scope="row">${safe(name)}</th><td></td><td></td></tr>`).join('');
  return `<div class="bar">
    <button type="button" data-step="-1">Vorige</button>
    <label>${safe(data.label)} <input type="range" min="0" max="${data.states.length - 1}" step="1"></label>
    <button type="button" data-step="1">Volgende</button>
    <strong class="where"></strong></div>
    <p role="status"></p>
    ${data.goals.length ? `<div class="matrix" style="--goals: ${data.goals.length}"></div><details><summary>Dezelfde stand als tabel</summary>` : ''}
    <table><thead><tr><th scope="col">Wat</th><th scope="col">Stand</th><th scope="col">Hoe ver</th></tr></thead>
    <tbody>${rows}</tbody></table>${data.goals.length ? '</details>' : ''}`;
}

function draw(root, data, place) {
  const state = data.states[place];
  const before = data.states[place - 1];
  root.querySelector('.where').textContent = `${place + 1} van ${data.states.length}: ${state.name}`;
  root.querySelector('[role="status"]').textContent = `${state.name}. ${state.said}`;
  root.querySelector('input').setAttribute('aria-valuetext', state.name);
  for (const [number, row] of [...root.querySelectorAll('tbody tr')].entries()) {
    const [words, ...levels] = state.rows[number];
    const moved = differs(state, before, number);
    row.classList.toggle('moved', moved);
    row.cells[1].innerHTML = `${safe(words)}${moved ? ' <mark>gewijzigd</mark>' : ''}`;
    row.cells[2].innerHTML = bars(levels, data.sides);
  }
  if (data.goals.length) root.querySelector('.matrix').innerHTML = matrix(data, state, before);
  for (const button of root.querySelectorAll('button')) {
    const next = place + Number(button.dataset.step);
    button.disabled = next < 0 || next >= data.states.length;
  }
}

export default function ({ data, parentElement }) {
  const root = parentElement.querySelector('.replay');
  const drawn = JSON.stringify(data);
  if (root.drawn === drawn) return;
  root.drawn = drawn;
  root.innerHTML = frame(data);
  // Where there is no room for the matrix the table stands open.
  const fold = root.querySelector('details');
  if (fold) fold.open = !matchMedia('(min-width: 901px)').matches;
  const slider = root.querySelector('input');
  slider.value = data.states.length - 1;
  slider.oninput = () => draw(root, data, Number(slider.value));
  for (const button of root.querySelectorAll('button'))
    button.onclick = () => {
      slider.value = Number(slider.value) + Number(button.dataset.step);
      draw(root, data, Number(slider.value));
    };
  draw(root, data, data.states.length - 1);
}
