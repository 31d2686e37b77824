// The bar under a presentation. All slides are on the page; an attribute of the root element says which one is
// seen, so that a move waits for nothing. The server hears of it afterwards, for those who follow.
// Streamlit calls the function below again whenever the data or the theme changes.
import { remember, safe, standsStill, takeNoRoom } from '../elements/dom.js';

const KEYS = {
  ArrowRight: 'next',
  PageDown: 'next',
  ArrowLeft: 'previous',
  PageUp: 'previous',
  Home: 'first',
  End: 'last',
  b: 'box',
  q: 'qr',
  f: 'full',
};
const LEAST = 0.4; // how small and how large a slide may become to fit the screen
const MOST = 1.6;
const FINE = 0.01;
const WIDE = 900; // pixels; a narrower screen scrolls
const PAUSE = 60; // ms between looks at whether the server can be asked
const ADDRESS = 'address';
const IDLE = 2500; // ms without a presenter before it is said: a page that loads again is back by then
const TYPING = 'input, textarea, select, [contenteditable="true"], [role="combobox"], [role="spinbutton"]';
const LISTS = '[role="listbox"], [role="dialog"], [data-baseweb="popover"]';
const stages = new WeakMap();

export default function ({ parentElement, data, setStateValue, setTriggerValue }) {
  const begins = !stages.has(parentElement);
  const [stage, leave] = remember(stages, parentElement, begin, end);
  const before = stage.data;
  Object.assign(stage, { data, setStateValue, setTriggerValue });
  if (begins) enter(stage);
  else if (data.mode === 'follow' && before.mode !== 'follow') stage.now = data.now;
  stage.now = Math.min(stage.now, data.slides.length);
  if (data.box && data.box !== before?.box) focusBox();
  if (data.said && data.said !== before?.said && before) say(stage, data.said);
  draw(stage);
  if (window.werkagendaNews) hear(stage, window.werkagendaNews);
  return leave;
}

function begin(parentElement) {
  const bar = parentElement.querySelector('.bar');
  const stage = { bar, now: 1, on: [], waiting: new Map() };
  const on = (target, type, listener, capture = false) => {
    target.addEventListener(type, listener, capture);
    stage.on.push(() => target.removeEventListener(type, listener, capture));
  };
  on(
    document,
    'keydown',
    () => {
      stage.listOpen = document.querySelector(LISTS) !== null;
    },
    true,
  );
  on(document, 'keydown', (event) => press(stage, event));
  on(window, 'werkagenda-news', (event) => hear(stage, event.detail));
  on(window, 'popstate', () => follow(stage));
  on(window, 'resize', () => fit(stage));
  on(bar, 'click', (event) => {
    const button = event.target.closest('[data-do]');
    if (button) act(stage, button.dataset.do);
  });
  stage.sizes = new ResizeObserver(() => {
    if (stage.height !== measured(stage)) fit(stage);
  });
  stage.ticking = setInterval(() => tick(stage), 1000);
  takeNoRoom(bar);
  return stage;
}

function end(stage) {
  for (const off of stage.on) off();
  stage.sizes.disconnect();
  clearInterval(stage.ticking);
  clearTimeout(stage.idle);
  clearTimeout(stage.asking);
  delete document.documentElement.dataset.dia;
}

// The address belongs to the browser here; Streamlit has to hear once from which state the slides are drawn.
function enter(stage) {
  const { data } = stage;
  const params = new URLSearchParams(location.search);
  // Drawn anew while somebody moves on, the address is ahead of what the server knew.
  const asked = Number(params.get('dia'));
  const known = data.mode !== 'follow' && Number.isInteger(asked) && asked >= 1 && asked <= data.slides.length;
  stage.now = known ? asked : data.now;
  if (stage.now !== data.now) ask(stage, 'slide', stage.now);
  stage.clock = { spent: {}, ...JSON.parse(sessionStorage.getItem(data.clock) ?? '{}') };
  stage.ticked = Date.now();
  const missing = data.mode === 'present' && data.stand && params.get('stand') !== String(data.stand);
  if (missing) change(stage, { dia: stage.now, stand: data.stand });
}

