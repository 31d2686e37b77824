// Puts the plain campus map on the page, which Python made: regions as shapes, each campus as a link.
// A line before the picture says what else to do; asked once, it tells what this browser can show: a map with
// WebGL needs both WebGL and some room.
import { keepFocus } from '../elements/dom.js';

const ROOM = 480;
const TEXT = new TextDecoder();

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

export default function ({ parentElement, data, setStateValue, setTriggerValue }) {
  const root = parentElement.querySelector('.map');
  const sent = TEXT.decode(data);
  const line = sent.indexOf('\n');
  const task = sent.slice(0, line);
  const picture = sent.slice(line + 1);
  if (task === 'ask') setStateValue('able', ability(root));
  if (root.drawn === picture) return;
  root.drawn = picture;
  const pointing = task === 'point';
  root.classList.toggle('pointing', pointing);
  keepFocus(parentElement, 'campus', () => {
    root.innerHTML = picture;
  });
  root.onclick =
    pointing &&
    ((event) => {
      const box = root.getBoundingClientRect();
      event.preventDefault();
      setTriggerValue('pointed', [event.clientX - box.left - box.width / 2, event.clientY - box.top - box.height / 2]);
    });
}
