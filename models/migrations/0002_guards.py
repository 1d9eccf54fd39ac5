"""The rules that the database itself keeps (H1 to H4): no ORM option writes these."""

from tortoise import migrations
from tortoise.migrations import operations as ops

# H1: one psychologist, one place at a time; members of a group session share the key.
NO_OVERLAP = """
ALTER TABLE bookings ADD CONSTRAINT bookings_no_overlap
EXCLUDE USING gist (
    psychologist_id WITH =,
    tstzrange(occupied_from, occupied_until) WITH &&,
    group_key WITH <>
) WHERE (status IN ('held', 'pending', 'approved', 'confirmed', 'in_progress'))
"""

# H2: no state that the table of states doesn't know.
CHECKS = (
    """ALTER TABLE bookings ADD CONSTRAINT bookings_known_status CHECK (status IN (
        'held', 'pending', 'approved', 'confirmed', 'in_progress', 'completed', 'declined',
        'expired', 'cancelled', 'late_cancelled', 'no_show'))""",
    """ALTER TABLE bookings ADD CONSTRAINT bookings_times_in_order CHECK (
        occupied_from <= starts_at AND starts_at < ends_at AND ends_at <= occupied_until)""",
    """ALTER TABLE bookings ADD CONSTRAINT bookings_hold_has_an_end CHECK (
        status <> 'held' OR held_until IS NOT NULL)""",
    """ALTER TABLE bookings ADD CONSTRAINT bookings_reference_when_asked CHECK (
        status = 'held' OR reference IS NOT NULL)""",
    "ALTER TABLE bookings ADD CONSTRAINT bookings_price_not_negative CHECK (price_minor >= 0)",
    """ALTER TABLE bookings ADD CONSTRAINT bookings_known_payment_status CHECK (payment_status IN (
        'pending', 'processing', 'paid', 'failed', 'partly_paid', 'refund_due', 'refunded'))""",
    """ALTER TABLE bookings ADD CONSTRAINT bookings_known_kind CHECK (
        format IN ('individual', 'couples', 'family', 'group')
        AND medium IN ('video', 'in_person', 'chat', 'phone')
        AND purpose IN ('initial', 'follow_up', 'emergency'))""",
    """ALTER TABLE role_grants ADD CONSTRAINT role_grants_known_role CHECK (
        role IN ('client', 'psychologist', 'admin'))""",
    """ALTER TABLE payments ADD CONSTRAINT payments_known_status CHECK (status IN (
        'waiting', 'submitting', 'prompted', 'unknown', 'paid', 'failed'))""",
    "ALTER TABLE payments ADD CONSTRAINT payments_amount_positive CHECK (amount_minor > 0)",
    """ALTER TABLE inbox ADD CONSTRAINT inbox_known_state CHECK (
        state IN ('open', 'done', 'buried'))""",
    """ALTER TABLE outbox ADD CONSTRAINT outbox_known_state CHECK (
        state IN ('due', 'sent', 'dropped', 'dead'))""",
)

# H3: unique by index, not by looking first.
INDEXES = (
    """CREATE UNIQUE INDEX payments_one_live_per_booking ON payments (booking_id)
    WHERE status IN ('waiting', 'submitting', 'prompted', 'unknown')""",
    """CREATE UNIQUE INDEX payments_one_live_per_phone ON payments (phone)
    WHERE status IN ('waiting', 'submitting', 'prompted', 'unknown')""",
    "CREATE INDEX payments_to_look_at ON payments (next_query_at) WHERE next_query_at IS NOT NULL",
    "CREATE INDEX inbox_open_lanes ON inbox (lane, position, id) WHERE state = 'open'",
    "CREATE INDEX inbox_open_due ON inbox (due_at) WHERE state = 'open'",
    "CREATE INDEX outbox_due ON outbox (due_at) WHERE state = 'due'",
    "CREATE INDEX outbox_lanes ON outbox (lane, id) WHERE state = 'due'",
    "CREATE INDEX bookings_deadlines ON bookings (status, answer_due_at, payment_due_at, held_until)"
    " WHERE status IN ('held', 'pending', 'approved')",
)

