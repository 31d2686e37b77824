// The address of a presentation, which belongs to the browser here, and asking the server to act upon it.
const PAUSE = 60; // ms between looks at whether the server can be asked

// The slide that an address asks for; 0 when it names none of these.
export function slideIn(search, count) {
  const asked = Number(new URLSearchParams(search).get('dia'));
  return Number.isInteger(asked) && asked >= 1 && asked <= count ? asked : 0;
}

// An address with other parameters; null takes one away.
export function withParams(href, params) {
  const address = new URL(href);
  for (const [name, value] of Object.entries(params)) {
    if (value === null) address.searchParams.delete(name);
    else address.searchParams.set(name, value);
  }
  return address.href;
}

export function write(params) {
  history.replaceState(history.state, '', withParams(location.href, params));
}

// Asks one thing at a time, of each kind the newest, once the server's page stands still. A run that is overtaken
// makes Streamlit miss a message that it believes this browser kept: it shows an error over the slide.
export function queue(isFree, send, signal) {
  const waiting = new Map();
  let timer = null;
  const look = () => {
    timer = waiting.size && !signal.aborted ? setTimeout(look, PAUSE) : null;
    if (timer === null || !isFree()) return;
    const [[what, value]] = waiting;
    waiting.delete(what);
    send(what, value);
  };
  return (what, value) => {
    waiting.set(what, value);
    if (timer === null) look();
  };
}
