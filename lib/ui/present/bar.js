// The bar under a presentation. All slides are on the page; an attribute of the root element says which one is
// seen, so that a move waits for nothing. The server hears of it afterwards, for those who follow.
import { mainPart, remember, standsStill, takeNoRoom, whenThere } from '../elements/dom.js';
import { queue, slideIn, write } from './address.js';
import { timeWords } from './clock.js';
import { ofAction, ofNumber, onward, rowOf } from './jump.js';
import { listenToKeys } from './keys.js';
import { boxField, isInBox, kindField, light, ofRoom, partyField } from './places.js';
import { askForBox, beginSpeaker, drawSpeaker, endSpeaker, tickSpeaker, toggleSpeaker } from './speaker.js';

const LOST = 3000; // ms after which the box is asked for again: the connection may have dropped the question
const IDLE = 2500; // ms without a presenter before it is said: a page that loads again is back by then
const WARNED = 3000; // ms that a warning in the bar stays
const OTHER = 'Een ander scherm presenteert; wie volgt, ziet dat scherm.';
const SURE = 'Nogmaals Esc om te stoppen';
const UNSENT = 'Geen verbinding: wat u typte blijft hier staan.';
const stages = new WeakMap();

// Streamlit calls this again whenever the data or the theme changes.
export default function ({ parentElement, data, setStateValue, setTriggerValue }) {
  const [stage, leave] = remember(stages, parentElement, begin, end);
  const before = stage.data;
  Object.assign(stage, { data, setStateValue, setTriggerValue });
  if (!before) enter(stage);
  stage.now = Math.min(stage.now, data.slides.length);
  if (data.box === stage.wanted) stage.wanted = null;
  const [asked, chair] = data.seat;
  const party = () => partyField(chair);
  if (before && asked !== before.seat[0]) whenThere(party, (field) => field.focus());
  if (data.box && data.box !== before?.box) whenThere(boxField, (field) => field.focus());
  if (before && data.said !== before.said) say(stage, '.status', data.said);
  draw(stage);
  if (window.werkagendaNews) hear(stage, window.werkagendaNews);
  return leave;
}

function begin(parentElement) {
  const bar = parentElement.querySelector('.bar');
  const leaving = new AbortController();
  const stage = { leaving, digits: '', read: {}, ticked: Date.now(), find: (selector) => bar.querySelector(selector) };
  const { signal } = leaving;
  // Somebody who leaves is at the next address a moment before its page runs: a late question would end that run.
  const { pathname } = location;
  const isFree = () => standsStill() && location.pathname === pathname;
  const send = (what, value) => {
    if (what === 'address') window.dispatchEvent(new PopStateEvent('popstate'));
    else if (what === 'slide') stage.setStateValue(what, value);
    else stage.setTriggerValue(what, value);
  };
  stage.ask = queue(isFree, send, signal);
  listenToKeys(
    () => {
      const { data, digits } = stage;
      return {
        keysOn: data.keys,
        boxOpen: data.box > 0 || isInBox(),
        boxThere: Boolean(boxField()),
        dialogOpen: stage.find('dialog[open]'),
        digits,
      };
    },
    (what) => act(stage, what),
    signal,
  );
  window.addEventListener('werkagenda-news', (event) => hear(stage, event.detail), { signal });
  window.addEventListener('resize', () => drawSpeaker(stage), { signal });
  window.addEventListener('popstate', () => move(stage, inAddress(stage) || stage.now), { signal });
  bar.addEventListener('click', ({ target }) => act(stage, target.closest('[data-do]')?.dataset.do), { signal });
  window.addEventListener('click', (event) => openCard(stage, event), { capture: true, signal });
  stage.ticking = setInterval(() => tick(stage), 1000);
  beginSpeaker(stage);
  takeNoRoom(bar);
  return stage;
}

function end(stage) {
  stage.leaving.abort();
  endSpeaker(stage);
  clearInterval(stage.ticking);
  clearTimeout(stage.idle);
  clearTimeout(stage.warning);
  delete document.documentElement.dataset.dia;
  delete document.documentElement.dataset.blank;
}

