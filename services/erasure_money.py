"""Whose phone and name stand beside money of a person who was forgotten: gone, once it may (D2).

The sums stay, and the receipts' numbers: the books have to add up. A number that money is still
going back to is kept until it has arrived; a prompt or a pay link until it has ended.
"""

from models.database import count, row

_ENDED = "('done', 'withdrawn')"
_GOING_BACK = f"""EXISTS (SELECT 1 FROM refunds WHERE money_in_id = money_in.id
    AND refunds.state NOT IN {_ENDED})"""  # noqa: S608 - our own SQL
_LIVE = "('waiting', 'submitting', 'prompted', 'unknown')"
#: $1 is the person; each may be repeated, and says by its count whether anything was left.
_PAYERS = (
    # The table wants a number beside each attempt by M-Pesa; an empty one names nobody.
    f"""UPDATE payments SET phone = CASE WHEN provider = 'paystack' THEN NULL ELSE '' END,
            checkout_url = NULL, result_description = NULL
        WHERE booking_id IN (SELECT id FROM bookings WHERE client_id = $1)
        AND status NOT IN {_LIVE} AND (coalesce(phone, '') <> ''
            OR checkout_url IS NOT NULL OR result_description IS NOT NULL)""",  # noqa: S608 - as above
    f"""UPDATE money_in SET payer = NULL, payer_phone = NULL, account_typed = NULL
        WHERE person_id = $1 AND num_nonnulls(payer, payer_phone, account_typed) > 0
        AND NOT {_GOING_BACK}""",  # noqa: S608 - as above
    f"""UPDATE refunds SET note = NULL
        WHERE person_id = $1 AND note IS NOT NULL AND state IN {_ENDED}""",  # noqa: S608 - as above
    """UPDATE mpesa_requests SET phone = NULL, result_description = NULL
       WHERE state IN ('done', 'refused') AND num_nonnulls(phone, result_description) > 0
       AND (refund_id IN (SELECT id FROM refunds WHERE person_id = $1)
            OR proof_id IN (SELECT id FROM payment_proofs WHERE person_id = $1))""",
    """UPDATE payment_proofs SET file_id = NULL, file_kind = NULL, note = NULL,
           reason = NULL
       WHERE person_id = $1 AND num_nonnulls(file_id, file_kind, note, reason) > 0
       AND state IN ('accepted', 'refused')""",
)


async def redact_money(person_id: int) -> int:
    """Blank what may go by now; how many rows that were."""
    done = 0
    for statement in _PAYERS:
        done += await count(statement, person_id)
    return done


async def is_going_back(person_id: int) -> bool:
    """Whether money is still on its way to them, so that somebody has to know where to."""
    return bool(
        await row(
            f"""SELECT 1 FROM refunds WHERE person_id = $1 AND state NOT IN {_ENDED} LIMIT 1""",  # noqa: S608 - as above
            person_id,
        )
    )
