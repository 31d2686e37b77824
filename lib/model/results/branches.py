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
    "machinemonteurs": "machinemonteurs",  # 0744
    "elektriciens": "elektriciens en elektronicamonteurs",  # 0761
    "metaalbewerkers": "metaalbewerkers en constructiewerkers",  # 0741
    "lassers": "lassers en plaatwerkers",  # 0742
    "loodgieters": "loodgieters en pijpfitters",  # 0734
    "operators": "procesoperators en productiemachinebedieners",  # 0723, 0771
    "assemblage": "assemblagemedewerkers",  # 0772
    "technici": "technici bouwkunde en natuur",  # 0721
    "ingenieurs": "ingenieurs",  # 0712, 0713
    "bouwvakkers": "bouwarbeiders en timmerlieden",  # 0731, 0732, 0733
    "laders": "laders, lossers en vakkenvullers",  # 1221
    "logistiek": "transportplanners en logistiek medewerkers",  # 0435
    "chauffeurs": "chauffeurs en bedieners van mobiele machines",  # 1212 to 1215
    "beveiligers": "beveiligingspersoneel",  # 0633
    "schoonmakers": "schoonmakers",  # 1121
    "ict": "ICT’ers",  # 0811, 0812, 0821
    "anders": "een andere beroepsgroep",
}
"""Groups of BRC 2014 by their codes there; where we take several together, in one name of ours."""
