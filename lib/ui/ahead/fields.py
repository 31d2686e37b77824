"""What a page sends beside containers as HTML: texts as they are, fields and buttons at rest, in their size.

A chart is told in words, in the room that it takes. Components of our own are in `lib.ui.ahead.components`.
A field that is drawn ahead takes no key and no press: the page itself comes at once.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from typing import Any

from markupsafe import Markup

from lib.ui.ahead.components import Unknown, component
from lib.ui.elements.html import fill, trusted

_NONE = Markup()
_ICON_NAME = re.compile(r":material/(\w+):")
_ESCAPED = re.compile(r"\\([^\w\s])")
_EMPHASIS = re.compile(r"(?<!\\)\*(.+?)(?<!\\)\*")
_MARKDOWN = re.compile(r"(?<!\\)[*_`\[\]<>~$|#]|^\s*(?:[-+]|\d+[.)])\s|:material/|&#?\w+;", re.MULTILINE)
"""What Streamlit would read as more than text."""


def words(label: str) -> str:
    """Return a label as a visitor reads it: without what keeps Streamlit from reading it as Markdown."""
    return _ESCAPED.sub(r"\1", label).replace("\u2060", "")


def _prose(text: str) -> Markup:
    """Return a text in paragraphs; Markdown has no form here."""
    if _MARKDOWN.search(text):
        raise Unknown("Markdown")
    return Markup("").join(fill(_PARAGRAPH, words(part)) for part in text.split("\n\n"))


_PARAGRAPH = Markup("<p>{}</p>")


def icon(name: str) -> Markup:
    """Draw an icon of the font, by its name as Streamlit has it or alone; nothing without a name."""
    found = _ICON_NAME.fullmatch(name)
    return fill(_ICON, found[1] if found else name) if name else _NONE


_ICON = Markup('<span class="st-icon" aria-hidden="true">{}</span>')


def label(text: str) -> Markup:
    return fill(_TEXT, _emphasised(text))


_TEXT = Markup('<div class="st-text"><p>{}</p></div>')


def _emphasised(text: str) -> Markup:
    """Return a label, with what stands between single stars in italics."""
    *pairs, last = [words(part) for part in _EMPHASIS.split(text)]
    parts = (
        fill(_STRESSED, plain, stressed) for plain, stressed in zip(pairs[::2], pairs[1::2], strict=True)
    )
    return fill(_PARTS, Markup("").join(parts), last)


_STRESSED = Markup("{}<em>{}</em>")
_PARTS = Markup("{}{}")


def button_label(text: str, icon_name: str = "", shortcut: str = "") -> Markup:
    """Build the inside of a button: an icon, the words, and the key that presses it."""
    key = fill(_KEY, shortcut.upper()) if shortcut else _NONE
    return fill(_LABEL, icon(icon_name), label(text), key)


_KEY = Markup("<kbd>{}</kbd>")
_LABEL = Markup('<div class="st-inside"><span class="st-label" data-has-shortcut="">{}{}{}</span></div>')


def _html(sent: Any) -> Markup:
    return fill(_HTML, trusted(sent.body))


_HTML = Markup('<div class="stHtml" data-testid="stHtml">{}</div>')


def _heading(sent: Any) -> Markup:
    tag = trusted(sent.tag)
    return fill(_HEADING, tag, words(sent.body), tag)


_HEADING = Markup('<div class="stHeading" data-testid="stHeading"><{}><span>{}</span></{}></div>')


def _button(sent: Any) -> Markup:
    return fill(_BUTTON, sent.type, sent.type, button_label(sent.label, sent.icon, sent.shortcut))


_BUTTON = Markup(
    '<div class="stButton" data-testid="stButton"><button disabled class="{}" '
    'data-testid="stBaseButton-{}">{}</button></div>'
)


def _link_button(sent: Any) -> Markup:
    return fill(_LINK_BUTTON, sent.type, sent.url, button_label(sent.label, sent.icon))


_LINK_BUTTON = Markup('<div class="stLinkButton"><a class="st-button {}" href="{}">{}</a></div>')


def _button_group(sent: Any) -> Markup:
    chosen = (
        set(sent.raw_values) if sent.set_value else {sent.options[place].content for place in sent.default}
    )
    kind = "pills" if sent.style == sent.Style.PILLS else "segmented_control"
    one = sent.click_mode == sent.ClickMode.SINGLE_SELECT
    options = Markup("").join(
        fill(_OPTION, kind, " on" if option.content in chosen else "", button_label(option.content))
        for option in sent.options
    )
    return fill(_GROUP, kind, "radiogroup" if one else "group", sent.label, options)


_GROUP = Markup(
    '<div class="stButtonGroup" data-testid="stButtonGroup">'
    '<div class="st-options {}" role="{}" aria-label="{}">{}</div></div>'
)
_OPTION = Markup('<button disabled class="{}{}">{}</button>')


def _text_input(sent: Any) -> Markup:
    value = sent.value if sent.set_value else sent.default
    return fill(_INPUT, _label(sent), icon(sent.icon), sent.label, value, sent.placeholder)


_INPUT = Markup(
    '<div class="stTextInput" data-testid="stTextInput">{}'
    '<div class="st-field" data-testid="stTextInputRootElement">{}<input disabled '
    'data-testid="stTextInputField" aria-label="{}" value="{}" placeholder="{}"></div></div>'
)


def _label(sent: Any) -> Markup:
    hidden = sent.label_visibility.value != 0
    return _NONE if hidden else fill(_FIELD_LABEL, label(sent.label))


_FIELD_LABEL = Markup('<div class="st-field-label" data-testid="stWidgetLabel">{}</div>')


def _multiselect(sent: Any) -> Markup:
    chosen = sent.raw_values if sent.set_value else [sent.options[place] for place in sent.default]
    tags = Markup("").join(fill(_TAG, words(name), words(name), icon("close")) for name in chosen)
    clear = fill(_CLEAR, icon("cancel")) if chosen else _NONE
    hint = "" if chosen else sent.placeholder
    return fill(_SELECT, _label(sent), tags, sent.label, hint, clear, icon("expand_more"))


_TAG = Markup('<span class="st-tag"><span title="{}">{}</span>{}</span>')
_CLEAR = Markup('<span class="st-clear">{}</span>')
_SELECT = Markup(
    '<div class="stMultiSelect" data-testid="stMultiSelect">{}<div><div class="st-field st-choices">'
    '<div data-testid="stMultiSelectTagsContainer">{}<input disabled aria-label="{}" placeholder="{}"></div>'
    "{}{}</div></div></div>"
)


def _selectbox(sent: Any) -> Markup:
    chosen = sent.raw_value if sent.set_value else sent.options[sent.default] if sent.options else ""
    return fill(_CHOICE, _label(sent), sent.label, words(chosen), sent.placeholder, icon("expand_more"))


_CHOICE = Markup(
    '<div class="stSelectbox" data-testid="stSelectbox">{}<div><div class="st-field st-choice">'
    '<input disabled aria-label="{}" value="{}" placeholder="{}">{}</div></div></div>'
)


def _text(sent: Any) -> Markup:
    return fill(_PLAIN, sent.body)


_PLAIN = Markup('<div class="stText" data-testid="stText">{}</div>')


def _markdown(sent: Any) -> Markup:
    caption = sent.element_type == sent.Type.CAPTION
    return fill(_CAPTION if caption else _WRITTEN, _prose(sent.body))


_WRITTEN = Markup('<div class="stMarkdown" data-testid="stMarkdown"><div>{}</div></div>')
_CAPTION = Markup('<div class="stMarkdown" data-testid="stMarkdown"><div class="st-caption">{}</div></div>')


def _alert(sent: Any) -> Markup:
    # Who may not read gets nothing, and what failed is for the page itself to tell.
    if sent.format == sent.ERROR:
        raise Unknown("refusal")
    return fill(_ALERT, sent.Format.Name(sent.format).lower(), icon(sent.icon), _prose(sent.body))


_ALERT = Markup(
    '<div class="stAlert" data-testid="stAlert"><div class="st-alert {}" data-testid="stAlertContainer">'
    "{}<div>{}</div></div></div>"
)


def _chart(sent: Any) -> Markup:
    return fill(_CHART, json.loads(sent.spec)["height"], sent.alt)


_CHART = Markup('<div class="st-chart" style="height:{}px">{}</div>')


def _checkbox(sent: Any) -> Markup:
    on = sent.value if sent.set_value else sent.default
    kind = "st-switch" if sent.type == sent.StyleType.TOGGLE else "st-box"
    return fill(_CHECK, kind, " on" if on else "", label(sent.label))


_CHECK = Markup(
    '<div class="stCheckbox" data-testid="stCheckbox"><div class="st-check"><span class="{}{}"><i></i></span>'
    '<div data-testid="stWidgetLabel">{}</div></div></div>'
)

FIELDS: Mapping[str, Callable[[Any], Markup]] = {
    "html": _html,
    "heading": _heading,
    "button": _button,
    "download_button": _button,
    "link_button": _link_button,
    "button_group": _button_group,
    "text_input": _text_input,
    "multiselect": _multiselect,
    "checkbox": _checkbox,
    "selectbox": _selectbox,
    "text": _text,
    "markdown": _markdown,
    "alert": _alert,
    "vega_lite_chart": _chart,
    "bidi_component": component,
}
"""How each kind of element is drawn."""
