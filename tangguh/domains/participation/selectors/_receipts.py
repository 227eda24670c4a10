"""Codes that voters hold: the slip that lets them vote, and the receipt by which they find their ballot."""

from uuid import UUID

from django.utils.crypto import salted_hmac

from tangguh.domains.participation.models import FIRST_BALLOT, Round

LETTERS = "0123456789abcdefghjkmnpqrstvwxyz"  # none is taken for another
FOLD = str.maketrans("oil", "011")
CODE_LENGTH = 10
RECEIPT_LENGTH = 12


def tidy(code: str) -> str:
    """A code as it was meant: however it was typed, without hyphens and mistaken letters."""
    kept = "".join(letter for letter in code.lower() if letter.isalnum())
    return kept.translate(FOLD)


def grouped(code: str, size: int) -> str:
    """A code in groups, as it is printed and read aloud."""
    return "-".join(code[start : start + size] for start in range(0, len(code), size))


def mark_of(round_: Round, code: str) -> str:
    """What is stored of a slip: a hash under the installation's key, never the code."""
    said = f"{round_.pk}/{tidy(code)}"
    return salted_hmac("participation.slip", said, algorithm="sha256").hexdigest()


def ballot_number(round_: Round, code: str, act_id: UUID) -> int:
    """The number of a ballot: the same act gives the same one, and nobody else can compute it.

    The act is made by the voter's page and kept nowhere, so the number leads back to no slip.
    """
    said = f"{round_.pk}/{tidy(code)}/{act_id}"
    digest = salted_hmac("participation.ballot", said, algorithm="sha256").digest()
    return FIRST_BALLOT | (int.from_bytes(digest[:8], "big") % FIRST_BALLOT)


def receipt_of(number: int) -> str:
    """A ballot's number in twelve letters and digits, in groups of four."""
    letters = [LETTERS[(number >> 5 * place) & 31] for place in reversed(range(RECEIPT_LENGTH))]
    return grouped("".join(letters), 4)


def number_of(receipt: str) -> int | None:
    """The ballot's number that a receipt stands for; None where it is no receipt."""
    letters = tidy(receipt)
    if len(letters) != RECEIPT_LENGTH or not set(letters) <= set(LETTERS):
        return None
    number = 0
    for letter in letters:
        number = number << 5 | LETTERS.index(letter)
    return number
