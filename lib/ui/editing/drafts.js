// Keeps what somebody types in a form on the server, field by field, long before it is saved: so it outlives a
// change of tab, Back, a reload and a restart. A form says in `data-form` of its mark which fields it has.

const PAUSE = 300;
const RETRY = 2000;
// One desk for all pages of this tab: `known` has per form its turn and the texts that the server has.
window.werkagendaDrafts ??= { ticket: '', known: new Map() };
const desk = window.werkagendaDrafts;
const { known } = desk;
let timer;
let pending = 0;
let sending = new AbortController();
let arriving = Promise.resolve(true);

const marks = () => [...document.querySelectorAll('.wa-draft[data-form]')];

// What a field of a sheet shows; undefined while it is not there. A sheet may float over the page.
function textOf(sheet, at) {
  const place = sheet?.querySelector(`.${at}`);
  const area = place?.querySelector('textarea');
  if (area) return area.value;
  const chosen = place?.querySelector('[role="radio"][aria-checked="true"]');
  if (chosen) return chosen.textContent;
  const input = place?.querySelector('input');
  if (!input) return undefined;
  if (input.type === 'checkbox') return input.checked ? 'ja' : 'nee';
  if (!place.querySelector('[data-testid="stMultiSelect"]')) return input.value;
  return [...place.querySelectorAll('[data-tag]')].map((tag) => tag.ariaLabel).join('\n');
}

function lookAt(mark) {
  const { form, turn } = mark.dataset;
  const fields = JSON.parse(mark.dataset.fields);
  if (known.get(form)?.turn !== turn) known.set(form, { turn, texts: {} });
  const last = known.get(form);
  const sheet = mark.closest('[class*="st-key-sheet-"]');
  const news = {};
  let waiting = false;
  let drawn = true;
  for (const [name, { at, version, seen }] of Object.entries(fields)) {
    const text = textOf(sheet, at);
    drawn &&= text !== undefined;
    if (text === undefined) continue;
    waiting ||= text !== seen;
    if (text === (last.texts[name] ?? seen)) continue;
    last.texts[name] = text;
    news[name] = text === seen ? null : { version, text };
  }
  // Before all its fields are drawn the form knows no better than what the server said.
  if (waiting || drawn) mark.classList.toggle('on', waiting);
  return Object.keys(news).length ? { form, turn: Number(turn), fields: news } : null;
}

function send(news, leaving) {
  const body = JSON.stringify({ ticket: desk.ticket, ...news });
  const address = new URL('concept', new URL('./', location.href));
  if (leaving) return navigator.sendBeacon(address, body);
  const failed = () => {
    const last = known.get(news.form); // so that the next look finds it new again
    for (const name of Object.keys(news.fields)) delete last?.texts[name];
    timer = setTimeout(look, RETRY);
  };
  arriving = fetch(address, { method: 'POST', body, keepalive: true, signal: sending.signal })
    .then((answer) => {
      if (answer.status !== 204 && answer.status < 500) throw new Error(answer.status);
      return true;
    })
    .catch((error) => {
      if (error.name !== 'AbortError') failed();
      return error.name === 'AbortError';
    });
  return arriving;
}

function look(leaving = false) {
  clearTimeout(timer);
  if (!desk.ticket) return true;
  const sent = marks()
    .map(lookAt)
    .filter(Boolean)
    .map((news) => send(news, leaving === true));
  return Promise.all([arriving, ...sent]).then((arrived) => arrived.every(Boolean));
}

// For who is about to take a form away: whether all that was typed in it has arrived.
desk.flush = () => look();

function lookSoon() {
  clearTimeout(timer);
  timer = setTimeout(look, PAUSE);
}

// What is being saved is no draft any more, unless the app refuses it and says so.
function saves(event) {
  const button = event.target.closest?.('[data-testid="stFormSubmitButton"]');
  const entered = event.key === 'Enter' && event.target.matches?.('[data-testid="stForm"] input:not([role])');
  if (!(event.type === 'click' ? button : entered)) return false;
  clearTimeout(timer);
  sending.abort();
  sending = new AbortController();
  return true;
}

// A field that was refused says so to a screen reader as long as the sentence stands under it.
function tie(event) {
  const field = event.target;
  const place = field.closest?.('[class*="st-key-"]');
  if (!place || !field.matches('input, textarea')) return;
  const wrong = [...document.querySelectorAll('.wa-wrong')].find((one) => place.classList.contains(one.dataset.field));
  if (wrong) {
    wrong.id = `wrong-${wrong.dataset.field}`;
    field.setAttribute('aria-invalid', 'true');
    field.setAttribute('aria-describedby', wrong.id);
  } else if (field.getAttribute('aria-describedby')?.startsWith('wrong-')) {
    field.removeAttribute('aria-invalid');
    field.removeAttribute('aria-describedby');
  }
}

// A field that its form cannot do without says so to a screen reader; the style sheet says it on the screen.
function markRequired() {
  pending = 0;
  for (const mark of marks()) {
    const { form, turn } = mark.dataset;
    // After a restart the server does not know what the browser holds back, so its mark says too little.
    if ((known.get(form)?.turn ?? turn) !== turn) lookSoon();
    const sheet = mark.closest('[class*="st-key-sheet-"]');
    for (const { at, required } of Object.values(JSON.parse(mark.dataset.fields))) {
      const place = required && sheet?.querySelector(`.${at}`);
      if (!place) continue;
      place.dataset.required = '';
      place.querySelector('input, textarea')?.setAttribute('aria-required', 'true');
    }
  }
}

function begin() {
  const typing = (event) => {
    if (event.target.closest?.('[class*="st-key-sheet-"]')) lookSoon();
  };
  document.addEventListener('input', typing, true);
  document.addEventListener('change', typing, true);
  document.addEventListener(
    'click',
    (event) => {
      if (!saves(event)) {
        look();
        lookSoon();
      }
    },
    true,
  );
  document.addEventListener(
    'keydown',
    (event) => {
      if (event.key === 'Enter' && !saves(event)) lookSoon();
      if (event.key === 'Escape') look(); // what floats over the page goes away with it
    },
    true,
  );
  // A value that the app puts in a field comes without an event.
  new MutationObserver((changes) => changes.forEach(typing)).observe(document.body, {
    subtree: true,
    attributeFilter: ['value'],
  });
  new MutationObserver(() => {
    if (!pending) pending = requestAnimationFrame(markRequired);
  }).observe(document.body, { childList: true, subtree: true });
  document.addEventListener('focusin', tie, true);
  addEventListener('popstate', () => look(), true);
  addEventListener('pagehide', () => look(true));
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) look(true);
  });
}

export default function ({ data }) {
  desk.ticket = data.ticket; // another one after a restart of the server: what failed meanwhile goes now
  if (desk.listens) look();
  else begin();
  desk.listens = true;
}