function write(params) {
  const address = new URL(location.href);
  for (const [name, value] of Object.entries(params)) {
    if (value === null) address.searchParams.delete(name);
    else address.searchParams.set(name, value);
  }
  history.replaceState(history.state, '', address);
}

// Another address that the server has to act upon, in the place of this one.
function change(stage, params) {
  write(params);
  ask(stage, ADDRESS, null);
}

// Ask the server for something once its page stands still. A run that is overtaken by another makes Streamlit
// miss a message that it believes this browser kept, and then it shows an error over the slide.
function ask(stage, what, value) {
  stage.waiting.set(what, value);
  if (!stage.asking) askOne(stage);
}

function askOne(stage) {
  stage.asking = setTimeout(() => askOne(stage), PAUSE);
  if (!standsStill()) return;
  const [[what, value] = []] = stage.waiting;
  if (what === undefined) {
    clearTimeout(stage.asking);
    stage.asking = null;
    return;
  }
  stage.waiting.delete(what);
  if (what === ADDRESS) dispatchEvent(new PopStateEvent('popstate'));
  else if (what === 'slide') stage.setStateValue(what, value);
  else stage.setTriggerValue(what, value);
}

function follow(stage) {
  const asked = Number(new URLSearchParams(location.search).get('dia'));
  if (asked && asked !== stage.now && stage.data.mode !== 'follow') move(stage, asked);
}

function move(stage, to, told = true) {
  const slide = Math.min(Math.max(to, 1), stage.data.slides.length);
  if (slide === stage.now) return;
  tick(stage);
  stage.now = slide;
  write({ dia: slide });
  draw(stage);
  document.querySelector('[data-testid="stMain"]')?.scrollTo(0, 0);
  say(stage, `${slide} van ${stage.data.slides.length}: ${stage.data.slides[slide - 1].title}`);
  if (told) ask(stage, 'slide', slide);
}

function press(stage, event) {
  if (
    event.defaultPrevented ||
    event.altKey ||
    event.ctrlKey ||
    event.metaKey ||
    stage.bar.querySelector('dialog[open]')
  )
    return;
  const path = event.composedPath();
  if (event.key === 'Escape') {
    if (stage.listOpen) return;
    event.preventDefault();
    act(stage, stage.data.box ? 'close' : 'out');
    return;
  }
  const typing = path[0].matches?.(TYPING) || path.some((one) => one.classList?.contains('st-key-decision-box'));
  const what = KEYS[event.key.length === 1 ? event.key.toLowerCase() : event.key];
  if (typing || !what) return;
  event.preventDefault();
  act(stage, what);
}

function act(stage, what) {
  const { data } = stage;
  const moves = { next: stage.now + 1, previous: stage.now - 1, first: 1, last: data.slides.length };
  if (what in moves && data.mode !== 'follow') move(stage, moves[what]);
  else if (what === 'out') stage.bar.querySelector('a.out').click();
  else if (what === 'box' && data.mode === 'present') ask(stage, 'box', stage.now);
  else if (what === 'close') close(stage);
  else if (what === 'qr') stage.bar.querySelector('dialog').showModal();
  else if (what === 'full') fullScreen();
  else if (what === 'news') change(stage, { stand: data.newest });
  else if (what === 'live') change(stage, data.live ? { live: null, stand: data.newest } : { live: 'ja', stand: null });
  else if (what === 'lead') ask(stage, 'lead', Date.now());
  else if (what === 'free' || what === 'follow') change(stage, { volg: what === 'free' ? 'zelf' : 'ja' });
}

function close(stage) {
  document.activeElement?.blur();
  ask(stage, 'box', -1);
}

