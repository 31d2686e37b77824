// Lets every link to a page of the app change page without loading the document again: session and
// scroll state stay, and Back returns to the address as it was. Streamlit's own way of changing page
// leaves an extra entry in the browser's history, in which the filters of the page before are lost.
// Parameters that open something else on the same page, which then starts at its top.
const OPENS = ['actie', 'indicator', 'alles', 'overleg'];
const FILES = /\/(media|static|_stcore|component)\/|\.[a-z0-9]+$/i;

function linkOf(event) {
  if (event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return null;
  const link = event.composedPath().find((node) => node.tagName === 'A' && node.hasAttribute?.('href'));
  if (!link || link.hasAttribute('download') || (link.target && link.target !== '_self')) return null;
  const address = new URL(link.href, document.baseURI);
  const elsewhere = address.origin !== location.origin || FILES.test(address.pathname);
  return elsewhere || link.getAttribute('href').startsWith('#') ? null : address;
}

function closeMenuOnPhone() {
  if (innerWidth < 768) document.querySelector('[data-testid="stSidebarCollapseButton"] button')?.click();
}

// A keyboard or screen-reader user starts the new page at its title, not at the top of the menu.
function focusTitle(before) {
  const giveUp = Date.now() + 4000;
  const look = () => {
    const title = document.querySelector('[data-testid="stMain"] h1');
    if (title && title.textContent !== before) {
      title.tabIndex = -1;
      title.style.outline = 'none';
      title.focus({ preventScroll: true });
    } else if (Date.now() < giveUp) {
      requestAnimationFrame(look);
    }
  };
  look();
}

function go(address) {
  const title = document.querySelector('[data-testid="stMain"] h1')?.textContent;
  const samePage = address.pathname === location.pathname;
  history.pushState(null, '', address);
  dispatchEvent(new PopStateEvent('popstate'));
  closeMenuOnPhone();
  if (samePage && !OPENS.some((name) => address.searchParams.has(name))) return;
  document.querySelector('[data-testid="stMain"]')?.scrollTo(0, 0);
  focusTitle(title);
}

// A page may ask for the keyboard to start in one of its fields or buttons, once per request.
function focusField({ labels, request }) {
  if (!request || window.werkagendaFocus === request) return;
  window.werkagendaFocus = request;
  const app = document.querySelector('[data-testid="stApp"]');
  let giveUp;
  const look = () => {
    // What the page asks for may still move, or be switched off, while it is being drawn.
    const drawn = app.dataset.testScriptState === 'notRunning';
    if (drawn) giveUp ??= Date.now() + 4000;
    const fields = [...document.querySelectorAll('[data-testid="stMain"] :is(input, textarea, button):enabled')];
    // By its name on the screen, or by the class of its place.
    const named = (label) => fields.find((one) => label.startsWith('.')
      ? one.closest(label) : one.ariaLabel === label || one.textContent === label);
    const field = drawn && labels.map(named).find(Boolean);
    if (field) {
      // All of its form, so that what is said beside the button or under the field is in sight too.
      (field.closest('[class*="st-key-sheet-"]') ?? field).scrollIntoView({ block: 'nearest' });
      field.focus();
      field.dispatchEvent(new Event('focusin', { bubbles: true })); // it may have had the keyboard already
    } else if (!drawn || Date.now() < giveUp) requestAnimationFrame(look);
  };
  look();
}

// Streamlit has its first link, for who comes by keyboard, in English only.
function skipInDutch() {
  const skip = document.querySelector('[data-testid="stSkipToContent"]');
  if (skip) skip.textContent = 'Naar de inhoud';
}

export default function ({ data }) {
  skipInDutch();
  focusField(data);
  if (window.werkagendaLinks) return;
  window.werkagendaLinks = true;
  document.addEventListener('click', (event) => {
    const address = linkOf(event);
    if (!address) return;
    event.preventDefault();
    event.stopPropagation();
    go(address);
  }, true);
}