LEGAL_MOVE = """
CREATE FUNCTION refuse_illegal_move() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (OLD.status, NEW.status) NOT IN (
        ('held', 'pending'), ('held', 'approved'),
        ('pending', 'approved'), ('pending', 'declined'), ('pending', 'expired'),
        ('pending', 'cancelled'),
        ('approved', 'confirmed'), ('approved', 'expired'), ('approved', 'cancelled'),
        ('expired', 'confirmed'),
        ('confirmed', 'cancelled'), ('confirmed', 'late_cancelled'), ('confirmed', 'in_progress'),
        ('confirmed', 'completed'), ('confirmed', 'no_show'),
        ('in_progress', 'completed'), ('in_progress', 'no_show')
    ) THEN
        RAISE EXCEPTION 'illegal move of booking % from % to %', OLD.id, OLD.status, NEW.status
            USING ERRCODE = 'check_violation', CONSTRAINT = 'bookings_legal_move';
    END IF;
    IF NEW.version <= OLD.version THEN
        RAISE EXCEPTION 'booking % moved without a new version', OLD.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'bookings_legal_move';
    END IF;
    RETURN NEW;
END $$
"""

WRITE_HISTORY = """
CREATE FUNCTION write_booking_move() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO booking_moves (booking_id, from_status, to_status, version, actor_id, moved_at)
    VALUES (NEW.id, OLD.status, NEW.status, NEW.version, NEW.changed_by_id, NEW.changed_at);
    RETURN NULL;
END $$
"""

# A hold may vanish; what somebody asked for stays.
KEEP_BOOKINGS = """
CREATE FUNCTION refuse_delete_of_booking() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.status <> 'held' THEN
        RAISE EXCEPTION 'booking % is history', OLD.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'bookings_are_kept';
    END IF;
    RETURN OLD;
END $$
"""

# H4: what was entered stays as it was entered.
APPEND_ONLY = """
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% only takes new rows', TG_TABLE_NAME
        USING ERRCODE = 'check_violation', CONSTRAINT = TG_NAME;
END $$
"""

# Row triggers don't see a TRUNCATE.
NEVER_EMPTIED = """
CREATE FUNCTION refuse_truncate() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is never emptied', TG_TABLE_NAME
        USING ERRCODE = 'check_violation', CONSTRAINT = TG_NAME;
END $$
"""

# Money comes from one place and goes to another: both sides or neither, checked at commit.
BALANCED = """
CREATE FUNCTION refuse_unbalanced() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (SELECT sum(amount_minor) FROM ledger_entries
        WHERE transaction = NEW.transaction AND currency = NEW.currency) <> 0 THEN
        RAISE EXCEPTION 'ledger transaction % does not balance', NEW.transaction
            USING ERRCODE = 'check_violation', CONSTRAINT = 'ledger_balanced';
    END IF;
    RETURN NULL;
END $$
"""

TRIGGERS = (
    """CREATE TRIGGER bookings_legal_move BEFORE UPDATE ON bookings FOR EACH ROW
    WHEN (OLD.status IS DISTINCT FROM NEW.status) EXECUTE FUNCTION refuse_illegal_move()""",
    """CREATE TRIGGER bookings_write_move AFTER UPDATE ON bookings FOR EACH ROW
    WHEN (OLD.status IS DISTINCT FROM NEW.status) EXECUTE FUNCTION write_booking_move()""",
    """CREATE TRIGGER bookings_are_kept BEFORE DELETE ON bookings FOR EACH ROW
    EXECUTE FUNCTION refuse_delete_of_booking()""",
    """CREATE TRIGGER ledger_append_only BEFORE UPDATE OR DELETE ON ledger_entries
    FOR EACH ROW EXECUTE FUNCTION refuse_change()""",
    """CREATE CONSTRAINT TRIGGER ledger_balanced AFTER INSERT ON ledger_entries
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION refuse_unbalanced()""",
    """CREATE TRIGGER booking_moves_append_only BEFORE UPDATE OR DELETE ON booking_moves
    FOR EACH ROW EXECUTE FUNCTION refuse_change()""",
    *(
        f"""CREATE TRIGGER {table}_not_emptied BEFORE TRUNCATE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_truncate()"""
        for table in ("bookings", "booking_moves", "ledger_entries")
    ),
)


class Migration(migrations.Migration):
    dependencies = [("models", "0001_tables")]

    operations = [
        ops.RunSQL(
            [
                "CREATE EXTENSION IF NOT EXISTS btree_gist",
                NO_OVERLAP,
                *CHECKS,
                *INDEXES,
                "CREATE SEQUENCE booking_reference",
                # Lost in a crash, the budget only starts anew; it must never cost a disk write.
                "ALTER TABLE sending_budget SET UNLOGGED",
                LEGAL_MOVE,
                WRITE_HISTORY,
                KEEP_BOOKINGS,
                APPEND_ONLY,
                NEVER_EMPTIED,
                BALANCED,
                *TRIGGERS,
            ]
        )
    ]
