// The bar under a presentation. All slides are on the page; an attribute of the root element says which one is
// seen, so that a move waits for nothing. The server hears of it afterwards, for those who follow.
import { mainPart, remember, standsStill, takeNoRoom, whenThere } from '../elements/dom.js';
import { queue, slideIn, write } from './address.js';
import { timeWords } from './clock.js';
import { answer, mayTakeOver, noteFor } from './followers.js';
import { listenToKeys } from './keys.js';

const LOST = 3000; // ms after which the box is asked for again: the connection may have dropped the question
const IDLE = 2500; // ms without a presenter before it is said: a page that loads again is back by then
const WARNED = 3000; // ms that a warning in the bar stays
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
  if (data.box && data.box !== before?.box) whenThere(boxField, (field) => field.focus());
  if (before && data.said !== before.said) say(stage, '.status', data.said);
  draw(stage);
  if (window.werkagendaNews) hear(stage, window.werkagendaNews);
  return leave;
}

function begin(parentElement) {
  const bar = parentElement.querySelector('.bar');
  const leaving = new AbortController();
  const stage = { leaving, ticked: Date.now(), find: (selector) => bar.querySelector(selector) };
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
    () => ({ keysOn: stage.data.keys, boxOpen: stage.data.box > 0, dialogOpen: stage.find('dialog[open]') }),
    (what) => act(stage, what),
    signal,
  );
  window.addEventListener('werkagenda-news', (event) => hear(stage, event.detail), { signal });
  window.addEventListener('popstate', () => move(stage, inAddress(stage) || stage.now), { signal });
  bar.addEventListener('click', ({ target }) => act(stage, target.closest('[data-do]')?.dataset.do), { signal });
  stage.ticking = setInterval(() => tick(stage), 1000);
  takeNoRoom(bar);
  return stage;
}

function end(stage) {
  stage.leaving.abort();
  clearInterval(stage.ticking);
  clearTimeout(stage.idle);
  clearTimeout(stage.warning);
  delete document.documentElement.dataset.dia;
}

// Streamlit has to hear once from which state the slides are drawn. Drawn anew while somebody moves on, the address
// is ahead of what the server knew.
function enter(stage) {
  const { data } = stage;
  stage.now = inAddress(stage) || data.now;
  if (stage.now !== data.now) stage.ask('slide', stage.now);
  stage.spent = JSON.parse(sessionStorage.getItem(data.clock) ?? '{}').spent ?? {};
  const stand = new URLSearchParams(location.search).get('stand');
  if (data.mode === 'present' && data.stand && stand !== String(data.stand)) {
    change(stage, { dia: stage.now, stand: data.stand });
  }
}

// Whoever follows goes where the presenter is, whatever the address says.
const inAddress = ({ data }) => (data.mode === 'follow' ? 0 : slideIn(location.search, data.slides.length));

// Another address that the server has to act upon, in the place of this one.
function change(stage, params) {
  write(params);
  stage.ask('address', null);
}

function move(stage, to) {
  const { mode, slides } = stage.data;
  const now = Math.min(Math.max(to, 1), slides.length);
  if (now === stage.now) return;
  tick(stage);
  stage.now = now;
  write({ dia: now });
  draw(stage);
  mainPart()?.scrollTo(0, 0);
  say(stage, '.status', `${now} van ${slides.length}: ${slides[now - 1].title}`);
  if (mode !== 'follow') stage.ask('slide', now);
}

function act(stage, what) {
  const { data, now, find } = stage;
  const moves = { next: now + 1, previous: now - 1, first: 1, last: data.slides.length };
  const deeds = {
    askOut: () => (find('.alert').textContent === SURE ? find('.out').click() : warn(stage, SURE)),
    box: () => data.mode === 'present' && askBox(stage, now),
    draft: () => {
      const { slide } = draftOf(data, now);
      move(stage, slide);
      askBox(stage, slide);
    },
    record,
    close: () => closeBox(stage),
    qr: () => data.mode === 'present' && showCode(find('dialog')),
    full: () =>
      document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen?.(),
    news: () => change(stage, { stand: data.newest }),
    live: () => change(stage, data.live ? { live: null, stand: data.newest } : { live: 'ja', stand: null }),
    lead: () => stage.ask('lead', Date.now()),
    free: () => change(stage, { volg: 'zelf' }),
    follow: () => change(stage, { volg: 'ja' }),
  };
  if (!(what in moves)) deeds[what]?.();
  else if (data.mode !== 'follow') move(stage, moves[what]);
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
  say(stage, '.alert', text);
  stage.warning = setTimeout(() => say(stage, '.alert', ''), WARNED);
}

// The invitation of the opening slide, on any slide.
function showCode(dialog) {
  dialog.querySelector('div').replaceChildren(document.querySelector('.wa-invitation').cloneNode(true));
  dialog.showModal();
}

function boxField() {
  const box = document.querySelector('.st-key-decision-box');
  return box?.querySelector(box.querySelector('.wa-empty') ? 'button' : 'textarea');
}

function hear(stage, { shown }) {
  if (shown === undefined) return;
  stage.leader = shown;
  const todo = answer(stage.data, shown, stage.asked);
  if (todo.lead) stage.ask('lead', Date.now());
  if (todo.slide) move(stage, todo.slide);
  if (Number.isInteger(todo.stand)) {
    stage.asked = todo.stand;
    stage.ask('stand', todo.stand + 1);
  }
  stage.find('[data-do="lead"]').hidden = !mayTakeOver(stage.data.leads, shown);
  clearTimeout(stage.idle);
  stage.idle = setTimeout(() => say(stage, '.note', noteFor(stage.data.mode, shown)), shown ? 0 : IDLE);
}

function draw(stage) {
  const { data, now, leader, find } = stage;
  const { slides } = data;
  document.documentElement.dataset.dia = now;
  document.title = `${now} van ${slides.length}: ${slides[now - 1].title} – Werkagenda`;
  find('.place').innerHTML = `<b>${now}</b> van ${slides.length}`;
  for (const [way, slide] of Object.entries({ previous: slides[now - 2], next: slides[now] })) {
    say(stage, `.${way} .title`, slide?.title ?? '');
    find(`.${way}`).disabled = !slide;
  }
  Object.assign(find('nav').dataset, { mode: data.mode, keys: data.keys ? 'on' : 'off' });
  find('[data-do="news"]').hidden = !data.news;
  find('[data-do="draft"]').hidden = !data.drafts.length;
  say(stage, '[data-do="draft"]', draftOf(data, now)?.words ?? '');
  Object.assign(find('[data-do="live"]'), { hidden: data.past, ariaPressed: data.live });
  find('.out').href = data.out;
  if (data.mode !== 'present') say(stage, '.note', noteFor(data.mode, leader));
  tick(stage);
}

function tick(stage) {
  const { data, now, spent } = stage;
  const time = Date.now();
  if (Number.isInteger(stage.wanted) && time - stage.wantedSince > LOST && standsStill()) askBox(stage, stage.wanted);
  spent[now] = (spent[now] ?? 0) + time - stage.ticked;
  stage.ticked = time;
  if (data.mode !== 'present') return;
  sessionStorage.setItem(data.clock, JSON.stringify({ spent }));
  const words = timeWords(spent, now, data.slides[now - 1].minutes, data.minutes);
  say(stage, '.own', words.own);
  say(stage, '.total', words.total);
}

// What stands there already is not said again.
function say({ find }, selector, text) {
  if (find(selector).textContent !== text) find(selector).textContent = text;
}