// Streamlit has to hear once from which state the slides are drawn. Drawn anew while somebody moves on, the address
// is ahead of what the server knew.
function enter(stage) {
  const { data } = stage;
  stage.now = inAddress(stage) || data.now;
  if (stage.now !== data.now) stage.ask('slide', stage.now);
  askForBox(stage);
  stage.spent = JSON.parse(sessionStorage.getItem(data.clock) ?? '{}').spent ?? {};
  const stand = new URLSearchParams(location.search).get('stand');
  if (data.stand && stand !== String(data.stand)) {
    change(stage, { dia: stage.now, stand: data.stand });
  }
}

const inAddress = ({ data }) => slideIn(location.search, data.slides.length);

// Another address that the server has to act upon, in the place of this one.
function change(stage, params) {
  write(params);
  stage.ask('address', null);
}

function move(stage, to) {
  const { slides } = stage.data;
  const now = Math.min(Math.max(to, 1), slides.length);
  delete document.documentElement.dataset.blank;
  if (now === stage.now) return;
  tick(stage);
  stage.now = now;
  write({ dia: now });
  draw(stage);
  mainPart()?.scrollTo(0, 0);
  say(stage, '.status', `${placeOf(slides, now)}: ${slides[now - 1].title}`);
  stage.ask('slide', now);
}

// Away from the row or to another part of it; the way back stays known.
function jump(stage, to) {
  if (!to) return warn(stage, 'Die actie is er niet.');
  stage.back = stage.now;
  move(stage, to);
}

const placeOf = (slides, now) => (now > rowOf(slides) ? 'Rondvraag' : `${now} van ${rowOf(slides)}`);

