"""A page of one sentence and what goes with it, for who is not in (yet): without scripts or a session."""

from __future__ import annotations

from markupsafe import Markup
from starlette.responses import HTMLResponse

RETRY_SECONDS = 60
_PAGE = Markup(
    '<!doctype html><html lang="nl"><head><meta charset="utf-8"><title>{} – Werkagenda</title>'
    '<meta name="viewport" content="width=device-width, initial-scale=1">'
    '<link rel="icon" href="./app/static/icon.png">'
    "<style>:root {{ color-scheme: light dark }} button {{ padding: .6rem 1.2rem }}"
    "button, input, textarea {{ font: inherit }} .wrong {{ font-weight: bold }}"
    "label, fieldset, form p {{ display: block; margin: 1.2rem 0 }} fieldset label {{ margin: .4rem 0 }}"
    "textarea {{ box-sizing: border-box; display: block; min-height: 8rem; width: 100% }}"
    "label > input:not([type=radio], [type=checkbox]) {{ display: block; padding: .4rem }}"
    "body {{ font: 1.1rem/1.5 system-ui, sans-serif; margin: 12vh auto; max-width: 36rem; padding: 0 1rem }}"
    "</style></head>"
    "<body><main><h1>Werkagenda</h1><p>{}</p>{}</main></body></html>"
)
_ONWARD = Markup('<p><a href="./">Naar de Werkagenda</a></p>')


def page(title: str, sentence: str, below: Markup = _ONWARD, code: int = 200) -> HTMLResponse:
    """Return the page as an answer that no cache keeps."""
    headers = {"Cache-Control": "no-store"} | ({"Retry-After": str(RETRY_SECONDS)} if code == 429 else {})
    return HTMLResponse(_PAGE.format(title, sentence, below), code, headers=headers)
