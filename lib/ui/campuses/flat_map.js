// Puts the plain campus map on the page, which Python made: regions as shapes, each campus as a link.
// Tells once what this browser can show: a map with WebGL needs both WebGL and some room.
import { keepFocus } from '../elements/dom.js';

const ROOM = 480;

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
  if (data.ask) setStateValue('able', ability(root));
  if (root.drawn === data.picture) return;
  root.drawn = data.picture;
  root.classList.toggle('pointing', Boolean(data.pointing));
  keepFocus(parentElement, 'campus', () => {
    root.innerHTML = data.picture;
  });
  root.onclick =
    data.pointing &&
    ((event) => {
      const box = root.getBoundingClientRect();
      event.preventDefault();
      setTriggerValue('pointed', [event.clientX - box.left - box.width / 2, event.clientY - box.top - box.height / 2]);
    });
}
