"""Measures of how a page serves who comes by keyboard or reads large, in scripts that it runs; for tests."""

from playwright.sync_api import Page

WALK = """async () => {
  const wrong = [];
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  const deepest = () => {
    let one = document.activeElement;
    while (one?.shadowRoot?.activeElement) one = one.shadowRoot.activeElement;
    return one;
  };
  const stops = (root) => [...root.querySelectorAll('*')].flatMap((one) => [
    ...(one.matches('a[href], button, input, textarea, select, summary, [tabindex]') ? [one] : []),
    ...(one.shadowRoot ? stops(one.shadowRoot) : []),
  ]);
  const looks = (one) => {
    const parts = [one, one.closest('label')];
    for (let part = one.parentElement; part && parts.length < 7; part = part.parentElement) parts.push(part);
    return parts.filter(Boolean).map((part) => {
      const look = getComputedStyle(part);
      return [look.outlineStyle, look.outlineColor, look.boxShadow, look.borderColor, look.backgroundColor,
        look.textDecorationLine].join();
    }).join();
  };
  for (const one of stops(document.body)) {
    if (one.tabIndex < 0 || one.disabled || one.closest('[inert]')) continue;
    if (!one.checkVisibility({ visibilityProperty: true })) continue;
    if (one.closest('[data-testid="stDataFrame"], canvas')) continue;
    document.activeElement?.blur();
    const before = looks(one);
    one.focus({ focusVisible: true });
    if (deepest() !== one) continue;
    const name = `${one.tagName} ${one.getAttribute('aria-label') ?? one.textContent.trim().slice(0, 40)}`;
    for (let waited = 0; looks(one) === before && waited < 3; waited += 1) await frame();
    if (looks(one) === before) wrong.push(`no focus to see: ${name}`);
    const box = one.getClientRects()[0];
    const middle = (from, to, most) => (Math.max(from, 0) + Math.min(to, most)) / 2;
    const [x, y] = [middle(box.left, box.right, innerWidth), middle(box.top, box.bottom, innerHeight)];
    const seen = (one.getRootNode()).elementFromPoint(x, y);
    const own = seen && (one.contains(seen) || seen.contains(one) || seen.closest('label')?.contains(one));
    const inView = box.right > 0 && box.left < innerWidth && box.bottom > 0 && box.top < innerHeight;
    if (!inView) wrong.push(`out of view: ${name}`);
    else if (!own && box.width > 2) wrong.push(`obscured: ${name} by ${seen?.tagName} ${seen?.className}`);
  }
  document.activeElement?.blur();
  return wrong;
}"""
"""What the keyboard reaches that is out of view, lies under something else, or does not show the focus."""

LARGE = """() => {
  const root = document.documentElement;
  root.style.fontSize = '200%';
  const main = document.querySelector('[data-testid=stMain]');
  const over = main.scrollWidth - main.clientWidth;
  root.style.fontSize = '';
  return over > 0 ? [`sideways with letters twice as large: ${over}`] : [];
}"""
SPACED = """() => {
  const style = document.createElement('style');
  style.textContent = `*, * > * { line-height: 1.5 !important; letter-spacing: .12em !important;
    word-spacing: .16em !important; } p { margin-bottom: 2em !important; }`;
  document.head.append(style);
  const main = document.querySelector('[data-testid=stMain]');
  const cut = [...main.querySelectorAll('button, [data-testid=stButtonGroup] p, .wa-link, h1, h2, th, td')]
    .filter((one) => one.clientHeight && getComputedStyle(one).overflowY === 'hidden'
      && getComputedStyle(one).webkitLineClamp === 'none' && getComputedStyle(one).textOverflow !== 'ellipsis'
      && one.scrollHeight > one.clientHeight + 3)
    .map((one) => `cut with text spacing: ${one.tagName} ${one.textContent.trim().slice(0, 40)}`);
  const over = main.scrollWidth - main.clientWidth;
  style.remove();
  return [...cut, ...(over > 0 ? [`sideways with text spacing: ${over}`] : [])];
}"""


def reach_of(page: Page) -> list[str]:
    """List what is wrong on a page for who comes by keyboard, reads large, or spaces letters out."""
    return [line for script in (WALK, LARGE, SPACED) for line in page.evaluate(script)]
