"""The audit trail writes itself: what happens to a row is told by a trigger, not by a caller (D1).

Ids, codes, states and amounts in minor units, never words: what is told here outlives its person.
"""

from tortoise import migrations
from tortoise.migrations import operations as ops

# What the transaction says of itself goes before what the row says (services/audit.py).
WRITE = """
CREATE FUNCTION write_audit(
    instant timestamptz, actor bigint, role text, act text, about text, about_id text,
    person bigint, old text, new text, more jsonb
) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF actor IS NULL THEN
        actor := nullif(current_setting('smiling.actor', true), '')::bigint;
        role := nullif(current_setting('smiling.role', true), '');
    END IF;
    INSERT INTO audit_log (public_id, at, actor_id, actor_role, channel, action, subject,
        subject_id, person_id, before, after, detail)
    VALUES (gen_random_uuid(),
        coalesce(nullif(current_setting('smiling.now', true), '')::timestamptz, instant, now()),
        actor, role,
        coalesce(nullif(current_setting('smiling.channel', true), ''),
            CASE WHEN actor IS NULL THEN 'system' ELSE 'chat' END),
        act, about, about_id, person, old, new, more);
END $$
"""
ROLE = """
CREATE FUNCTION role_towards(actor bigint, client bigint, psychologist bigint) RETURNS text
LANGUAGE plpgsql STABLE AS $$
BEGIN
    IF actor IS NULL THEN
        RETURN NULL;
    ELSIF actor = client THEN
        RETURN 'client';
    ELSIF EXISTS (SELECT 1 FROM psychologists WHERE id = psychologist AND person_id = actor) THEN
        RETURN 'psychologist';
    END IF;
    RETURN 'admin';
END $$
"""
ABOUT_BOOKINGS = """
CREATE FUNCTION audit_booking() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    role text := role_towards(NEW.changed_by_id, NEW.client_id, NEW.psychologist_id);
    more jsonb := jsonb_build_object('version', NEW.version);
BEGIN
    IF OLD.status <> NEW.status THEN
        PERFORM write_audit(NEW.changed_at, NEW.changed_by_id, role, 'booking_moved', 'booking',
            NEW.public_id::text, NEW.client_id, OLD.status, NEW.status, more);
    END IF;
    IF OLD.starts_at <> NEW.starts_at THEN
        PERFORM write_audit(NEW.changed_at, NEW.changed_by_id, role, 'booking_retimed', 'booking',
            NEW.public_id::text, NEW.client_id, iso(OLD.starts_at), iso(NEW.starts_at), more);
    END IF;
    RETURN NULL;
END $$
"""
ISO = """
CREATE FUNCTION iso(instant timestamptz) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT to_char(instant AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') $$
"""
ABOUT_PAYMENTS = """
CREATE FUNCTION audit_payment() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    booking bookings;
BEGIN
    SELECT * INTO booking FROM bookings WHERE id = NEW.booking_id;
    PERFORM write_audit(greatest(NEW.asked_at, NEW.submitted_at, NEW.concluded_at), NULL, NULL,
        'payment_moved', 'payment', NEW.public_id::text, booking.client_id,
        CASE WHEN TG_OP = 'UPDATE' THEN OLD.status END, NEW.status,
        jsonb_build_object('booking', booking.public_id, 'provider', NEW.provider,
            'amount_minor', coalesce(NEW.paid_minor, NEW.amount_minor), 'currency', NEW.currency));
    RETURN NULL;
END $$
"""
ABOUT_MONEY_IN = """
CREATE FUNCTION audit_money_in() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    booking bookings;
    more jsonb;
BEGIN
    SELECT * INTO booking FROM bookings WHERE id = NEW.booking_id;
    more := jsonb_build_object('booking', booking.public_id, 'provider', NEW.provider,
        'source', NEW.source, 'currency', NEW.currency, 'amount_minor', NEW.amount_minor);
    IF TG_OP = 'INSERT' THEN
        PERFORM write_audit(NEW.received_at, NULL, NULL, 'money_came', 'money', NEW.public_id::text,
            NEW.person_id, NULL, NEW.amount_minor::text, more);
    ELSE
        PERFORM write_audit(coalesce(NEW.allocated_at, NEW.received_at), NEW.allocated_by_id,
            role_towards(NEW.allocated_by_id, NEW.person_id, booking.psychologist_id),
            'money_placed', 'money', NEW.public_id::text, coalesce(NEW.person_id, OLD.person_id),
            money_place(OLD), money_place(NEW), more);
    END IF;
    RETURN NULL;
END $$
"""
PLACE = """
CREATE FUNCTION money_place(money money_in) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT CASE WHEN money.booking_id IS NOT NULL THEN 'booking'
        WHEN money.person_id IS NOT NULL THEN 'credit' ELSE 'unallocated' END $$
"""
ABOUT_REFUNDS = """
CREATE FUNCTION audit_refund() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    booking bookings;
    actor bigint;
    old_state text;
BEGIN
    SELECT * INTO booking FROM bookings WHERE id = NEW.booking_id;
    IF TG_OP = 'INSERT' THEN
        actor := NEW.asked_by_id;
    ELSE
        old_state := OLD.state;
        IF OLD.done_by_id IS DISTINCT FROM NEW.done_by_id THEN
            actor := NEW.done_by_id;
        END IF;
    END IF;
    PERFORM write_audit(NEW.changed_at, actor,
        role_towards(actor, NEW.person_id, booking.psychologist_id), 'refund_moved', 'refund',
        NEW.public_id::text, NEW.person_id, old_state, NEW.state,
        jsonb_build_object('booking', booking.public_id, 'method', NEW.method,
            'amount_minor', NEW.amount_minor, 'currency', NEW.currency));
    RETURN NULL;
END $$
"""
ABOUT_ROLES = """
CREATE FUNCTION audit_role() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    given boolean := TG_OP = 'INSERT';
    held role_grants := CASE WHEN given THEN NEW ELSE OLD END;
BEGIN
    PERFORM write_audit(CASE WHEN given THEN held.granted_at END, NULL, NULL,
        CASE WHEN given THEN 'role_given' ELSE 'role_taken' END, 'person',
        (SELECT public_id::text FROM people WHERE id = held.person_id), held.person_id,
        CASE WHEN NOT given THEN held.role END, CASE WHEN given THEN held.role END, NULL);
    RETURN NULL;
END $$
"""
STANDING = """
CREATE FUNCTION profile_standing(p psychologists) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT CASE WHEN p.approved_at IS NOT NULL
            THEN CASE WHEN p.paused_at IS NULL THEN 'approved' ELSE 'paused' END
        WHEN p.declined_at IS NOT NULL THEN 'declined'
        WHEN p.submitted_at IS NOT NULL THEN 'submitted' ELSE 'begun' END $$
"""
ABOUT_PROFILES = """
CREATE FUNCTION audit_profile() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    old_standing text := profile_standing(OLD);
    standing text := profile_standing(NEW);
    actor bigint;
BEGIN
    IF OLD.approved_by_id IS DISTINCT FROM NEW.approved_by_id THEN
        actor := NEW.approved_by_id;
    END IF;
    IF old_standing <> standing THEN
        PERFORM write_audit(
            greatest(NEW.submitted_at, NEW.approved_at, NEW.declined_at, NEW.paused_at),
            actor, role_towards(actor, NULL, NEW.id), 'profile_moved', 'profile',
            NEW.public_id::text, NEW.person_id, old_standing, standing, NULL);
    END IF;
    RETURN NULL;
END $$
"""
ABOUT_PRICES = """
CREATE FUNCTION audit_price() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM write_audit(NULL, NULL, NULL, 'price_changed', 'service', NEW.public_id::text,
        (SELECT person_id FROM psychologists WHERE id = NEW.psychologist_id),
        OLD.price_minor::text, NEW.price_minor::text, jsonb_build_object('currency', NEW.currency));
    RETURN NULL;
END $$
"""

