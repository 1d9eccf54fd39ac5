"""X72: whatever is done to the trail past the database's guards, the chain tells of it, by name."""

import pytest

from models.chain_views import Head
from models.database import rows
from services import chain_check
from services.chain_format import COLUMNS
from tests.chain import LINKS, checked, enter, first_wrong, linked, past_the_guards
from tests.people import Practice

#: The place that everything here is done to: in the middle, a row of the trail.
PLACE = 5
SHIFT = """UPDATE chain_links SET id = -(id + {by}) WHERE id >= {place};
           UPDATE chain_links SET id = -id WHERE id < 0"""
RECHAIN = """
DO $$ DECLARE link chain_links; before bytea := decode(repeat('00', 32), 'hex');
BEGIN
    FOR link IN SELECT * FROM chain_links ORDER BY id LOOP
        IF link.source = 'audit_log' THEN
            SELECT row_digest(a) INTO link.row_hash FROM audit_log AS a WHERE id = link.row_id;
        END IF;
        UPDATE chain_links SET previous = before, row_hash = link.row_hash,
            hash = sha256(before || int8send(id) || link.row_hash) WHERE id = link.id
            RETURNING hash INTO before;
    END LOOP;
END $$
"""
FORGED = """
INSERT INTO audit_log (public_id, at, channel, action, subject)
VALUES (gen_random_uuid(), now(), 'chat', 'forged', 'note');
"""


@pytest.fixture
async def url(db: str, here: Practice) -> str:
    for turn in range(3):
        await enter(here, turn)
    return db


async def the_row() -> str:
    source, row_id = await linked(PLACE)
    assert source == "audit_log"
    return f"{source} {row_id}"


def deleted(row: str) -> str:
    source, row_id = row.split()
    return f"DELETE FROM {source} WHERE id = {row_id}"


def the_link_after(by: int) -> str:
    return SHIFT.format(place=PLACE + 1, by=by)


async def test_x72_an_untouched_trail_is_whole_and_has_all_rows(url: str) -> None:
    assert url
    report = await checked(await chain_check.head())
    assert report.broken == ()
    assert report.count == 3 * LINKS
    assert report == await checked(batch=1000)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE {0} SET after = 'other' WHERE id = {1}",
        "UPDATE {0} SET at = at + interval '1 microsecond' WHERE id = {1}",
        "UPDATE {0} SET actor_id = NULL WHERE id = {1}",
        "UPDATE {0} SET public_id = gen_random_uuid() WHERE id = {1}",
        """UPDATE {0} SET detail = '{{"more": 1}}' WHERE id = {1}""",
    ],
)
async def test_x72_a_changed_row_is_found(url: str, statement: str) -> None:
    source, row_id = await linked(PLACE)
    await past_the_guards(url, statement.format(source, row_id))
    changed = f"{source} {row_id} is not what was entered"
    assert await first_wrong() == ("changed", PLACE, changed)


@pytest.mark.parametrize(
    ("source", "change"),
    [("booking_moves", "actor_id = 1"), ("ledger_entries", "amount_minor = amount_minor * 10")],
)
async def test_x72_moves_and_money_are_in_the_same_chain(
    url: str, source: str, change: str
) -> None:  # fmt: skip
    await past_the_guards(url, f"UPDATE {source} SET {change} WHERE id = 2")
    wrong, position, what = await first_wrong()
    assert (wrong, what) == ("changed", f"{source} 2 is not what was entered")
    assert await linked(position) == (source, 2)


async def test_x72_a_changed_row_with_its_hash_is_found(url: str) -> None:
    row = await the_row()
    change = f"UPDATE audit_log SET after = 'other' WHERE id = {row.split()[1]}"
    rehash = f"""UPDATE chain_links SET row_hash = row_digest(a) FROM audit_log AS a
        WHERE chain_links.id = {PLACE} AND a.id = row_id"""
    await past_the_guards(url, change, rehash)
    assert await first_wrong() == ("changed", PLACE, f"the link to {row}")
    relink = f"""UPDATE chain_links SET hash = sha256(previous || int8send(id) || row_hash)
        WHERE id = {PLACE}"""
    await past_the_guards(url, relink)
    wrong, position, _ = await first_wrong()
    assert (wrong, position) == ("changed", PLACE)


async def test_x72_a_deleted_row_is_found(url: str) -> None:
    row = await the_row()
    await past_the_guards(url, deleted(row))
    assert await first_wrong() == ("missing", PLACE, f"{row} is gone")


@pytest.mark.parametrize("renumbered", [False, True])
async def test_x72_a_row_deleted_with_its_link_is_found(url: str, renumbered: bool) -> None:
    row = await the_row()
    both = (deleted(row),
            f"DELETE FROM chain_links WHERE id = {PLACE}")  # fmt: skip
    await past_the_guards(url, *both, *([the_link_after(-1)] if renumbered else []))
    wrong, position, _ = await first_wrong()
    assert (wrong, position) == ("missing", PLACE)


