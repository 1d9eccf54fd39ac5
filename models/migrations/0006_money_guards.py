"""What the database keeps of money: each receipt once, known states, prompts only where there are."""

from tortoise import migrations
from tortoise.migrations import operations as ops

# Money that came before there was a row for it.
PAID_BEFORE = """
INSERT INTO money_in (public_id, provider, code, amount_minor, currency, source, payment_id,
    person_id, booking_id, payer_phone, received_at, allocated_at)
SELECT gen_random_uuid(), provider, receipt, coalesce(paid_minor, amount_minor), payments.currency,
    'callback', payments.id, client_id, booking_id, phone, concluded_at, concluded_at
FROM payments JOIN bookings ON bookings.id = booking_id WHERE payments.status = 'paid'
"""
OWED_BEFORE = """
UPDATE refunds SET money_in_id = (SELECT max(money_in.id) FROM money_in
    WHERE money_in.booking_id = refunds.booking_id) WHERE money_in_id IS NULL
"""

CHECKS = (
    "ALTER TABLE refunds DROP CONSTRAINT refunds_known_state",
    """ALTER TABLE refunds ADD CONSTRAINT refunds_known_state CHECK (
        state IN ('due', 'sending', 'accepted', 'unknown', 'done', 'failed', 'withdrawn')
        AND (method IS NULL OR method IN ('reversal', 'b2c', 'paystack', 'hand')))""",
    "ALTER TABLE money_in ADD CONSTRAINT money_in_positive CHECK (amount_minor > 0)",
    """ALTER TABLE money_in ADD CONSTRAINT money_in_known_kind CHECK (
        provider IN ('mpesa', 'paystack', 'paystack_mpesa', 'hand') AND source IN
        ('callback', 'query', 'c2b', 'pull', 'status', 'paystack', 'hand'))""",
    # Only money of a known payment may wait for its receipt; what is a booking's is a person's.
    """ALTER TABLE money_in ADD CONSTRAINT money_in_has_a_name CHECK (
        (code IS NOT NULL OR payment_id IS NOT NULL OR provider = 'hand')
        AND (booking_id IS NULL OR person_id IS NOT NULL))""",
    """ALTER TABLE payments ADD CONSTRAINT payments_known_provider CHECK (
        provider IN ('mpesa', 'paystack', 'paystack_mpesa')
        AND (provider = 'paystack' OR phone IS NOT NULL))""",
    """ALTER TABLE mpesa_requests ADD CONSTRAINT mpesa_requests_known_kind CHECK (
        kind IN ('status', 'reversal', 'b2c') AND state IN
        ('waiting', 'submitting', 'accepted', 'unknown', 'done', 'refused'))""",
    """ALTER TABLE payment_proofs ADD CONSTRAINT payment_proofs_known_state CHECK (
        state IN ('checking', 'open', 'accepted', 'refused'))""",
    """ALTER TABLE mismatches ADD CONSTRAINT mismatches_known_kind CHECK (
        kind IN ('missing_here', 'missing_there', 'amount'))""",
)

INDEXES = (
    # Each receipt counts once, whoever tells of it (M3). M-Pesa through Paystack is Paystack's.
    """CREATE UNIQUE INDEX money_in_one_by_code ON money_in
    ((CASE provider WHEN 'paystack_mpesa' THEN 'paystack' ELSE provider END), code)
    WHERE code IS NOT NULL""",
    "CREATE INDEX money_in_of_booking ON money_in (booking_id)",
    "CREATE INDEX money_in_of_person ON money_in (person_id)",
    "CREATE INDEX money_in_unallocated ON money_in (received_at) WHERE person_id IS NULL",
    "CREATE INDEX money_in_by_time ON money_in (provider, received_at)",
    "DROP INDEX payments_one_live_per_booking",
    """CREATE UNIQUE INDEX payments_one_live_per_booking ON payments
    (booking_id, (provider = 'paystack'))
    WHERE status IN ('waiting', 'submitting', 'prompted', 'unknown')""",
    "CREATE INDEX payments_of_phone ON payments (phone, asked_at)",
    # Asked for by each notice of money, and by ticks every second: never a walk over the table.
    "CREATE INDEX payments_of_booking ON payments (booking_id)",
    """CREATE INDEX payments_live ON payments (id)
    WHERE status IN ('waiting', 'submitting', 'prompted', 'unknown')""",
    "CREATE INDEX payment_proofs_of_person ON payment_proofs (person_id, shown_at)",
    # A code that was refused may be shown again, with a better picture; never twice at once.
    """CREATE UNIQUE INDEX payment_proofs_one_by_code ON payment_proofs (code)
    WHERE state <> 'refused' AND code IS NOT NULL""",
    "CREATE INDEX payment_proofs_open ON payment_proofs (shown_at) WHERE state = 'open'",
    # One request to move money at a time for a refund, whatever its process thinks.
    """CREATE UNIQUE INDEX mpesa_requests_one_payout ON mpesa_requests (refund_id)
    WHERE kind IN ('reversal', 'b2c') AND state IN ('waiting', 'submitting', 'accepted', 'unknown')""",
    """CREATE INDEX mpesa_requests_to_do ON mpesa_requests (id)
    WHERE state IN ('waiting', 'submitting', 'unknown')""",
    "CREATE INDEX mpesa_requests_of_refund ON mpesa_requests (refund_id)",
    """CREATE INDEX mpesa_requests_to_look_at ON mpesa_requests (next_look_at)
    WHERE next_look_at IS NOT NULL""",
    """CREATE INDEX refunds_to_do ON refunds (next_look_at)
    WHERE state IN ('due', 'sending', 'accepted', 'unknown', 'failed')""",
    "CREATE INDEX refunds_of_person ON refunds (person_id)",
    "CREATE INDEX refunds_of_money ON refunds (money_in_id)",
    "CREATE INDEX refunds_of_booking ON refunds (booking_id)",
    "CREATE INDEX mismatches_open ON mismatches (found_at) WHERE settled_at IS NULL",
    "CREATE INDEX ledger_of_account ON ledger_entries (account, currency)",
    # Whoever is told something is reached through their chat: each message looks here.
    "CREATE INDEX chats_of_person ON chats (person_id)",
)

