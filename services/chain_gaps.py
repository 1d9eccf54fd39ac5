"""What the chain's own links can't tell: rows without one, rows with two, guards that are off."""

from typing import Final

from models.chain_views import Broken, Wrong
from models.database import rows
from services.chain_format import COLUMNS

#: The triggers that refuse a change, that chain, and that write the trail.
GUARDS: Final = (
    "audit_log_append_only", "audit_log_not_emptied", "audit_log_chained",
    "booking_moves_append_only", "booking_moves_not_emptied", "booking_moves_chained",
    "ledger_append_only", "ledger_entries_not_emptied", "ledger_entries_chained",
    "chain_links_append_only", "chain_links_not_emptied", "chain_links_not_loose",
    "bookings_write_move", "bookings_audited", "payments_begun_audited", "payments_audited",
    "money_in_audited", "money_in_placed_audited", "refunds_owed_audited", "refunds_audited",
    "role_grants_audited", "psychologists_audited", "services_price_audited",
    "consents_append_only", "consents_not_emptied", "consents_audited", "intakes_begun_audited",
    "intakes_audited", "break_glass_audited", "data_keys_audited", "erasures_asked_audited",
    "erasures_audited",
)  # fmt: skip


async def unlinked(source: str, most: int) -> list[Broken]:
    """Rows that were entered past the chain, or whose links were cut off its end."""
    found = await rows(
        f"""SELECT id FROM {source} AS r WHERE NOT EXISTS (
                SELECT 1 FROM chain_links WHERE source = $1 AND row_id = r.id)
            ORDER BY id LIMIT $2""",  # noqa: S608 - tables of ours
        source,
        most,
    )
    return [Broken(0, Wrong.INSERTED, f"{source} {one['id']} has no link") for one in found]


async def linked_twice(most: int) -> list[Broken]:
    found = await rows(
        """SELECT source, row_id, max(id) AS id FROM chain_links
           GROUP BY source, row_id HAVING count(*) > 1 ORDER BY id LIMIT $1""",
        most,
    )
    return [
        Broken(one["id"], Wrong.INSERTED, f"a second link to {one['source']} {one['row_id']}")
        for one in found
    ]


async def unguarded() -> list[Broken]:
    """A trigger that was switched off, or dropped: whoever did it could do more."""
    found = await rows(
        """SELECT name FROM unnest($1::text[]) AS wanted (name) WHERE NOT EXISTS (
               SELECT 1 FROM pg_trigger WHERE tgname = name AND tgenabled IN ('O', 'A'))""",
        list(GUARDS),
    )
    return [Broken(0, Wrong.UNGUARDED, f"the trigger {one['name']} is off") for one in found]


async def all_of_them(most: int) -> list[Broken]:
    broken = [one for source in COLUMNS for one in await unlinked(source, most)]
    return broken + await linked_twice(most) + await unguarded()
