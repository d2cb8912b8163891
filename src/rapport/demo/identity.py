"""Keys and public ids of invented listings."""

from rapport.demo.dice import Dice

PUBLIC_ALPHABET = "23456789bcdfghjkmnpqrstvwxyz"
PUBLIC_LENGTH = 10
OF_ROSTER = "roster"
OF_THERAPISTS = "demo"


def public_id(seed: int, index: int) -> str:
    """Give the id that stands in addresses, always the same for the same listing."""
    dice = Dice(seed, "public id", index)
    return "".join(dice.pick(PUBLIC_ALPHABET) for _ in range(PUBLIC_LENGTH))


def record_key(source: str, index: int) -> str:
    """Give a record's name inside its source."""
    return f"{source}-{index:05}"


def index_of(key: str) -> int:
    """Give the number that the record was made with."""
    return int(key.rpartition("-")[2])


def is_of_roster(key: str) -> bool:
    """Tell whether the record belongs to the invented roster, not to the therapists' own."""
    return key.startswith(OF_ROSTER)
