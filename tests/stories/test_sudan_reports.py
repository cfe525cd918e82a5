"""Invented sentences in the manner of the reports of 2023 to 2025: Sudan's places and sides are told apart."""

from __future__ import annotations

import pytest

from whoholds.extraction import Extractor
from whoholds.model import Report
from whoholds.theatres import load_theatre

Found = set[tuple[str, str, str | None, str | None]]

REPORTS = {
    "2023-12-19": """The paramilitary Rapid Support Forces have taken Wad Madani, residents said. The Sudanese army
        confirmed on Tuesday that its troops had pulled out of the city. Clashes continued near Hasaheisa.""",
    "2024-06-30": """The RSF captured Jebel Moya in Sennar state last week and entered Sinja on Saturday. The army
        said it still held Sennar. In North Darfur, the Joint Force repelled an attack on El Fasher from Abu Shouk
        camp, the El Fasher Resistance Committees said.""",
    "2024-10-21": """Government forces retook Dinder and al-Suki. The paramilitaries attacked villages in eastern
        Gezira, including Rufaa and al-Hilaliya. The SPLM-N led by Abdelaziz al-Hilu holds Kauda.""",
    "2025-03-26": """The Sudanese army recaptured Khartoum airport on Wednesday, days after it seized the
        Republican Palace. The army also took the Manshiya Bridge. RSF still controls Salha.""",
    "2025-10-27": """People were fleeing to Tawila, which is controlled by the Sudan Liberation Army of Abdel Wahid
        al-Nur. In North Kordofan, the RSF took Bara on October 25.""",
}

WANTED = [
    ("2023-12-19", "takes", "rsf", "wad-madani"),
    ("2023-12-19", "withdraws", "saf", "wad-madani"),
    ("2023-12-19", "clashes", None, "hasaheisa"),
    ("2024-06-30", "takes", "rsf", "jebel-moya"),
    ("2024-06-30", "enters", "rsf", "singa"),
    ("2024-06-30", "holds", "saf", "sennar"),
    ("2024-06-30", "repels", "joint-force", "el-fasher"),
    ("2024-10-21", "takes", "saf", "dinder"),
    ("2024-10-21", "takes", "saf", "al-suki"),
    ("2024-10-21", "contests", "rsf", "al-hilaliya"),
    ("2024-10-21", "holds", "splm-n-al-hilu", "kauda"),
    ("2025-03-26", "takes", "saf", "khartoum-airport"),
    ("2025-03-26", "takes", "saf", "republican-palace"),
    ("2025-03-26", "takes", "saf", "manshiya-bridge"),
    ("2025-03-26", "holds", "rsf", "salha"),
    ("2025-10-27", "holds", "slm-al-nur", "tawila"),
    ("2025-10-27", "takes", "rsf", "bara"),
]


@pytest.fixture(scope="module")
def claims() -> Found:
    extractor = Extractor(load_theatre("sudan"))
    return {
        (day, one.claim.action, one.actor.id if one.actor else None, one.place.id if one.place else None)
        for day, text in REPORTS.items()
        for one in extractor.extract(Report(text=" ".join(text.split()), published=day)).claims
    }


@pytest.mark.parametrize("wanted", WANTED)
def test_a_report_names_its_side_and_its_place(claims: Found, wanted: tuple[str, str, str | None, str]) -> None:
    assert wanted in claims
