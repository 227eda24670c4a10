"""Which columns of a foreign table hold the official code and the name of an area."""

import re
from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _

from tangguh.integrations.boundary_problems import NoCodeColumn

# As the ministries and their exports call them, the lowest level first.
CODE_COLUMNS = (
    "kdepum", "kode_desa", "kd_desa", "kode_kel", "kd_kel", "kode_kelurahan", "iddesa", "id_desa",
    "kode_wilayah", "kode", "code", "kodewil", "adm4_pcode",
    "kdcpum", "kode_kecamatan", "kode_kec", "kd_kec",
    "kdpkab", "kode_kabupaten", "kode_kab", "kd_kab",
)  # fmt: skip
NAME_COLUMNS = (
    "namobj", "nama_desa", "nm_desa", "nama_kel", "nm_kel", "wadmkd", "desa", "nama", "name",
    "adm4_en", "adm4_id",
)  # fmt: skip
PARTS = re.compile(r"^(\d{2})(?:\.?(\d{2})(?:\.?(\d{2})(?:\.?(\d{4}))?)?)?$")


def official_code(value: object) -> str | None:
    """A code as the ministry writes it, 15.03.01.2001, from any of its spellings.

    Undotted digits, spaces and the `.0` of a spreadsheet are understood; None for anything else.
    """
    whole = isinstance(value, float) and value.is_integer()
    text = str(int(value)) if isinstance(value, float) and whole else str(value).strip()
    match = PARTS.match(text.removesuffix(".0"))
    return ".".join(part for part in match.groups() if part) if match else None


def code_column(columns: Mapping[str, Iterable[object]], wanted: str | None = None) -> str:
    """The column named, else the first of the usual ones whose values are codes.

    Raises NoCodeColumn, which names the columns that there are.
    """
    if wanted is not None and wanted in columns:
        return wanted
    candidates = [] if wanted is not None else _known(columns, CODE_COLUMNS)
    for name in candidates:
        if any(official_code(value) for value in columns[name]):
            return name
    raise NoCodeColumn(
        _(
            "No column holds the official codes, such as 15.03.01.2001. The file has %(columns)s. "
            "Choose the right column, or name it KODE."
        )
        % {"columns": ", ".join(columns) or _("no columns")},
        columns=list(columns),
    )


def name_column(columns: Iterable[str]) -> str | None:
    """The column that holds names, if one of the usual ones is there."""
    return next(iter(_known(columns, NAME_COLUMNS)), None)


def _known(columns: Iterable[str], usual: tuple[str, ...]) -> list[str]:
    """The columns with usual names, in the order of the usual names, however they are written."""
    by_name = {_plain(column): column for column in columns}
    return [by_name[_plain(name)] for name in usual if _plain(name) in by_name]


def _plain(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.lower())
