// Follows the newest change of a data set over one websocket, for as long as the component is on the page.
import { focusTitle, mainTitle, remember, standsStill, takeNoRoom } from '../elements/dom.js';

// Streamlit calls the function below again whenever the data or the theme changes: then only the data is new.

const CHECK = 150; // ms between looks at whether the page stands still
const REST = 1000; // ms between two refreshes
const FIRST_RETRY = 1000; // ms before a lost connection is made again, doubled each time
const LAST_RETRY = 30000;
const follows = new WeakMap();

export default function ({ parentElement, data, setTriggerValue }) {
  const [follow, leave] = remember(follows, parentElement, begin, end);
  if (data.shown !== follow.shown) follow.fell = false;
  const address = new URLSearchParams({ set: data.dataset, ...data.about }).toString();
  const moved = address !== follow.address;
  window.werkagendaShown = data.shown; // for who compares what stood there before it
  Object.assign(follow, { shown: data.shown, address, ask: data.ask });
  follow.status.parentElement.dataset.shown = data.shown; // for who has to wait for it: the tests
  follow.announce = (version) => setTriggerValue('moved', version);
  if (moved) connect(follow);
  consider(follow);
  return leave;
}

function begin(parentElement) {
  const status = parentElement.querySelector('.status');
  const button = parentElement.querySelector('button');
  const follow = { newest: 0, retry: FIRST_RETRY, refreshed: -REST, status, button };
  follow.onSight = () => {
    if (visible()) {
      if (!follow.socket) connect(follow);
      consider(follow);
    }
  };
  document.addEventListener('visibilitychange', follow.onSight);
  window.addEventListener('online', follow.onSight);
  button.onfocus = (event) => {
    follow.before = event.relatedTarget;
  };
  button.onclick = () => {
    follow.ending = false; // to press it is a sign that somebody is there
    refresh(follow);
  };
  takeNoRoom(status);
  return follow;
}

function end(follow) {
  document.removeEventListener('visibilitychange', follow.onSight);
  window.removeEventListener('online', follow.onSight);
  clearTimeout(follow.timer);
  disconnect(follow);
  delete window.werkagendaNews;
}

function connect(follow) {
  disconnect(follow);
  // Every page stands directly in the folder of the app, so this also holds below a path of its own.
  const address = new URL('live', new URL('./', window.location.href));
  address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:';
  address.search = follow.address;
  const socket = new WebSocket(address);
  follow.socket = socket;
  socket.onopen = () => {
    follow.retry = FIRST_RETRY;
  };
  socket.onmessage = (event) => {
    const message = JSON.parse(event.data);
    const { version } = message;
    window.werkagendaNews = message; // for who begins to listen later
    window.dispatchEvent(new CustomEvent('werkagenda-news', { detail: message }));
    follow.fell = follow.fell || version < follow.newest; // an older copy was put back
    follow.newest = version;
    noteAccess(follow, message.access);
    follow.ending = message.ending;
    follow.still = false;
    check(follow);
  };
  socket.onclose = () => {
    follow.socket = null;
    follow.reconnect = setTimeout(() => connect(follow), follow.retry * (0.5 + Math.random()));
    follow.retry = Math.min(follow.retry * 2, LAST_RETRY);
  };
}

// Who signed in may get other rights or lose them; who came without has none to lose.
function noteAccess(follow, access) {
  const changed = follow.access !== undefined && access !== follow.access;
  follow.access = access;
  if (!changed) return;
  follow.fell = true;
  follow.announced = undefined;
  if (access || !follow.ask) return;
  follow.ended = true; // what was typed stays on the page, which another run would take away
  follow.button.hidden = true;
  follow.status.textContent = follow.status.dataset.ended;
  follow.status.parentElement.classList.add('open');
}

function disconnect(follow) {
  clearTimeout(follow.reconnect);
  if (!follow.socket) return;
  Object.assign(follow.socket, { onopen: null, onmessage: null, onclose: null });
  follow.socket.close();
  follow.socket = null;
  follow.newest = 0;
  follow.fell = false;
  follow.announced = undefined;
}

function check(follow) {
  clearTimeout(follow.timer);
  follow.timer = setTimeout(() => consider(follow), CHECK);
}

// Refreshes or asks, once the page is in sight and stands still: a change of one's own arrives here
// before the page that shows it.
function consider(follow) {
  const behind = follow.fell || follow.newest > follow.shown;
  if (follow.ended) return;
  if (!behind || follow.newest === follow.announced) return show(follow, follow.ending);
  if (!visible()) return;
  const still = follow.still;
  follow.still = standsStill();
  if (!still || !follow.still || performance.now() - follow.refreshed < REST) return check(follow);
  if (follow.ask) show(follow, true);
  else refresh(follow);
}

function refresh(follow) {
  follow.refreshed = performance.now();
  follow.announced = follow.newest; // each version once: a page that stays behind must not go round in circles
  show(follow, false);
  window.dispatchEvent(new Event('werkagenda-refreshed')); // for who says so to those who do not see it
  follow.announce(follow.newest);
}

function show(follow, open) {
  const { status, button } = follow;
  const what = follow.ending ? 'ending' : 'text';
  const words = open ? status.dataset[what] : '';
  if (status.textContent === words) return;
  const focused = button.matches(':focus');
  button.hidden = !open;
  button.textContent = button.dataset[what];
  status.textContent = words;
  status.parentElement.classList.toggle('open', Boolean(open));
  if (focused && !open) comeBack(follow.before);
}

function comeBack(before) {
  if (before?.isConnected) before.focus();
  else focusTitle(mainTitle());
}

function visible() {
  return document.visibilityState === 'visible';
}