// A card of the whole agenda leads to the slide of its action; a new window still opens its page.
function openCard(stage, event) {
  const card = event.target.closest?.('[class*="st-key-slide-"] a[data-action]');
  if (!card || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  event.preventDefault();
  event.stopPropagation();
  jump(stage, ofAction(stage.data.slides, card.dataset.action));
}

// Where chairs stand a number chooses one; elsewhere it is the beginning of that of an action.
function typeDigit(stage, digit) {
  if (!stage.digits && digit > 0 && digit <= stage.data.slides[stage.now - 1].seats) {
    return stage.ask('seat', { number: Number(digit), at: Date.now() });
  }
  const digits = `${stage.digits}${digit}`.slice(-3);
  warn(stage, `Naar actie ${digits}: druk op Enter`);
  stage.digits = digits;
}

function act(stage, what) {
  const { data, now, find, digits } = stage;
  if (['next', 'previous', 'first', 'last', 'back'].includes(what)) {
    return move(stage, onward(data.slides, now, stage.back ?? 1, what));
  }
  if (what?.startsWith('digit')) return typeDigit(stage, what.at(-1));
  if (what?.startsWith('kind')) return kindField(Number(what.at(-1)))?.click();
  if (what?.startsWith('slide')) return jump(stage, Number(what.slice('slide '.length)));
  const deeds = {
    askOut: () => (find('.alert').textContent === SURE ? find('.out').click() : warn(stage, SURE)),
    box: () => askBox(stage, now),
    draft: () => {
      const { slide } = draftOf(data, now);
      move(stage, slide);
      askBox(stage, slide);
    },
    record,
    close: () => closeBox(stage),
    forget: () => warn(stage, ''),
    jump: () => {
      warn(stage, '');
      jump(stage, ofNumber(data.slides, Number(digits)));
    },
    kept: () => document.querySelector(`.st-key-slide-${now} [class*="st-key-kept-"] button`)?.click(),
    room: () => ofRoom(now)?.click(),
    speaker: () => {
      toggleSpeaker(stage);
      tickSpeaker(stage);
    },
    beamer: () => window.open(data.beamer, 'werkagenda-beamer', 'popup'),
    blank: () => document.documentElement.toggleAttribute('data-blank'),
    qr: () => showCode(find('dialog')),
    full,
    start: () => {
      move(stage, 1);
      full();
    },
    news: () => change(stage, { stand: data.newest }),
    live: () => change(stage, data.live ? { live: null, stand: data.newest } : { live: 'ja', stand: null }),
    lead: () => stage.ask('lead', Date.now()),
  };
  return deeds[what]?.();
}

function full() {
  if (document.fullscreenElement) document.exitFullscreen();
  else document.documentElement.requestFullscreen?.();
}

// Opens the box on a slide; on none it closes.
function askBox(stage, slide) {
  Object.assign(stage, { wanted: slide, wantedSince: Date.now() });
  stage.ask('box', slide || -1);
}

// The box goes once what was typed in it has arrived: the bar tells of it then.
async function closeBox(stage) {
  document.activeElement?.blur();
  if (await (window.werkagendaDrafts?.flush?.() ?? true)) askBox(stage, 0);
  else warn(stage, UNSENT);
}

// The field tells what stands in it when the keyboard leaves it, and Streamlit hears of that a moment later.
function record() {
  document.activeElement?.blur();
  setTimeout(() => document.querySelector('.st-key-decision-box [data-testid="stFormSubmitButton"] button')?.click());
}

// Of what is not recorded yet: here, else anywhere.
const draftOf = ({ drafts }, now) => drafts.find(({ slide }) => slide === now) ?? drafts[0];

// Says something in the bar for a while.
function warn(stage, text) {
  clearTimeout(stage.warning);
  stage.digits = '';
  say(stage, '.alert', text);
  if (text) stage.warning = setTimeout(() => warn(stage, ''), WARNED);
}

// The invitation of the opening slide, on any slide.
function showCode(dialog) {
  dialog.querySelector('div').replaceChildren(document.querySelector('.wa-invitation').cloneNode(true));
  dialog.showModal();
}

// Who may lead does so where nobody does, and can take over from another screen.
function hear(stage, { shown, phones, arrived, answered }) {
  if (shown === undefined) return;
  const { leads } = stage.data;
  if (leads && shown === null) stage.ask('lead', Date.now());
  const elsewhere = Boolean(shown) && !shown.mine;
  stage.find('[data-do="lead"]').hidden = !(leads && elsewhere);
  clearTimeout(stage.idle);
  stage.idle = setTimeout(() => say(stage, '.note', elsewhere ? OTHER : ''), shown ? 0 : IDLE);
  const count = document.querySelector('.room.asking .count');
  if (count && count.textContent !== answered) count.textContent = answered;
  // The address that no phone can open says so itself.
  const told = phones || !stage.data.unreachable ? arrived : '';
  say(stage, '.speaker .arrived', told);
  for (const place of document.querySelectorAll('.wa-invitation .arrived'))
    if (place.textContent !== told) place.textContent = told;
}

function draw(stage) {
  const { data, now, find } = stage;
  const { slides } = data;
  document.documentElement.dataset.dia = now;
  say(stage, '.place', placeOf(slides, now));
  for (const way of ['previous', 'next']) {
    const to = onward(slides, now, stage.back ?? 1, way);
    say(stage, `.${way} .title`, to === now ? '' : slides[to - 1].title);
    find(`.${way}`).disabled = to === now;
    stage[way] = to;
  }
  drawSpeaker(stage);
  find('nav').dataset.keys = data.keys ? 'on' : 'off';
  find('[data-do="news"]').hidden = !data.news;
  find('[data-do="draft"]').hidden = !data.drafts.length;
  say(stage, '[data-do="draft"]', draftOf(data, now)?.words ?? '');
  Object.assign(find('[data-do="live"]'), { hidden: data.past, ariaPressed: data.live });
  find('.out').href = data.out;
  tick(stage);
}

function tick(stage) {
  const { data, now, spent } = stage;
  const time = Date.now();
  // Each run of the page puts its own title back.
  document.title = `${placeOf(data.slides, now)}: ${data.slides[now - 1].title} – Werkagenda`;
  if (Number.isInteger(stage.wanted) && time - stage.wantedSince > LOST && standsStill()) askBox(stage, stage.wanted);
  spent[now] = (spent[now] ?? 0) + time - stage.ticked;
  stage.ticked = time;
  light(stage);
  sessionStorage.setItem(data.clock, JSON.stringify({ spent }));
  const words = timeWords(spent, now, data.slides[now - 1].minutes, data.minutes);
  say(stage, '.own', words.own);
  say(stage, '.total', words.total);
  tickSpeaker(stage);
  stage.find('nav').classList.toggle('over', words.over);
}

// What stands there already is not said again.
function say({ find }, selector, text) {
  if (find(selector).textContent !== text) find(selector).textContent = text;
}
