"""The first screen of the document, laid over the page itself: what differs between the two."""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import Any

from playwright.sync_api import Page

from tests.browser.browser_support import IS_DARK, STILL, axe_as_it_is

MOST_LATE = 20
"""How many documents may go without a first screen, that waits for it no longer than a second."""
PLAIN = re.compile("modus=bewerken|blik=netwerk|dia=")
"""The addresses that go without one: forms, what a script draws, and what fills the screen."""
LAID = "#first-screen"
"""Where the first screen is while both are there."""
PARTS = """const parts = (top) => {
    const found = [top.shadowRoot ?? top];
    for (const part of found)
        for (const one of part.querySelectorAll('*')) if (one.shadowRoot) found.push(one.shadowRoot);
    return found;
};"""
COLOUR = """const colour = (css) => {
    const [red, green, blue, seen = 1] = css.match(/[\\d.]+(e-\\d+)?/g).map(Number);
    const most = css.startsWith('color(') ? 255 : 1;
    return [...[red, green, blue].map((one) => Math.round(one * most)), Math.round(seen * 100) / 100].join();
};"""
"""Writes in one way what a browser tells of a colour in two."""
PLACES = f"""(top) => {{
    {PARTS}
    const places = {{}};
    const told = 'h1, h2, p, li, summary, input:not([type=checkbox]), img';
    for (const one of parts(top).flatMap((part) => [...part.querySelectorAll(told)])) {{
        const {{ x, y, width, height }} = (one.closest('button') ?? one).getBoundingClientRect();
        const name = `${{one.localName}} ${{one.textContent.trim() || one.value || one.placeholder || ''}}`;
        if (!one.checkVisibility()) continue; // within what is folded
        const out = one.closest('noscript, .st-late, [data-testid="stSidebar"], [data-testid="stExpander"]');
        const box = [x, y, width, height];
        if (!out && name !== 'input ' && width * height > 1) (places[name] ??= []).push(box);
    }}
    return places;
}}"""
"""Where everything stands that is read or pressed, by its words."""
WORDS = f"""(top) => {{
    {PARTS}
    {COLOUR}
    const isDark = {IS_DARK};
    const out = 'style, script, noscript, template, .st-late, .st-icon, .st-chart, .map, '
        + ['IconMaterial', 'ElementToolbar', 'VegaLiteChart', 'DeckGlJsonChart', 'ExpanderDetails',
            'AlertDynamicIcon', 'SkipToContent'].map((name) => `[data-testid="st${{name}}"]`).join();
    const words = [], looks = {{}}, known = new Map();
    const grounds = (one) => {{
        if (!one) return '';
        if (!known.has(one)) {{
            const {{ backgroundColor, opacity }} = getComputedStyle(one);
            const solid = colour(backgroundColor);
            const faded = opacity < 1 ? ` for ${{opacity}}` : '';
            const own = /,0$/.test(solid) ? faded : `${{faded}} on ${{solid}}`;
            const around = /,1$/.test(solid) ? '' : grounds(one.parentElement ?? one.getRootNode().host);
            known.set(one, own + around);
        }}
        return known.get(one);
    }};
    for (const part of parts(top)) {{
        const texts = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
        while (texts.nextNode()) {{
            const around = texts.currentNode.parentElement;
            const hidden = around?.closest('[data-testid="stWidgetLabel"]') && !around.checkVisibility();
            if (!around || around.closest(out) || hidden) continue;
            const text = texts.currentNode.data;
            words.push(text);
            const {{ width, height }} = around.getBoundingClientRect();
            if (isDark || !text.trim() || width * height <= 1 || !around.checkVisibility()) continue;
            const {{ color, clipPath }} = getComputedStyle(around);
            if (clipPath === 'none') (looks[text.trim()] ??= []).push(colour(color) + grounds(around));
        }}
    }}
    for (const text of Object.keys(looks)) looks[text] = [...new Set(looks[text])].sort().join(' and ');
    return [words.join(' ').split(/\\s+/).filter(Boolean).sort(), looks];
}}"""
"""Every word, and in the light the colours of what is seen of them, each with what it lies on.

The names of icons are left out, and pictures: they are told in words before they are drawn.
"""


