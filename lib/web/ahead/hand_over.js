// Takes the first screen away once the page itself is drawn and at rest; focus, scroll and what was opened go along.
// Without scripts it stays, to be read.
(() => {
  const READY =
    '[data-testid="stApp"][data-test-script-state="notRunning"]:not(:has([data-testid="stAppSkeleton"], [data-testid="stSkeleton"], [data-stale="true"]))';
  const PATIENCE = 20000; // ms after which it says why nothing can be pressed yet
  const REST = 3; // frames in which nothing moves

  const main = () => document.querySelector('#root [data-testid="stMain"]');
  const within = (root, selector) => {
    const shadows = [...root.querySelectorAll('[data-testid="stBidiComponentIsolated"]')].map((one) => one.shadowRoot);
    return [root, ...shadows.filter(Boolean)].flatMap((part) => [...part.querySelectorAll(selector)]);
  };
  const places = () =>
    within(main(), 'h1, h2, h3, p, li, table, details').map((one) => {
      const { x, y, width, height } = one.getBoundingClientRect();
      return [x, y, width, height].map(Math.round).join();
    });

  class First extends HTMLElement {
    constructor() {
      super();
      this.root = this.attachInternals().shadowRoot;
      this.began = performance.now();
      this.rest = 0;
      const scheme = /Dark|Light/.exec(localStorage.getItem(`stActiveTheme-${location.pathname}-v2`) ?? '');
      if (scheme) this.dataset.scheme = scheme[0].toLowerCase();
      this.look();
    }

    look() {
      const ready = document.querySelector(READY) && main();
      const now = ready ? places().join(' ') : '';
      this.rest = now && now === this.before ? this.rest + 1 : 0;
      this.before = now;
      if (this.rest >= REST) this.handOver();
      else requestAnimationFrame(() => this.look());
      if (performance.now() - this.began > PATIENCE) this.root.querySelector('.st-late').hidden = false;
    }

    handOver() {
      const part = this.root.querySelector('[data-testid="stMain"]');
      const { scrollTop } = part;
      const href = this.root.activeElement?.getAttribute('href');
      const opened = [...part.querySelectorAll('details[open] > summary')].map((one) => one.textContent);
      this.remove();
      for (const one of within(main(), 'summary')) if (opened.includes(one.textContent)) one.parentElement.open = true;
      main().scrollTop = scrollTop;
      if (href)
        within(document.getElementById('root'), `a[href="${CSS.escape(href)}"]`)[0]?.focus({ preventScroll: true });
      performance.mark('handed over'); // for tests and measurements
    }
  }

  customElements.define('wa-first', First);
})();