function fullScreen() {
  if (document.fullscreenElement) document.exitFullscreen();
  else document.documentElement.requestFullscreen?.();
}

function focusBox() {
  const giveUp = Date.now() + 4000;
  const look = () => {
    const box = document.querySelector('.st-key-decision-box');
    const field = box?.querySelector(box.querySelector('.wa-empty') ? 'button' : 'textarea');
    if (field) field.focus();
    else if (Date.now() < giveUp) requestAnimationFrame(look);
  };
  look();
}

function say(stage, text) {
  stage.bar.querySelector('.status').textContent = text;
}

// ---- what the presenter's screen shows

function hear(stage, { shown }) {
  if (shown === undefined || !stage.data) return;
  const { mode, stand, leads } = stage.data;
  clearTimeout(stage.idle);
  stage.leader = shown;
  if (leads && shown === null) ask(stage, 'lead', Date.now());
  if (mode === 'follow' && shown) {
    move(stage, shown.slide, false);
    if (shown.stand !== stand && stage.asked !== shown.stand) {
      stage.asked = shown.stand;
      ask(stage, 'stand', shown.stand + 1);
    }
  }
  if (shown) note(stage);
  else stage.idle = setTimeout(() => note(stage), IDLE);
  stage.bar.querySelector('[data-do="lead"]').hidden = !(leads && shown && !shown.mine);
}

function note(stage) {
  const { mode } = stage.data;
  const leader = stage.leader;
  const nobody = 'Niemand presenteert nu; u volgt zodra het begint.';
  const words = {
    present: leader && !leader.mine ? 'Een ander scherm presenteert; wie volgt, ziet dat scherm.' : '',
    follow: leader ? 'U volgt de presentatie.' : nobody,
    free: leader
      ? `U bladert zelf; de presentatie is bij dia ${leader.slide}.`
      : 'U bladert zelf; niemand presenteert nu.',
  };
  const place = stage.bar.querySelector('.note');
  if (place.textContent !== words[mode]) place.textContent = words[mode];
}

// ---- the time

const clock = (ms) => `${Math.floor(ms / 60000)}:${String(Math.floor(ms / 1000) % 60).padStart(2, '0')}`;
const minutes = (count) => `${count} ${count === 1 ? 'minuut' : 'minuten'}`;

function against(ms, planned, text) {
  if (!planned) return text;
  const over = Math.ceil(ms / 60000 - planned);
  return over > 0 ? `${minutes(over)} te lang` : `${text} van ${minutes(planned)}`;
}

function tick(stage) {
  const time = Date.now();
  const { spent } = stage.clock;
  spent[stage.now] = (spent[stage.now] ?? 0) + time - stage.ticked;
  stage.ticked = time;
  if (stage.data.mode !== 'present') return;
  sessionStorage.setItem(stage.data.clock, JSON.stringify({ spent }));
  const total = Object.values(spent).reduce((sum, one) => sum + one, 0);
  const slide = stage.data.slides[stage.now - 1];
  const own = against(spent[stage.now], slide.minutes, clock(spent[stage.now]));
  const whole = against(
    total,
    stage.data.minutes,
    String(Math.floor(total / 60000)) + (stage.data.minutes ? '' : ' min'),
  );
  const place = stage.bar.querySelector('.time');
  const words = `<b>${own}</b> <span>totaal ${whole}</span>`;
  if (place.dataset.drawn !== words) {
    place.innerHTML = words;
    place.dataset.drawn = words;
  }
}

// ---- drawing

