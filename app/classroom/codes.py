"""Codes by which one joins, and secrets by which one is known again."""

from hashlib import sha256
from hmac import compare_digest
from secrets import choice, token_urlsafe

#: Letters of a code. No vowels, so that no word comes up; and of letters that look or sound alike,
#: as M and N do, one.
LETTERS = "BCDFGHJKMPRSTWXZ"
#: Letters of a code: a million of them, so that few are somebody's.
LENGTH = 5
#: Bytes of a secret: 128 random bits.
SECRET_BYTES = 16


def new_code() -> str:
    """Return a code."""
    return "".join(choice(LETTERS) for _ in range(LENGTH))


def read_code(text: str) -> str:
    """Return the code that somebody has typed, in whatever case and with whatever between.

    Raises
    ------
    ValueError
        If it is none.
    """
    code = "".join(letter for letter in text.upper() if letter.isalnum())
    if len(code) != LENGTH or not set(code) <= set(LETTERS):
        raise ValueError(f"code: takes {LENGTH} letters of {LETTERS}")
    return code


def new_secret() -> str:
    """Return a secret."""
    return token_urlsafe(SECRET_BYTES)


def hash_of(secret: str) -> str:
    """Return what is kept of a secret: whoever reads that cannot say the secret.

    It needs no salt and no slow hash, as nobody can try 128 random bits.
    """
    return sha256(secret.encode()).hexdigest()


def is_secret_of(kept: str, secret: str) -> bool:
    """Return whether a secret is the one of which that was kept; in the same time if it is not."""
    return compare_digest(kept, hash_of(secret))
