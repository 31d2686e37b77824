// Lets every link to a page of the app change page without loading the document again: session and
// scroll state stay, and Back returns to the address as it was. Streamlit's own way of changing page
// leaves an extra entry in the browser's history, in which the filters of the page before are lost.

import { watchConnection } from '../editing/connection.js';
import { watchGrid } from '../editing/grid.js';
import { focusTitle, mainPart, mainTitle, whenThere } from '../elements/dom.js';
import { watchChanges } from './announce.js';
import { focusField, isWhereAsked, watchFocus } from './focus.js';
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
    if (!isWhereAsked()) focusTitle(title);
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