LAY = f"""async ([turns, judged]) => {{
    let laid = window.laid?.address === location.href && window.laid;
    for (let turn = 0; !laid && turn < turns; turn += 1) {{
        const closed = await (await fetch(location.href)).text();
        const open = closed.replaceAll('shadowrootmode="closed"', 'shadowrootmode="open"');
        const first = Document.parseHTMLUnsafe(open).querySelector('wa-first');
        if (!first) continue;
        laid = document.createElement('div');
        laid.id = 'first-screen';
        laid.address = location.href;
        laid.style.cssText = 'position:fixed;inset:0;z-index:999999';
        window.fonts ??= document.head.appendChild(first.previousElementSibling);
        laid.attachShadow({{ mode: 'open' }}).append(...first.shadowRoot.childNodes);
    }}
    window.laid = laid;
    if (!laid) return null;
    const root = document.getElementById('root');
    const main = root.querySelector('[data-testid="stMain"]');
    const scrolled = main.scrollTop;
    window.lift = () => {{
        laid.remove();
        delete laid.dataset.scheme;
        if (scrolled) main.scrollTop = scrolled;
        root.style.visibility = '';
    }};
    for (const one of main.querySelectorAll('*')) if (one.scrollLeft) one.scrollLeft = 0;
    document.body.append(laid);
    if (scrolled) main.scrollTop = 0;
    if (judged) root.style.visibility = 'hidden';
    await ({STILL})();
    const seen = [laid, main].map({PLACES}).concat([laid, root].map({WORDS}));
    if (!judged) lift();
    return JSON.stringify(seen);
}}"""
"""Lays the first screen of this address over the page; tells of both where things stand and what they say.

Its fonts, the same of each address, come once and stay: each change of fonts lays all words out anew. What
can be moved sideways stands at its start: Streamlit itself moves a row of choices to the one that is chosen.
"""


def unlike_first_screen(page: Page, most: int, *, judged: bool = False) -> list[str]:
    """List what differs between a page and its first screen; where judged, also what axe finds on that.

    `most` is how many pixels something may move. Sizes, and colours in the light, need not be judged again:
    they are those of the page.
    """
    plain = bool(PLAIN.search(page.url))
    seen = page.evaluate(LAY, [1 if plain else MOST_LATE, judged])
    if bool(seen) == plain:
        return ["first screen: there is one" if plain else "first screen: there is none"]
    if plain:
        return []
    before, after, (told, looked), (said, looks) = json.loads(seen)
    wrong = list(_moved(before, after, most))
    if told != said:
        wrong.append(f"other words: {_without(told, said)} became {_without(said, told)}")
    wrong += [
        f"other colours: {text} in {looked[text]} became {looks[text]}"
        for text in looked.keys() & looks.keys()
        if looked[text] != looks[text]
    ]
    if judged:
        wrong += axe_as_it_is(page, "names", {"include": [[LAID]]})
        page.locator(LAID).evaluate("(one) => { one.dataset.scheme = 'dark'; }")
        wrong += axe_as_it_is(page, "dark", {"include": [[LAID]]})
        page.evaluate("lift()")
    return [f"first screen: {line}" for line in wrong]


def _moved(before: dict[str, Any], after: dict[str, Any], most: int) -> list[str]:
    counts = [Counter({name: len(boxes) for name, boxes in places.items()}) for places in (before, after)]
    if counts[0] != counts[1]:
        return [f"other parts: {[*(counts[0] - counts[1]), *(counts[1] - counts[0])]}"]
    return [
        f"{name} {was} became {now}"
        for name in before
        for was, now in zip(before[name], after[name], strict=True)
        if max(abs(one - other) for one, other in zip(was, now, strict=True)) > most
    ]


def _without(words: list[str], others: list[str]) -> list[str]:
    return list((Counter(words) - Counter(others)).elements())
