// Lets every link to a page of the app change page without loading the document again: session and
// scroll state stay, and Back returns to the address as it was. Streamlit's own way of changing page
// leaves an extra entry in the browser's history, in which the filters of the page before are lost.
import { focusTitle, mainPart, mainTitle, standsStill, whenThere } from '../elements/dom.js';
import { watchGrid } from '../editing/grid.js';
import { watchChanges } from './announce.js';
import { watchFocus } from './focus.js';
import { watchKeys } from './keys.js';

// What is no page of the app: files, and the way in and out.
const ELSEWHERE = /\/(media|static|_stcore|component)\/|\/(bestand|binnen|buiten|oidc|partner)$|\.[a-z0-9]+$/i;

function linkOf(event) {
  if (event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey)
    return null;
  const link = event.composedPath().find((node) => node.tagName === 'A' && node.hasAttribute?.('href'));
  if (!link || link.hasAttribute('download') || (link.target && link.target !== '_self')) return null;
  const address = new URL(link.href, document.baseURI);
  const elsewhere = address.origin !== location.origin || ELSEWHERE.test(address.pathname);
  return elsewhere || link.getAttribute('href').startsWith('#') ? null : address;
}

function closeMenuOnPhone() {
  if (innerWidth < 768) document.querySelector('[data-testid="stSidebarCollapseButton"] button')?.click();
}

// Another title means another subject, on this page or another: it starts at its top, and who comes by keyboard
// or screen reader at its title, not in the menu.
function startAtTitle(before) {
  const another = () => mainTitle() && mainTitle().textContent !== before && mainTitle();
  whenThere(another, (title) => {
    mainPart().scrollTo(0, 0);
    focusTitle(title);
  });
}

// An address may name a part of a page: that is shown, and the keyboard goes on from there.
function startAtPart(hash) {
  const named = () => document.getElementById(decodeURIComponent(hash.slice(1)));
  whenThere(named, (part) => {
    part.scrollIntoView({ block: 'center' });
    part.focus({ preventScroll: true });
  });
}

function go(address) {
  const before = mainTitle()?.textContent;
  if (address.pathname !== location.pathname) mainPart()?.scrollTo(0, 0);
  history.pushState(null, '', address);
  dispatchEvent(new PopStateEvent('popstate'));
  closeMenuOnPhone();
  if (address.hash) startAtPart(address.hash);
  else startAtTitle(before);
}

// A page may ask for the keyboard to start in one of its fields or buttons, once per request.
function focusField({ labels, request }) {
  if (!request || window.werkagendaFocus === request) return;
  window.werkagendaFocus = request;
  const asked = () => {
    // What the page asks for may still move, or be switched off, while it is being drawn.
    if (!standsStill()) return null;
    const fields = [...mainPart().querySelectorAll(':is(input, textarea, button):enabled')].filter(
      (field) => !field.closest('[data-testid="stTooltipIcon"]'), // it explains the field that was asked for
    );
    // By its name on the screen, or by the class of its place.
    const is = (field, name) => field.ariaLabel === name || field.textContent === name;
    const named = (name) => fields.find((field) => (name.startsWith('.') ? field.closest(name) : is(field, name)));
    return labels.map(named).find(Boolean);
  };
  whenThere(asked, (field) => {
    // All of its form, so that what is said beside the button or under the field is in sight too.
    (field.closest('[class*="st-key-sheet-"]') ?? field).scrollIntoView({ block: 'nearest' });
    field.focus();
    field.dispatchEvent(new Event('focusin', { bubbles: true })); // it may have had the keyboard already
  });
}

// After a restart the server knows this page again once it ran: a button that is pressed before that does nothing.
function watchConnection() {
  const app = document.querySelector('[data-testid="stApp"]');
  let away = false;
  new MutationObserver(() => {
    const connected = app.dataset.testConnectionState === 'CONNECTED';
    if (connected && away) window.werkagendaRun();
    away = !connected;
  }).observe(app, { attributeFilter: ['data-test-connection-state'] });
}

export default function ({ data, setTriggerValue }) {
  focusField(data);
  window.werkagendaRun = () => setTriggerValue('back', Date.now());
  if (window.werkagendaLinks) return;
  window.werkagendaLinks = true;
  watchFocus();
  watchChanges();
  watchKeys();
  watchGrid();
  watchConnection();
  if (location.hash) startAtPart(location.hash);
  document.addEventListener(
    'click',
    (event) => {
      const address = linkOf(event);
      if (!address) return;
      event.preventDefault();
      event.stopPropagation();
      go(address);
    },
    true,
  );
}
