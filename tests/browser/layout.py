"""Measures of how a page is laid out, in scripts that the browser runs; for tests only."""

from playwright.sync_api import Page, ViewportSize

STARTS_WITHIN = {1366: 220, 390: 260}
"""How far down the content of a page may start, in pixels, by the width of the window."""

START = """() => {
  const head = ['[class*="st-key-frame-line"]', '.st-key-example-banner', '.st-key-lens-line',
    '.st-key-page-head', '.st-key-filters', '.st-key-campus-filters', '.st-key-action-bar',
    '.wa-neighbours', 'h1'].join();
  const first = (block) => {
    for (const part of block.children) {
      if (part.getBoundingClientRect().height <= 1 || part.matches(head)) continue;
      const inner = part.querySelector(head) && first(part);
      if (inner || !part.querySelector(head)) return inner || part;
    }
    return null;
  };
  const blocks = '[data-testid="stMainBlockContainer"] > [data-testid="stVerticalBlock"]';
  const { scrollTop } = document.querySelector('[data-testid="stMain"]');
  return Math.round(first(document.querySelector(blocks)).getBoundingClientRect().top + scrollTop);
}"""
"""Where the first part of a page is that is not its frame, title, first sentence, filters or way back.

The keyboard that walked over the page before may have moved it.
"""

WIDE = """() => [...document.querySelectorAll('[data-testid="stMain"] table:not([id^="glide"] *)')]
  .map((table) => [table, table.closest('.wa-scroll') ?? table.parentElement])
  .filter(([table, frame]) => frame.clientWidth && (table.scrollWidth > frame.clientWidth + 1
    || frame.getBoundingClientRect().right > document.documentElement.clientWidth + 1))
  .map(([table, frame]) => `${table.caption?.textContent} ${table.scrollWidth} > ${frame.clientWidth}`)"""
"""The tables that are wider than what they stand in, or stand beyond the window: a column is out of sight."""

CUT = """() => [...document.querySelectorAll('[data-testid="stMain"] [data-testid="stHtml"] *')]
  .filter((line) => getComputedStyle(line).textOverflow === 'ellipsis' && line.scrollWidth > line.clientWidth)
  .flatMap((line) => [...line.querySelectorAll('*')].filter((part) => part.textContent
    && getComputedStyle(part).display.startsWith('inline-')
    && part.getBoundingClientRect().right > line.getBoundingClientRect().right + 1))
  .map((part) => `only an ellipsis is left of "${part.textContent}"`)"""
"""What is cut as a whole: of a block within a line that is too long nothing is shown, not even its start."""


def layout_of(page: Page, size: ViewportSize) -> list[str]:
    """List what is wrong with the layout of a page in a window of this size."""
    start, wrong = page.evaluate(f"() => [({START})(), [...({WIDE})(), ...({CUT})()]]")
    most = STARTS_WITHIN[size["width"]]
    return [*([f"content starts at {start} of {most}"] if start > most else []), *wrong]
