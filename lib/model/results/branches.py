"""The sectors and occupational groups that people and companies are told apart by."""

from __future__ import annotations

from collections.abc import Mapping

SECTORS: Mapping[str, str] = {
    "luchtvaart": "luchtvaart",
    "maritiem": "maritiem",
    "logistiek": "logistiek",
    "beveiliging": "beveiliging",
    "metaal": "metaal en maakindustrie",
    "installatie": "installatietechniek",
    "bouw": "bouw en infra",
    "energie": "energie",
    "proces": "procesindustrie",
    "ict": "ICT",
    "horeca": "horeca en reizen",
    "zorg": "zorg",
    "anders": "een andere sector",
}
OCCUPATIONS: Mapping[str, str] = {
    "machinemonteurs": "machinemonteurs",
    "elektriciens": "elektriciens en elektronicamonteurs",
    "metaalbewerkers": "metaalbewerkers en constructiewerkers",
    "lassers": "lassers en plaatwerkers",
    "loodgieters": "loodgieters en pijpfitters",
    "operators": "procesoperators en machinebedieners",
    "assemblage": "assemblagemedewerkers",
    "technici": "technici en werkvoorbereiders",
    "ingenieurs": "ingenieurs",
    "bouwvakkers": "bouwvakkers",
    "laders": "laders, lossers en grondafhandeling",
    "logistiek": "planners en logistiek medewerkers",
    "chauffeurs": "chauffeurs en bedieners van machines",
    "beveiligers": "beveiligers",
    "schoonmakers": "schoonmakers",
    "ict": "ICT’ers",
    "anders": "een andere beroepsgroep",
}
"""Occupational groups, by names of our own: not compared one by one with those of CBS (BRC 2014)."""
