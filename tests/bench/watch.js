// Runs in each page that is measured, before anything else. Python puts SCRIPT_FINISHED in front: the number of
// that field in the messages of Streamlit's server.
const COMPONENT = '[data-testid^="stBidiComponent"]';
const shadows = () => [...document.querySelectorAll(`${COMPONENT}, ${COMPONENT} *`)].map((one) => one.shadowRoot);
const roots = () => [document, ...shadows().filter(Boolean)];
const all = (selector) => roots().flatMap((root) => [...root.querySelectorAll(selector)]);
const until = (holds) =>
  new Promise((done) => {
    const look = () => (holds() ? done(performance.now()) : requestAnimationFrame(look));
    look();
  });

// Whether a protobuf message has a field, found by stepping over the others.
function has(bytes, wanted) {
  let at = 0;
  const number = () => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[at++];
      value += (byte & 127) * 2 ** shift;
      if (byte < 128) return value;
    }
  };
  while (at < bytes.length) {
    const tag = number();
    if (Math.floor(tag / 8) === wanted) return true;
    const length = { 0: number, 1: () => 8, 2: number, 5: () => 4 }[tag % 8]();
    if (tag % 8) at += length;
  }
  return false;
}

let finished = 0;
window.WebSocket = class extends window.WebSocket {
  constructor(...address) {
    super(...address);
    this.addEventListener('message', ({ data }) => {
      if (data instanceof ArrayBuffer && has(new Uint8Array(data), SCRIPT_FINISHED)) finished += 1;
    });
  }
};

window.bench = {
  // From the start of the navigation until an element is drawn; `lettered`: in letters that all have come.
  seen: (selector, lettered) => {
    const drawn = () => all(selector).some((one) => one.getBoundingClientRect().height > 0);
    return until(() => drawn() && !(lettered && document.fonts.status === 'loading'));
  },

  // From the press of a button until so many elements are drawn.
  pressed: async (button, selector, count) => {
    const begun = performance.now();
    button.click();
    return (await until(() => all(selector).length === count)) - begun;
  },

  // From the next Enter until the page has run, and is drawn two frames later.
  entered: () => {
    window.bench.took = null;
    addEventListener(
      'keydown',
      async function enter(event) {
        if (event.key !== 'Enter') return;
        removeEventListener('keydown', enter, true);
        const [begun, before] = [performance.now(), finished];
        await until(() => finished > before);
        const took = () => {
          window.bench.took = performance.now() - begun;
        };
        requestAnimationFrame(() => requestAnimationFrame(took));
      },
      true,
    );
  },

  // The moment at which the text of an element becomes another.
  changed: (selector) => {
    const text = () => all(selector)[0]?.textContent;
    const before = text();
    window.bench.at = null;
    until(() => text() !== before).then(() => {
      window.bench.at = Date.now();
    });
  },
};
