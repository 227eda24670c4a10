"""Write a place name in the one form in which names are compared."""

import re
import unicodedata

# What is read aloud the same: Jambi Malay and older spellings, and what maps abbreviate.
SPELLINGS = {
    "muaro": "muara",
    "tuo": "tua",
    "mudo": "muda",
    "jayo": "jaya",
    "rayo": "raya",
    "tigo": "tiga",
    "limo": "lima",
    "duo": "dua",
    "buayo": "buaya",
    "kuto": "kota",
    "kuta": "kota",
    "soengai": "sungai",
    "sei": "sungai",
    "batin": "bathin",
}
ABBREVIATIONS = {
    "p": "pulau",
    "pl": "pulau",
    "s": "sungai",
    "sei": "sungai",
    "m": "muara",
    "ma": "muara",
    "tj": "tanjung",
    "tg": "tanjung",
    "bt": "batang",
    "bkt": "bukit",
    "lb": "lubuk",
    "rt": "rantau",
    "sp": "simpang",
    "kp": "kampung",
    "dsn": "dusun",
    "pd": "padang",
}
TITLES = {
    "desa", "ds", "kelurahan", "kel", "kecamatan", "kec", "kabupaten", "kab", "provinsi", "prov",
}  # fmt: skip
ROMAN = re.compile(r"(?=[ivx]{2})x{0,2}(ix|iv|v?i{0,3})")
ROMAN_VALUES = {"i": 1, "v": 5, "x": 10}
ABBREVIATION = re.compile(r"\b([a-z]{1,3})\.\s*")


def folded(text: str) -> str:
    """Lower case, no accents or signs, one blank between words, one spelling, digits for numerals.

    "P. Salak Baru" and "Pulau Salak Baru" fold alike, and so do "Bathin VIII" and "batin 8".
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    spelt_out = ABBREVIATION.sub(lambda found: f"{expanded(found[1])} ", plain.replace("'", ""))
    words = re.findall(r"[a-z0-9]+", spelt_out)
    return " ".join(as_digits(SPELLINGS.get(word, word)) for word in words)


def expanded(abbreviation: str) -> str:
    return ABBREVIATIONS.get(abbreviation, abbreviation)


def as_digits(word: str) -> str:
    """II to XXIX as digits. A single letter stays a letter: it is more often that."""
    if not ROMAN.fullmatch(word):
        return word
    values = [ROMAN_VALUES[letter] for letter in word]
    following = [*values[1:], 0]
    return str(sum(-v if v < next_ else v for v, next_ in zip(values, following, strict=True)))


def without_title(name: str) -> str:
    """A folded name without "desa" or "kec" before it; the name itself where it has none."""
    first, _, rest = name.partition(" ")
    return rest if first in TITLES and rest else name