async def test_x72_an_inserted_row_is_found(url: str) -> None:
    await past_the_guards(url, FORGED)
    (last,) = await rows("SELECT max(id) AS id FROM audit_log")
    assert await first_wrong() == ("inserted", 0, f"audit_log {last['id']} has no link")


async def test_x72_a_row_inserted_with_a_link_of_its_own_is_found(url: str) -> None:
    link = f"""INSERT INTO chain_links
        SELECT {PLACE}, 'audit_log', a.id, row_digest(a), l.hash,
               sha256(l.hash || int8send({PLACE}) || row_digest(a))
        FROM chain_links AS l, audit_log AS a
        WHERE l.id = {PLACE - 1} AND a.id = (SELECT max(id) FROM audit_log)"""
    await past_the_guards(url, FORGED, SHIFT.format(place=PLACE, by=1), link)
    wrong, position, _ = await first_wrong()
    assert (wrong, position) == ("inserted", PLACE)


async def test_x72_a_second_link_to_a_row_is_found(url: str) -> None:
    place = 3 * LINKS + 1
    link = f"""INSERT INTO chain_links
        SELECT {place}, source, row_id, row_hash, (SELECT hash FROM chain_links
            WHERE id = {place - 1}), '' FROM chain_links WHERE id = {PLACE}"""
    (unique,) = await rows("""SELECT conname FROM pg_constraint
        WHERE conrelid = 'chain_links'::regclass AND contype = 'u'""")
    hashed = f"""UPDATE chain_links SET hash = sha256(previous || int8send(id) || row_hash)
        WHERE id = {place}"""
    dropped = f"ALTER TABLE chain_links DROP CONSTRAINT {unique['conname']}"
    await past_the_guards(url, dropped, link, hashed)
    assert await first_wrong() == ("inserted", place, f"a second link to {await the_row()}")


async def test_x72_rows_in_each_others_place_are_found(url: str) -> None:
    row = await the_row()
    swap = """UPDATE audit_log SET id = -id WHERE id IN (1, {0});
        UPDATE audit_log SET id = CASE id WHEN -1 THEN {0} ELSE 1 END WHERE id < 0"""
    await past_the_guards(url, swap.format(row.split()[1]))
    found = (await checked()).broken
    assert [one.wrong.value for one in found] == ["reordered", "reordered"]
    assert {one.what for one in found} == {
        f"{row} stands in the place of 1", f"audit_log 1 stands in the place of {row.split()[1]}",
    }  # fmt: skip


async def test_x72_links_in_each_others_place_are_found(url: str) -> None:
    swap = f"""UPDATE chain_links SET id = -id WHERE id IN ({PLACE}, {PLACE + 1});
        UPDATE chain_links SET id = {2 * PLACE + 1} + id WHERE id < 0"""
    await past_the_guards(url, swap)
    wrong, position, _ = await first_wrong()
    assert (wrong, position) == ("reordered", PLACE)


async def test_x72_a_tail_that_was_cut_off_is_found_by_its_head(url: str) -> None:
    head = await chain_check.head()
    cut = f"DELETE FROM chain_links WHERE id > {PLACE}"
    gone = [
        f"""DELETE FROM {source} AS r WHERE NOT EXISTS (
            SELECT 1 FROM chain_links WHERE source = '{source}' AND row_id = r.id)"""
        for source in COLUMNS
    ]
    await past_the_guards(url, cut, *gone)
    assert (await checked()).broken == ()
    for known in (head, Head(head.hash)):
        wrong, position, what = await first_wrong(known)
        assert (wrong, position) == ("cut off", PLACE + 1)
        assert str(known) in what


async def test_x72_links_that_were_cut_off_leave_rows_without_one(url: str) -> None:
    await past_the_guards(url, f"DELETE FROM chain_links WHERE id > {PLACE}")
    found = (await checked()).broken
    assert len(found) == 2 * LINKS
    assert {one.wrong.value for one in found} == {"inserted"}


async def test_x72_a_chain_made_anew_is_found_by_a_head_written_down(url: str) -> None:
    """Whoever knows how it is made can make another: only paper elsewhere tells them apart."""
    head = await chain_check.head()
    await past_the_guards(url, "UPDATE audit_log SET actor_id = NULL WHERE id = 1", RECHAIN)
    assert (await checked()).broken == ()
    wrong, position, _ = await first_wrong(head)
    assert (wrong, position) == ("changed", 3 * LINKS)
    assert (await first_wrong(Head(head.hash)))[0] == "cut off"


async def test_x72_a_guard_that_is_off_is_told_of(url: str) -> None:
    await past_the_guards(url, "ALTER TABLE audit_log DISABLE TRIGGER audit_log_append_only")
    assert await first_wrong() == ("unguarded", 0, "the trigger audit_log_append_only is off")


async def test_x72_more_than_anybody_reads_is_left_out(url: str) -> None:
    await past_the_guards(url, *[FORGED] * 30)
    assert len((await checked()).broken) == chain_check.MOST