TELL = (
    """CREATE TRIGGER bookings_audited AFTER UPDATE ON bookings FOR EACH ROW
    WHEN (OLD.status <> NEW.status OR OLD.starts_at <> NEW.starts_at AND NEW.status <> 'held')
    EXECUTE FUNCTION audit_booking()""",
    """CREATE TRIGGER payments_begun_audited AFTER INSERT ON payments FOR EACH ROW
    EXECUTE FUNCTION audit_payment()""",
    """CREATE TRIGGER payments_audited AFTER UPDATE ON payments FOR EACH ROW
    WHEN (OLD.status <> NEW.status) EXECUTE FUNCTION audit_payment()""",
    """CREATE TRIGGER money_in_audited AFTER INSERT ON money_in FOR EACH ROW
    EXECUTE FUNCTION audit_money_in()""",
    """CREATE TRIGGER money_in_placed_audited AFTER UPDATE ON money_in FOR EACH ROW
    WHEN (OLD.person_id IS DISTINCT FROM NEW.person_id
        OR OLD.booking_id IS DISTINCT FROM NEW.booking_id) EXECUTE FUNCTION audit_money_in()""",
    """CREATE TRIGGER refunds_owed_audited AFTER INSERT ON refunds FOR EACH ROW
    EXECUTE FUNCTION audit_refund()""",
    """CREATE TRIGGER refunds_audited AFTER UPDATE ON refunds FOR EACH ROW
    WHEN (OLD.state <> NEW.state) EXECUTE FUNCTION audit_refund()""",
    """CREATE TRIGGER role_grants_audited AFTER INSERT OR DELETE ON role_grants FOR EACH ROW
    EXECUTE FUNCTION audit_role()""",
    """CREATE TRIGGER psychologists_audited AFTER UPDATE ON psychologists FOR EACH ROW
    EXECUTE FUNCTION audit_profile()""",
    """CREATE TRIGGER services_price_audited AFTER UPDATE ON services FOR EACH ROW
    WHEN (OLD.price_minor <> NEW.price_minor) EXECUTE FUNCTION audit_price()""",
)


class Migration(migrations.Migration):
    dependencies = [("models", "0009_audit")]

    operations = [
        ops.RunSQL(
            [
                WRITE,
                ISO,
                ROLE,
                PLACE,
                STANDING,
                ABOUT_BOOKINGS,
                ABOUT_PAYMENTS,
                ABOUT_MONEY_IN,
                ABOUT_REFUNDS,
                ABOUT_ROLES,
                ABOUT_PROFILES,
                ABOUT_PRICES,
                *TELL,
            ]
        )
    ]