KEPT = tuple(
    f"""CREATE TRIGGER {table}_not_emptied BEFORE TRUNCATE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_truncate()"""
    for table in ("money_in", "refunds", "receipts")
)
RECEIPTS_STAY = """CREATE TRIGGER receipts_append_only BEFORE UPDATE OR DELETE ON receipts
    FOR EACH ROW EXECUTE FUNCTION refuse_change()"""


# Each sum with an owner has a receipt. Its number is given at COMMIT, so that a rollback takes it
# back, none is left out, and nobody waits for the counter longer than for a commit.
NUMBERED = """
CREATE FUNCTION issue_receipt() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    given bigint;
BEGIN
    IF EXISTS (SELECT 1 FROM receipts WHERE money_in_id = NEW.id) THEN
        RETURN NULL;
    END IF;
    UPDATE counters SET value = value + 1 WHERE name = 'receipts' RETURNING value INTO given;
    INSERT INTO receipts (public_id, number, money_in_id, issued_at)
    VALUES (gen_random_uuid(), given, NEW.id, coalesce(NEW.allocated_at, NEW.received_at));
    RETURN NULL;
END $$
"""
RECEIPTS = """CREATE CONSTRAINT TRIGGER money_in_has_a_receipt AFTER INSERT OR UPDATE OF person_id
    ON money_in DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    WHEN (NEW.person_id IS NOT NULL) EXECUTE FUNCTION issue_receipt()"""
ISSUED_BEFORE = """
INSERT INTO receipts (public_id, number, money_in_id, issued_at)
SELECT gen_random_uuid(), row_number() OVER (ORDER BY received_at, id), id, received_at
FROM money_in WHERE person_id IS NOT NULL
"""
COUNTED = "INSERT INTO counters (name, value) SELECT 'receipts', count(*) FROM receipts"

# What is owed to somebody is never less than nothing.
NOT_OVERDRAWN = """
CREATE FUNCTION refuse_overdrawn() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (SELECT sum(amount_minor) FROM ledger_entries
        WHERE account = NEW.account AND currency = NEW.currency) > 0 THEN
        RAISE EXCEPTION 'account % has less than nothing', NEW.account
            USING ERRCODE = 'check_violation', CONSTRAINT = 'ledger_not_overdrawn';
    END IF;
    RETURN NULL;
END $$
"""
LEDGER = """CREATE CONSTRAINT TRIGGER ledger_not_overdrawn AFTER INSERT ON ledger_entries
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    WHEN (NEW.amount_minor > 0 AND NEW.account ~ '^(booking|credit|refund):[0-9]')
    EXECUTE FUNCTION refuse_overdrawn()"""


class Migration(migrations.Migration):
    dependencies = [("models", "0005_money")]

    operations = [
        ops.RunSQL(
            [
                *CHECKS,
                *INDEXES,
                PAID_BEFORE,
                OWED_BEFORE,
                ISSUED_BEFORE,
                COUNTED,
                NUMBERED,
                NOT_OVERDRAWN,
                *KEPT,
                RECEIPTS_STAY,
                RECEIPTS,
                LEDGER,
            ]
        )
    ]
