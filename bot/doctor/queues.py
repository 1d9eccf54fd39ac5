"""What lies about: letters, updates, and money that waits for a person."""

from datetime import timedelta

from bot.doctor.findings import Check, Finding, Visit, counted, good, warning, wrong
from models.database import row
from services import refund_views, unallocated

#: A tick works on what is due every second or two.
LATE = timedelta(minutes=5)
LATELY = timedelta(days=7)


async def _letters(visit: Visit) -> list[Finding]:
    found = await row(
        """SELECT (SELECT count(*) FROM outbox WHERE state = 'due' AND due_at < $1) AS overdue,
                  (SELECT count(*) FROM outbox WHERE state = 'dead' AND sent_at > $2) AS dead,
                  (SELECT count(*) FROM inbox WHERE state = 'open' AND due_at < $1) AS waiting,
                  (SELECT count(*) FROM inbox WHERE state = 'buried' AND finished_at > $2)
                      AS buried""",
        visit.now - LATE,
        visit.now - LATELY,
    )
    assert found is not None
    said: list[Finding] = []
    if found["overdue"] or found["waiting"]:
        many = f"{counted(found['overdue'], 'message')} and {counted(found['waiting'], 'update')}"
        todo = "Is the program running? Its log says why they don't move."
        said.append(wrong(f"Queues: {many} more than five minutes late.", todo))
    if found["dead"]:
        text = f"Queues: {counted(found['dead'], 'message')} not delivered in the last week."
        todo = "Mostly people who have blocked the bot; the reason is in outbox.error."
        said.append(warning(text, todo))
    if found["buried"]:
        text = f"Queues: {counted(found['buried'], 'update')} given up in the last week."
        todo = "The log has the error of each (inbox.outcome names it): tell the developers."
        said.append(warning(text, todo))
    return said or [good("Queues: nothing is late, given up or undelivered.")]


async def _money(_visit: Visit) -> list[Finding]:
    nobodys = await unallocated.how_many()
    found = await row(
        f"""SELECT (SELECT count(*) FROM mismatches WHERE settled_at IS NULL) AS apart,
                  (SELECT count(*) FROM refunds WHERE {refund_views.WAITS}) AS refunds"""  # noqa: S608 - our own SQL
    )
    assert found is not None
    kinds = (
        (nobodys, "payment", "without an owner", "/payments"),
        (found["refunds"], "refund", "waiting for a person", "/refunds"),
        (found["apart"], "difference", "to the providers' lists", "/books"),
    )
    said = [
        warning(f"Money: {counted(many, noun)} {what}.", f"An admin settles them with {where}.")
        for many, noun, what, where in kinds
        if many
    ]
    return said or [good("Money: nothing waits for a person.")]


CHECKS = (
    Check("Queues", _letters, needs_database=True),
    Check("Money", _money, needs_database=True),
)