function draw(stage) {
  const { bar, data, now } = stage;
  const shape = JSON.stringify([data.mode, data.out, data.qr, data.live, data.past, data.stand > 0]);
  if (stage.shape !== shape) {
    const focused = bar.getRootNode().activeElement?.dataset?.do;
    bar.innerHTML = markup(data);
    stage.shape = shape;
    if (focused) bar.querySelector(`[data-do="${focused}"]`)?.focus();
  }
  document.documentElement.dataset.dia = now;
  const title = (place) => data.slides[place - 1]?.title ?? '';
  bar.querySelector('.place').innerHTML = `<b>${now}</b> van ${data.slides.length}`;
  for (const [way, place] of [
    ['previous', now - 1],
    ['next', now + 1],
  ]) {
    const button = bar.querySelector(`[data-do="${way}"]`);
    if (!button) continue;
    button.querySelector('.title').textContent = title(place);
    button.disabled = !title(place);
  }
  const news = bar.querySelector('[data-do="news"]');
  if (news) news.hidden = !data.news;
  if (data.mode !== 'present') note(stage);
  tick(stage);
  fit(stage);
}

function markup(data) {
  const way = (
    what,
    arrow,
    word,
  ) => `<button type="button" class="way ${what}" data-do="${what}"><i aria-hidden="true">${arrow}</i>
    <span class="hidden">${word}: </span><span class="title"></span></button>`;
  const button = (what, words, key = '', more = '') =>
    `<button type="button" data-do="${what}" ${more}>${words}${key ? ` <kbd>${key}</kbd>` : ''}</button>`;
  const presents = data.mode === 'present';
  const moves =
    data.mode === 'follow' ? ['', ''] : [way('previous', '←', 'Vorige dia'), way('next', '→', 'Volgende dia')];
  const live = presents && !data.past ? button('live', 'Live', '', `aria-pressed="${data.live}"`) : '';
  const switches = presents
    ? `${button('news', 'Nieuwe stand tonen', '', 'hidden')}${live}${button('box', 'Vastleggen', 'B')}${button('qr', 'QR', 'Q')}${button('full', 'Vol scherm', 'F')}`
    : data.mode === 'follow'
      ? button('free', 'Zelf bladeren')
      : button('follow', 'Weer volgen');
  return `<nav aria-label="Presentatie">${moves[0]}<p class="place"></p>${moves[1]}
    <p class="time" role="timer" aria-live="off" ${presents ? '' : 'hidden'}></p><p class="note" role="status"></p>
    ${button('lead', 'Hier presenteren', '', 'hidden')}${switches}
    <a class="out" href="${safe(data.out)}" target="_self">Stoppen${presents ? ' <kbd>Esc</kbd>' : ''}</a></nav>
    <p class="status hidden" role="status"></p>
    <dialog aria-label="Volg mee op uw telefoon"><img src="${safe(data.qr.picture)}" alt="QR-code om mee te volgen op een telefoon">
      <p>${safe(data.qr.warning || 'Richt de camera van uw telefoon op de code, of typ dit adres:')}</p><p class="address">${safe(data.qr.address)}</p>
      <form method="dialog"><button>Sluiten</button></form></dialog>`;
}

// ---- as large as the screen allows

function box(stage) {
  return document.querySelector(`.st-key-slide-${stage.now}`);
}

function measured(stage) {
  return box(stage)?.scrollHeight;
}

function fit(stage) {
  const slide = box(stage);
  if (!slide) return;
  if (stage.watched !== slide) {
    stage.sizes.disconnect();
    stage.watched = slide;
    stage.sizes.observe(slide);
  }
  slide.style.minHeight = '';
  if (innerWidth < WIDE) slide.style.removeProperty('--fit');
  else {
    const room = innerHeight - stage.bar.firstElementChild.offsetHeight - slide.getBoundingClientRect().top;
    const fits = (value) => {
      slide.style.setProperty('--fit', value);
      return slide.scrollHeight <= room && slide.scrollWidth <= slide.clientWidth + 1;
    };
    let [least, most] = [LEAST, MOST];
    while (most - least > FINE) {
      const middle = (least + most) / 2;
      if (fits(middle)) least = middle;
      else most = middle;
    }
    fits(least);
    slide.style.minHeight = `${room}px`;
  }
  stage.height = slide.scrollHeight;
}
