"""What checking the chain of the audit trail finds."""

from dataclasses import dataclass
from enum import StrEnum


class Wrong(StrEnum):
    CHANGED = "changed"
    MISSING = "missing"
    INSERTED = "inserted"
    REORDERED = "reordered"
    CUT = "cut off"
    UNGUARDED = "unguarded"


@dataclass(frozen=True, slots=True)
class Link:
    """One row of `chain_links`; `id` is its position, from 1 on without a gap."""

    id: int
    source: str
    row_id: int
    row_hash: bytes
    previous: bytes
    hash: bytes

    @property
    def row(self) -> str:
        return f"{self.source} {self.row_id}"


@dataclass(frozen=True, slots=True)
class Head:
    """A link as it is written down outside: its hash in hex and, if known, its position."""

    hash: str
    position: int | None = None

    def __str__(self) -> str:
        return self.hash if self.position is None else f"{self.position}:{self.hash}"

    def names(self, link: Link) -> bool:
        return self.hash == link.hash.hex() and self.position in {None, link.id}


@dataclass(frozen=True, slots=True)
class Broken:
    """`position`: of the link where it shows; 0 where no link tells of it."""

    position: int
    wrong: Wrong
    what: str


@dataclass(frozen=True, slots=True)
class Report:
    """`count` links, the last of which has this hash; whole where nothing is broken."""

    count: int
    head: str
    broken: tuple[Broken, ...]
