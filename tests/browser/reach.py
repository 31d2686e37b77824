"""Measures of how a page serves who comes by keyboard or reads large, in scripts that it runs; for tests."""

from collections.abc import Iterator

from playwright.sync_api import CDPSession, Page

WALK = """async (part) => {
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
  for (const one of stops(document.querySelector(part))) {
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

READ = """async () => {
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  const root = document.documentElement;
  const main = document.querySelector('[data-testid=stMain]');
  const over = () => main.scrollWidth - main.clientWidth;
  root.style.fontSize = '200%';
  for (let waited = 0; over() > 0 && waited < 60; waited += 1) await frame();
  const wrong = over() > 0 ? [`sideways with letters twice as large: ${over()}`] : [];
  root.style.fontSize = '';
  const style = document.createElement('style');
  style.textContent = `*, * > * { line-height: 1.5 !important; letter-spacing: .12em !important;
    word-spacing: .16em !important; } p { margin-bottom: 2em !important; }`;
  document.head.append(style);
  wrong.push(...[...main.querySelectorAll('button, [data-testid=stButtonGroup] p, .wa-link, h1, h2, th, td')]
    .filter((one) => one.clientHeight && getComputedStyle(one).overflowY === 'hidden'
      && getComputedStyle(one).clipPath === 'none'
      && getComputedStyle(one).webkitLineClamp === 'none' && getComputedStyle(one).textOverflow !== 'ellipsis'
      && one.scrollHeight > one.clientHeight + 3)
    .map((one) => `cut with text spacing: ${one.tagName} ${one.textContent.trim().slice(0, 40)}`));
  if (over() > 0) wrong.push(`sideways with text spacing: ${over()}`);
  style.remove();
  return wrong;
}"""
"""What is lost with letters twice as large, and then with letters that stand wide apart."""

PAIRS = """() => {
  const roots = [document];
  for (const root of roots)
    for (const one of root.querySelectorAll('*')) if (one.shadowRoot) roots.push(one.shadowRoot);
  const first = (selector) => roots.flatMap((root) => [...root.querySelectorAll(selector)])
    .find((one) => one.checkVisibility());
  const look = (one) => {
    const { outlineStyle, backgroundColor, borderTopStyle } = getComputedStyle(one);
    return [outlineStyle, backgroundColor, borderTopStyle].join();
  };
  const pairs = {
    chosen: ['[role=radio][aria-checked=true]', '[role=radio][aria-checked=false]'],
    pressed: ['button[aria-pressed=true]', '[role=group] button[aria-pressed=false]'],
    on: ['[data-testid=stCheckbox] label:has(:checked) > div', '[data-testid=stCheckbox] label > div'],
    current: ['.wa-menu [aria-current]', '.wa-menu a:not([aria-current])'],
    'on the ladder': ['.wa-ladder .current', '.wa-ladder li:not(.current, .passed)'],
    level: ['.wa-bar i.on', '.wa-bar i:not(.on)'],
    rung: ['.wa-rungs i.on', '.wa-rungs i:not(.on, .claimed)'],
    'level on a card': ['.bar .on', '.bar i:not(.on)'],
    'stage on a card': ['.pips .on', '.pips i:not(.on)'],
  };
  return Object.fromEntries(Object.entries(pairs).flatMap(([name, [marked, plain]]) => {
    const [one, other] = [first(marked), first(plain)];
    if (!one || !other || one === other) return [];
    return [[`${name}: ${one.className} beside ${other.className}`, look(one) === look(other)]];
  }));
}"""
"""What is chosen, on, filled or current beside a neighbour that is not, and whether they look alike."""
SPOKEN = {"roledescription", "valuetext", "keyshortcuts"}
"""What else the browser tells of a thing in words."""


def reach_of(page: Page, part: str = "body") -> list[str]:
    """List what is wrong on a page for who comes by keyboard, reads large, or spaces letters out.

    The keyboard walks within a part of it.
    """
    lines: list[str] = page.evaluate(f"async (part) => [...await ({WALK})(part), ...await ({READ})()]", part)
    return lines


def walk(page: Page, part: str = "body") -> list[str]:
    """List what is wrong with the places of the keyboard within a part of a page."""
    lines: list[str] = page.evaluate(WALK, part)
    return lines


def lost_in_forced_colours(page: Page, judged: set[str]) -> list[str]:
    """List what can no longer be told from its neighbour in the colours of a contrast theme.

    A page whose pairs were all judged before stays in colours of its own: each change draws it anew.
    """
    if page.evaluate(PAIRS).keys() <= judged:
        return []
    page.emulate_media(forced_colors="active")
    alike: dict[str, bool] = page.evaluate(PAIRS)
    page.emulate_media(forced_colors="none")
    judged |= alike.keys()
    return [f"{pair} is not to see" for pair, is_alike in alike.items() if is_alike]


def spoken_by(browser_tools: CDPSession) -> Iterator[str]:
    """Yield all that the browser tells a screen reader of a page: names, values, explanations and kinds."""
    browser_tools.send("Accessibility.enable")
    tree = browser_tools.send("Accessibility.getFullAXTree")
    browser_tools.send("Accessibility.disable")
    for node in tree["nodes"]:
        told = [node.get(part) for part in ("name", "description", "value")]
        told += [one["value"] for one in node.get("properties", []) if one["name"] in SPOKEN]
        yield from (str(one.get("value", "")) for one in told if one and not node["ignored"])
