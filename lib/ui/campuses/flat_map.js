// Draws the campus map plainly: regions as shapes, each campus as a link with its ring and its name.
// Tells once what this browser can show: a map with WebGL needs both WebGL and some room.
import { hidden, keepFocus, safe } from '../elements/dom.js';

const ROOM = 480;
const PHONE = 358;
const ABOVE = { dx: 0, dy: -26, anchor: 'middle' };

function hasWebGL() {
  try {
    const context = document.createElement('canvas').getContext('webgl2');
    context?.getExtension('WEBGL_lose_context')?.loseContext();
    return Boolean(context);
  } catch {
    return false;
  }
}

function ability(root) {
  if (root.clientWidth < ROOM) return 'narrow';
  return hasWebGL() ? 'deck' : 'none';
}

function name(land) {
  const top = land.at[1] - (land.lines.length - 1) * 8.5;
  const lines = land.lines.map((line, i) => `<tspan x="${land.at[0]}" y="${top + i * 17}">${safe(line)}</tspan>`);
  const off = Math.abs(land.at[0]) > PHONE / 2 - 42 ? ' off' : '';
  return `<text class="land${off}">${lines.join('')}</text>`;
}

function label(pin, width, chosen) {
  const place = pin[width] ?? (chosen ? ABOVE : null);
  if (!place) return '';
  return `<span class="name ${width} ${place.anchor}" style="left:${place.dx}px;top:${place.dy}px">${(place.lines ?? [pin.name]).map(safe).join('<br>')}</span>`;
}

// Pressing what is open closes it; `open` ends where the number of a campus belongs.
function pin(one, map, { chosen, open, close }) {
  const [half, isChosen] = [map.size / 2, one.id === chosen];
  const arcs = map.rings[one.ring].map(([helix, path]) => `<path class="${safe(helix)}" d="${path}"/>`).join('');
  const current = isChosen ? ' aria-current="true"' : '';
  return `<a href="${safe(isChosen ? close : open + one.id)}" data-campus="${one.id}"${current} title="${safe(`${one.name}\n${one.about}`)}"
    style="left:${one.at[0]}px;top:${one.at[1]}px"><svg width="42" height="42" viewBox="0 0 ${map.size} ${map.size}" aria-hidden="true">
    <circle class="halo" cx="${half}" cy="${half}" r="22"/><circle class="ground" cx="${half}" cy="${half}" r="18"/>${arcs}
    <circle class="dot" cx="${half}" cy="${half}" r="5"/></svg>${hidden(one.name)}
    <span aria-hidden="true">${label(one, 'wide', isChosen)}${label(one, 'narrow', isChosen)}</span></a>`;
}

export default function ({ parentElement, data, setStateValue, setTriggerValue }) {
  const root = parentElement.querySelector('.map');
  if (data.ask) setStateValue('able', ability(root));
  const drawn = JSON.stringify(data);
  if (root.drawn === drawn) return;
  root.drawn = drawn;
  const map = JSON.parse(data.drawing);
  root.style.height = `${map.height}px`;
  root.classList.toggle('pointing', Boolean(data.pointing));
  keepFocus(parentElement, 'campus', () => {
    root.innerHTML = `<div class="middle"><svg class="ground" width="1" height="1" role="img" aria-label="${safe(map.alt)}">
    ${map.lands.map((land) => `<path class="shade-${land.shade}" d="${land.path}"/>`).join('')}
    ${map.towns.map((path) => `<path class="town" d="${path}"/>`).join('')}
    ${map.lands.map(name).join('')}</svg>${map.pins.map((one) => pin(one, map, data)).join('')}
    ${data.mark ? `<span class="mark" style="left:${data.mark[0]}px;top:${data.mark[1]}px"></span>` : ''}</div>`;
  });
  root.onclick =
    data.pointing &&
    ((event) => {
      const box = root.getBoundingClientRect();
      event.preventDefault();
      setTriggerValue('pointed', [event.clientX - box.left - box.width / 2, event.clientY - box.top - box.height / 2]);
    });
}
