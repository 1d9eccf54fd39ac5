"""Walks the whole chain and names what doesn't fit; reads only, in one snapshot (D1, X72)."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from models.chain_views import Broken, Head, Link, Report, Wrong
from models.database import row, rows
from services import chain_gaps
from services.chain_format import BEFORE_ALL, COLUMNS, link_hash, row_hash

BATCH = 5_000
#: More than anybody wants to read; the first is what matters.
MOST = 20


async def head() -> Head:
    """The last link there is, to be written down somewhere else; position 0 before the first."""
    found = await row("SELECT id, hash FROM chain_links ORDER BY id DESC LIMIT 1")
    return Head(found["hash"].hex(), found["id"]) if found else Head(BEFORE_ALL.hex(), 0)


async def check(known: Sequence[Head] = (), *, batch: int = BATCH) -> Report:
    """What the chain is, and what is wrong with it, the first place first.

    `known` are heads written down earlier: each must be a link of it still, or its end was cut off.
    To be called in a snapshot: what is committed meanwhile would look like an insertion.
    """
    walk = _Walk(tuple(known))
    while links := await _links(walk.position, batch):
        await walk.take(links)
    broken = [*walk.broken, *walk.changed_rows(), *walk.heads_missing()]
    broken.sort(key=lambda one: one.position)
    broken += await chain_gaps.all_of_them(MOST)
    return Report(walk.position, walk.head.hex(), tuple(broken[:MOST]))


async def look_at_end(most: int) -> Report:
    """The last `most` links, and the triggers: a quick look beside `check`, in a snapshot too."""
    start = await row(
        """SELECT id, hash FROM chain_links
           WHERE id <= (SELECT max(id) FROM chain_links) - $1 ORDER BY id DESC LIMIT 1""",
        most,
    )
    walk = _Walk(())
    if start is not None:
        walk.position, walk.head, walk.expected = start["id"], start["hash"], (start["hash"],)
    while links := await _links(walk.position, BATCH):
        await walk.take(links)
    broken = [*walk.broken, *walk.changed_rows()]
    broken.sort(key=lambda one: one.position)
    broken += await chain_gaps.unguarded()
    return Report(walk.position, walk.head.hex(), tuple(broken[:MOST]))


async def _links(after: int, batch: int) -> list[Link]:
    found = await rows(
        """SELECT id, source, row_id, row_hash, previous, hash FROM chain_links
           WHERE id > $1 ORDER BY id LIMIT $2""",
        after,
        batch,
    )
    return [Link(**one) for one in found]


@dataclass(slots=True)
class _Walk:
    """`expected`: what the next link may follow; two hashes where the last one's isn't its own."""

    known: tuple[Head, ...]
    position: int = 0
    head: bytes = BEFORE_ALL
    expected: tuple[bytes, ...] = (BEFORE_ALL,)
    broken: list[Broken] = field(default_factory=list)
    changed: list[tuple[Link, list[Any]]] = field(default_factory=list)
    met: set[Head] = field(default_factory=set)
    out_of_line: bool = False

    async def take(self, links: Sequence[Link]) -> None:
        found: dict[tuple[str, int], list[Any]] = {}
        for source in {link.source for link in links}:
            found |= await _rows_of(source, [one.row_id for one in links if one.source == source])
        for link in links:
            self._compare_row(link, found.get((link.source, link.row_id)))
            await self._follow(link)

    def _compare_row(self, link: Link, values: list[Any] | None) -> None:
        if values is None:
            self._say(link.id, Wrong.MISSING, f"{link.row} is gone")
        elif row_hash(link.source, values) != link.row_hash and len(self.changed) < MOST:
            self.changed.append((link, values))

    async def _follow(self, link: Link) -> None:
        """Is it the next one? After the first break nothing more is said of the order."""
        own = link_hash(link.previous, link.id, link.row_hash)
        if not self.out_of_line:
            wrong = await self._order(link, own)
            if wrong is not None:
                self.out_of_line = True
                self._say(*wrong)
        self.met |= {one for one in self.known if one.names(link)}
        self.position, self.head, self.expected = link.id, link.hash, (link.hash, own)

    async def _order(self, link: Link, own: bytes) -> tuple[int, Wrong, str] | None:
        if link.id != self.position + 1:
            return self.position + 1, Wrong.MISSING, f"links up to {link.id - 1} are gone"
        if link.previous in self.expected:
            return None if own == link.hash else (link.id, Wrong.CHANGED, f"the link to {link.row}")
        if own == link.hash:
            return link.id - 1, Wrong.CHANGED, f"link {link.id} was made after another than this"
        place = await _position_of(link.previous)
        if place is None:
            return link.id, Wrong.MISSING, f"the link before that to {link.row} was cut out"
        if place > link.id:
            return link.id, Wrong.REORDERED, f"the link to {link.row} has changed its place"
        return link.id - 1, Wrong.INSERTED, f"link {link.id} was made right after {place}"

    def _say(self, position: int, wrong: Wrong, what: str) -> None:
        if len(self.broken) < MOST:
            self.broken.append(Broken(position, wrong, what))

    def changed_rows(self) -> list[Broken]:
        """A row that has the place of another has changed, too: say which."""
        return [Broken(link.id, *self._how(link, values)) for link, values in self.changed]

    def _how(self, link: Link, values: list[Any]) -> tuple[Wrong, str]:
        for other, _ in self.changed:
            swapped = row_hash(link.source, [other.row_id, *values[1:]])
            if other.source == link.source and other is not link and swapped == other.row_hash:
                return Wrong.REORDERED, f"{link.row} stands in the place of {other.row_id}"
        return Wrong.CHANGED, f"{link.row} is not what was entered"

    def heads_missing(self) -> list[Broken]:
        return [_head_missing(one, self.position) for one in self.known if one not in self.met]


def _head_missing(head: Head, count: int) -> Broken:
    if head.position is not None and head.position <= count:
        return Broken(head.position, Wrong.CHANGED, "link and head written down differ")
    return Broken(count + 1, Wrong.CUT, f"the head {head} that was written down is not in it")


async def _position_of(hash_: bytes) -> int | None:
    found = await row("SELECT min(id) AS id FROM chain_links WHERE hash = $1", hash_)
    return found["id"] if found else None


async def _rows_of(source: str, ids: Sequence[int]) -> dict[tuple[str, int], list[Any]]:
    """The hashed columns of these rows; of a table that nothing is chained of, none."""
    if source not in COLUMNS:
        return {}
    columns = ", ".join(f'"{one}"{"::text" * (one == "detail")}' for one in COLUMNS[source])
    found = await rows(f"SELECT {columns} FROM {source} WHERE id = ANY($1::bigint[])", ids)  # noqa: S608 - tables of ours
    return {(source, one["id"]): list(one.values()) for one in found}
