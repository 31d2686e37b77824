"""How others reach this app: under which address, as a QR code, and why they cannot."""

from __future__ import annotations

from os import environ
from urllib.parse import urlencode, urljoin, urlsplit

import segno
import streamlit as st

from lib.access import OWN_ADDRESS, is_loopback
from lib.store.file.connection import reading
from lib.store.file.settings import settings
from lib.ui.here.state import Here
from lib.ui.here.visitor import listens_here_only
from lib.web.neighbours import number_in_network

ONLY_HERE = (
    "Telefoons kunnen dit adres niet openen: de app luistert alleen op dit apparaat (127.0.0.1). "
    "Volgen kan nu alleen in een ander venster op deze computer."
)
OPENED_AS_LOCAL = (
    "Telefoons kunnen dit adres niet openen: u opende de app als “dit apparaat”. Open de app als {}, of vul "
    "dat adres in bij Beheer, Instellingen."
)
NO_NETWORK = (
    "Telefoons kunnen deze computer niet bereiken: zij heeft geen netwerk. Verbind haar met het wifi van de "
    "zaal en open de app onder het nummer dat zij daar krijgt."
)


def own_address(here: Here) -> str:
    """Return the address under which others find the app: of the environment, else of the settings."""
    if address := environ.get(OWN_ADDRESS):
        return address
    with reading(here.path) as db:
        return settings(db).own_address or ""


def address_outside(here: Here, place: str, **params: str) -> str:
    """Return the address of a place for who is elsewhere; as it was opened here when there is no own one."""
    base = own_address(here).rstrip("/")
    address = f"{base}/{place}" if base else urljoin(str(st.context.url or ""), place)
    return f"{address}?{urlencode(params)}".removesuffix("?")


def why_unreachable(here: Here) -> str:
    """Say why phones cannot open the address of the QR code; nothing when they can, as far as known."""
    opened = urlsplit(str(st.context.url or ""))
    if own_address(here) or not is_loopback(opened.hostname or ""):
        return ""
    if listens_here_only():
        return ONLY_HERE
    number = number_in_network()
    port = f":{opened.port}" if opened.port else ""
    return OPENED_AS_LOCAL.format(f"{opened.scheme}://{number}{port}") if number else NO_NETWORK


@st.cache_data(max_entries=64, show_spinner=False)
def qr_code(address: str) -> str:
    """Draw the address here as a picture, dark on white whatever the theme, or phones do not read it."""
    return str(
        segno.make(address, error="m").svg_data_uri(scale=8, border=3, dark="#0B151C", light="#FFFFFF")
    )
