"""The audit trail of consents, intake, opened seals, destroyed keys and erasures, written by itself."""

from tortoise import migrations
from tortoise.migrations import operations as ops

ABOUT_CONSENTS = """
CREATE FUNCTION audit_consent() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM write_audit(NEW.given_at, NEW.given_by_id,
        CASE WHEN NEW.given_by_id = NEW.person_id THEN 'client' ELSE 'guardian' END,
        CASE WHEN NEW.is_given THEN 'consent_given' ELSE 'consent_withdrawn' END,
        'consent', NEW.public_id::text, NEW.person_id, NULL, NEW.kind,
        jsonb_build_object('version', NEW.version, 'language', NEW.language,
            'text_sha256', NEW.text_sha256));
    RETURN NULL;
END $$
"""
ABOUT_INTAKES = """
CREATE FUNCTION audit_intake() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM write_audit(coalesce(NEW.completed_at, NEW.started_at), NEW.client_id, 'client',
        'intake_moved', 'intake', NEW.public_id::text, NEW.client_id,
        CASE WHEN TG_OP = 'UPDATE' THEN OLD.state END, NEW.state, NULL);
    RETURN NULL;
END $$
"""
ABOUT_GLASS = """
CREATE FUNCTION audit_glass() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    booking bookings;
BEGIN
    SELECT * INTO booking FROM bookings WHERE id = NEW.booking_id;
    PERFORM write_audit(NEW.opened_at, NEW.admin_id, 'admin', 'glass_broken', 'booking',
        booking.public_id::text, booking.client_id, NULL, iso(NEW.closes_at),
        jsonb_build_object('glass', NEW.public_id));
    RETURN NULL;
END $$
"""
ABOUT_KEYS = """
CREATE FUNCTION audit_key() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM write_audit(NEW.destroyed_at, NULL, NULL, 'key_destroyed', 'person',
        (SELECT public_id::text FROM people WHERE id = NEW.person_id), NEW.person_id, NULL, NULL,
        jsonb_build_object('version', NEW.version));
    RETURN NULL;
END $$
"""
ABOUT_ERASURES = """
CREATE FUNCTION audit_erasure() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM write_audit(coalesce(NEW.deleted_at, NEW.redacted_at, NEW.asked_at), NULL, NULL,
        'erasure_moved', 'erasure', NEW.public_id::text, NEW.person_id,
        CASE WHEN TG_OP = 'UPDATE' THEN erasure_state(OLD) END, erasure_state(NEW), NULL);
    RETURN NULL;
END $$
"""
ERASURE_STATE = """
CREATE FUNCTION erasure_state(e erasures) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT CASE WHEN e.deleted_at IS NOT NULL THEN 'deleted'
        WHEN e.redacted_at IS NOT NULL THEN 'redacted' ELSE 'asked' END $$
"""

TELL = (
    """CREATE TRIGGER consents_audited AFTER INSERT ON consents FOR EACH ROW
    EXECUTE FUNCTION audit_consent()""",
    """CREATE TRIGGER intakes_begun_audited AFTER INSERT ON intakes FOR EACH ROW
    EXECUTE FUNCTION audit_intake()""",
    """CREATE TRIGGER intakes_audited AFTER UPDATE ON intakes FOR EACH ROW
    WHEN (OLD.state <> NEW.state) EXECUTE FUNCTION audit_intake()""",
    """CREATE TRIGGER break_glass_audited AFTER INSERT ON break_glass FOR EACH ROW
    EXECUTE FUNCTION audit_glass()""",
    """CREATE TRIGGER data_keys_audited AFTER UPDATE ON data_keys FOR EACH ROW
    WHEN (OLD.destroyed_at IS NULL AND NEW.destroyed_at IS NOT NULL)
    EXECUTE FUNCTION audit_key()""",
    """CREATE TRIGGER erasures_asked_audited AFTER INSERT ON erasures FOR EACH ROW
    EXECUTE FUNCTION audit_erasure()""",
    """CREATE TRIGGER erasures_audited AFTER UPDATE ON erasures FOR EACH ROW
    WHEN (erasure_state(OLD) <> erasure_state(NEW)) EXECUTE FUNCTION audit_erasure()""",
)


class Migration(migrations.Migration):
    dependencies = [("models", "0010_audit_trail")]

    operations = [
        ops.RunSQL(
            [
                ABOUT_CONSENTS,
                ABOUT_INTAKES,
                ABOUT_GLASS,
                ABOUT_KEYS,
                ERASURE_STATE,
                ABOUT_ERASURES,
                *TELL,
            ]
        )
    ]
