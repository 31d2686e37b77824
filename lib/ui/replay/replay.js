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

function frame(data) {
  const rows = data.names.map((name) => `<tr><th scope="row">${safe(name)}</th><td></td><td></td></tr>`).join('');
  return `<div class="bar">
    <button type="button" data-step="-1">Vorige</button>
    <label>${safe(data.label)} <input type="range" min="0" max="${data.states.length - 1}" step="1"></label>
    <button type="button" data-step="1">Volgende</button>
    <output></output></div>
    <p role="status"></p>
    <table><thead><tr><th scope="col">Wat</th><th scope="col">Stand</th><th scope="col">Hoe ver</th></tr></thead>
    <tbody>${rows}</tbody></table>`;
}

function draw(root, data, place) {
  const state = data.states[place];
  const before = data.states[place - 1];
  root.querySelector('output').textContent = `${place + 1} van ${data.states.length}: ${state.name}`;
  root.querySelector('[role="status"]').textContent = `${state.name}. ${state.said}`;
  root.querySelector('input').setAttribute('aria-valuetext', state.name);
  for (const [number, row] of [...root.querySelectorAll('tbody tr')].entries()) {
    const [words, ...levels] = state.rows[number];
    const differs = before && JSON.stringify(before.rows[number]) !== JSON.stringify(state.rows[number]);
    row.classList.toggle('moved', Boolean(differs));
    row.cells[1].innerHTML = `${safe(words)}${differs ? ' <mark>gewijzigd</mark>' : ''}`;
    row.cells[2].innerHTML = bars(levels, data.sides);
  }
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
