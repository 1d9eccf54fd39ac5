"""The chain: every row of the trail, of the moves and of the ledger, by hash (D1, H4).

docs/audit.md says what is chained and how, well enough to compute it anew with anything.
"""

from tortoise import migrations
from tortoise.migrations import operations as ops

#: Every row of these has one link.
SOURCES = ("booking_moves", "ledger_entries", "audit_log")

# Named columns in a fixed order: a later migration that adds one doesn't change these.
DIGESTS = (
    """CREATE FUNCTION micros(instant timestamptz) RETURNS bigint LANGUAGE sql STABLE AS $$
    SELECT (extract(epoch FROM instant) * 1000000)::bigint $$""",
    """CREATE FUNCTION digest(fields jsonb) RETURNS bytea LANGUAGE sql STABLE AS $$
    SELECT sha256(convert_to(fields::text, 'UTF8')) $$""",
    """CREATE FUNCTION row_digest(r booking_moves) RETURNS bytea LANGUAGE sql STABLE AS $$
    SELECT digest(jsonb_build_array('booking_moves', r.id, r.booking_id, r.from_status, r.to_status,
        r.version, r.actor_id, micros(r.moved_at))) $$""",
    """CREATE FUNCTION row_digest(r ledger_entries) RETURNS bytea LANGUAGE sql STABLE AS $$
    SELECT digest(jsonb_build_array('ledger_entries', r.id, r.transaction, r.account,
        r.amount_minor, r.currency, r.booking_id, r.payment_id, r.money_in_id,
        micros(r.entered_at))) $$""",
    """CREATE FUNCTION row_digest(r audit_log) RETURNS bytea LANGUAGE sql STABLE AS $$
    SELECT digest(jsonb_build_array('audit_log', r.id, r.public_id, micros(r.at), r.actor_id,
        r.actor_role, r.channel, r.action, r.subject, r.subject_id, r.person_id, r.before, r.after,
        r.detail::text)) $$""",
)

# Any number that nothing else in this database locks; held for as long as a commit takes.
LOCK = """
CREATE FUNCTION wait_for_chain() RETURNS void LANGUAGE sql AS $$
    SELECT pg_advisory_xact_lock(7355609) $$
"""
# While it waits for the lock others commit links: only a statement after it sees them.
APPEND = """
CREATE FUNCTION append_link(source text, row_id bigint, row_hash bytea) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    last bigint;
    previous bytea;
BEGIN
    PERFORM wait_for_chain();
    SELECT links.id, links.hash INTO last, previous FROM chain_links AS links
        ORDER BY links.id DESC LIMIT 1;
    last := coalesce(last, 0) + 1;
    previous := coalesce(previous, decode(repeat('00', 32), 'hex'));
    INSERT INTO chain_links (id, source, row_id, row_hash, previous, hash)
    VALUES (last, source, row_id, row_hash, previous, sha256(previous || int8send(last) || row_hash));
END $$
"""
CHAIN = """
CREATE FUNCTION chain_row() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM append_link(TG_TABLE_NAME, NEW.id, row_digest(NEW));
    RETURN NULL;
END $$
"""
# A link comes from the trigger of a chained table, or not at all.
NO_LOOSE_LINKS = """
CREATE FUNCTION refuse_loose_link() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF pg_trigger_depth() < 2 THEN
        RAISE EXCEPTION 'chain_links are written by the chain alone'
            USING ERRCODE = 'check_violation', CONSTRAINT = TG_NAME;
    END IF;
    RETURN NEW;
END $$
"""

# At COMMIT as well, and in the same transactions: the same two locks, always in this order.
NUMBERED = """
CREATE OR REPLACE FUNCTION issue_receipt() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    given bigint;
BEGIN
    IF EXISTS (SELECT 1 FROM receipts WHERE money_in_id = NEW.id) THEN
        RETURN NULL;
    END IF;
    PERFORM wait_for_chain();
    UPDATE counters SET value = value + 1 WHERE name = 'receipts' RETURNING value INTO given;
    INSERT INTO receipts (public_id, number, money_in_id, issued_at)
    VALUES (gen_random_uuid(), given, NEW.id, coalesce(NEW.allocated_at, NEW.received_at));
    RETURN NULL;
END $$
"""

# What can't be erased with its person holds nothing of theirs: codes have no blanks.
CHECKS = (
    """ALTER TABLE audit_log ADD CONSTRAINT audit_log_no_words CHECK (
        concat(action, subject, subject_id, before, after) !~ '\\s')""",
    """ALTER TABLE audit_log ADD CONSTRAINT audit_log_known_channel CHECK (channel IN
        ('chat', 'page', 'mpesa', 'paystack', 'clock', 'cli', 'system'))""",
)

KEEP = (
    *(
        f"""CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table}
    FOR EACH ROW EXECUTE FUNCTION refuse_change()"""
        for table in ("audit_log", "chain_links")
    ),
    *(
        f"""CREATE TRIGGER {table}_not_emptied BEFORE TRUNCATE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_truncate()"""
        for table in ("audit_log", "chain_links")
    ),
    """CREATE TRIGGER chain_links_not_loose BEFORE INSERT ON chain_links
    FOR EACH ROW EXECUTE FUNCTION refuse_loose_link()""",
)
LINK_WHAT_IS_THERE = tuple(
    f"SELECT append_link('{table}', r.id, row_digest(r)) FROM {table} AS r ORDER BY id"  # noqa: S608 - tables of ours
    for table in SOURCES
)
CHAINED = tuple(
    f"""CREATE CONSTRAINT TRIGGER {table}_chained AFTER INSERT ON {table}
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chain_row()"""
    for table in SOURCES
)


class Migration(migrations.Migration):
    dependencies = [("models", "0008_privacy_guards")]

    operations = [
        ops.RunSQL(
            [
                *DIGESTS,
                LOCK,
                APPEND,
                CHAIN,
                NO_LOOSE_LINKS,
                NUMBERED,
                *CHECKS,
                *LINK_WHAT_IS_THERE,
                *KEEP,
                *CHAINED,
            ]
        )
    ]
