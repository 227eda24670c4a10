"""Files of scores as they come: a ministry's summary, a table, a spreadsheet."""

import json
from pathlib import Path

from openpyxl import Workbook

from tangguh.domains.resilience import parameters

CODES = [i.code for i in parameters.definition("idm@2016").indicators]
NAMES = {code: name for name, code in parameters.ministry_names("idm@2016").items()}

# The scores of Cikedokan (Bekasi) in 2021, published with their totals.
CIKEDOKAN = [
    *(5, 0, 5, 0, 1, 1, 3, 5, 1, 1, 1, 1, 1, 5, 5, 3, 5, 5, 5, 5, 5, 1, 5, 5, 5, 5, 5, 5, 5, 5, 5),
    *(5, 4, 4, 4, 1, 1, 1, 5, 3, 5, 0, 2, 1, 3, 5, 5, 5, 5, 3),
]
TOTALS = {"IKS": 0.72, "IKE": 0.53333333333333, "IKL": 0.86666666666667, "IDM": 0.70666666666667}
SCORES = dict(zip(CODES, CIKEDOKAN, strict=True))


def rumusan(folder: Path, code: str = "1503082006", year: int = 2021, **changed: object) -> Path:
    """What OpenSID keeps of Cikedokan, under another code. `changed`: scores or totals by code."""
    scores = {key: changed.get(key, value) for key, value in SCORES.items()}
    rows = [
        {"NO": n, "INDIKATOR": NAMES[key], "SKOR": score, "KEGIATAN": "-", "KAB": "DINKES"}
        for n, (key, score) in enumerate(scores.items(), 1)
    ]
    rows += [
        {"NO": None, "INDIKATOR": f"{part} {year}", "SKOR": changed.get(part, value)}
        for part, value in TOTALS.items()
    ]
    rows.append({"NO": None, "INDIKATOR": f"STATUS IDM {year}", "SKOR": "BERKEMBANG"})
    said = {
        "SUMMARIES": {"SKOR_SAAT_INI": TOTALS["IDM"], "STATUS": "BERKEMBANG", "TAHUN": year},
        "ROW": rows,
        "IDENTITAS": [{"id_desa": code, "nama_desa": "CIKEDOKAN"}],
    }
    path = folder / f"{code}.json"
    path.write_text(json.dumps({"status": 200, "mapData": said}), encoding="utf-8")
    return path


def table(folder: Path, *rows: dict[str, object], columns: list[str] | None = None) -> Path:
    """A CSV with these villages; what a row does not say is an empty cell."""
    columns = columns or ["code", *CODES]
    lines = [",".join(columns)]
    lines += [",".join(str(row.get(name, "")) for name in columns) for row in rows]
    path = folder / "scores.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def spreadsheet(folder: Path, *rows: dict[str, object]) -> Path:
    book = Workbook()
    sheet = book.active
    sheet.append(["code", *CODES])
    for row in rows:
        sheet.append([row.get(name) for name in ["code", *CODES]])
    path = folder / "scores.xlsx"
    book.save(path)
    return path


def village(code: str, **changed: object) -> dict[str, object]:
    return {"code": code, **SCORES, **changed}
