import re
import unicodedata

WORD = re.compile(r"[a-z0-9]+")
# What every title says, so that it tells no two apart.
COMMON = frozenset(
    [
        "dan",
        "di",
        "ke",
        "dari",
        "untuk",
        "yang",
        "desa",
        "kelurahan",
        "dusun",
        "rt",
        "rw",
        "pembangunan",
        "pengadaan",
        "peningkatan",
        "perbaikan",
        "rehab",
        "rehabilitasi",
        "pembuatan",
        "usulan",
        "mohon",
        "bantuan",
    ]
)


def words(text: str) -> tuple[str, ...]:
    """The words of a text in small letters, without accents and signs."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return tuple(WORD.findall("".join(sign for sign in plain if not unicodedata.combining(sign))))


def telling(text: str) -> str:
    """The words that tell a title from others; all of them where none would be left."""
    all_words = words(text)
    kept = [word for word in all_words if word not in COMMON]
    return " ".join(kept or all_words)
