"""What the database keeps of reminders: each move of a booking marks its plan, in the same commit."""

from tortoise import migrations
from tortoise.migrations import operations as ops

# A booking that is confirmed, moves or stops being confirmed has other reminders than before. The
# mark carries the program's own clock, which a demo may have moved.
MARK = """
CREATE FUNCTION mark_reminders() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO reminder_plans (booking_id, stale_since) VALUES (NEW.id, NEW.changed_at)
    ON CONFLICT (booking_id) DO UPDATE SET stale_since = excluded.stale_since;
    RETURN NULL;
END $$
"""
TRIGGERS = (
    """CREATE TRIGGER bookings_mark_new_reminders AFTER INSERT ON bookings FOR EACH ROW
    WHEN (NEW.status = 'confirmed') EXECUTE FUNCTION mark_reminders()""",
    """CREATE TRIGGER bookings_mark_reminders AFTER UPDATE ON bookings FOR EACH ROW
    WHEN ((NEW.status = 'confirmed' OR OLD.status = 'confirmed')
        AND (NEW.version, NEW.status, NEW.starts_at, NEW.client_id, NEW.psychologist_id)
            IS DISTINCT FROM
            (OLD.version, OLD.status, OLD.starts_at, OLD.client_id, OLD.psychologist_id))
    EXECUTE FUNCTION mark_reminders()""",
)
CHECKS = (
    """ALTER TABLE reminders ADD CONSTRAINT reminders_known_kind CHECK (
        kind IN ('day', 'hours', 'minutes')
        AND (state = 'waiting' AND decided_at IS NULL
            OR state IN ('said', 'dropped') AND decided_at IS NOT NULL))""",
    """ALTER TABLE wishes ADD CONSTRAINT wishes_sensible CHECK (
        by_sms IN ('always', 'instead', 'never')
        AND (quiet_from IS NULL) = (quiet_to IS NULL) AND quiet_from <> quiet_to)""",
    """ALTER TABLE digests ADD CONSTRAINT digests_known_kind CHECK (kind IN ('agenda', 'report'))""",
    """ALTER TABLE sent_sms ADD CONSTRAINT sent_sms_known_state CHECK (
        state IN ('sending', 'sent', 'refused', 'delivered', 'failed', 'expired'))""",
    "ALTER TABLE audit_log DROP CONSTRAINT audit_log_known_channel",
    """ALTER TABLE audit_log ADD CONSTRAINT audit_log_known_channel CHECK (channel IN
        ('chat', 'page', 'mpesa', 'paystack', 'sms', 'ussd', 'clock', 'cli', 'system'))""",
)
INDEXES = (
    "CREATE INDEX reminders_due ON reminders (due_at, id) WHERE state = 'waiting'",
    "CREATE INDEX reminders_of_person ON reminders (person_id, due_at) WHERE state = 'waiting'",
    "CREATE INDEX reminder_plans_stale ON reminder_plans (id) WHERE stale_since IS NOT NULL",
    "CREATE INDEX sent_sms_by_time ON sent_sms (tried_at)",
    "CREATE INDEX sent_sms_of_person ON sent_sms (person_id, tried_at)",
)
# Sessions that were confirmed before reminders existed are reminded of, too.
PRESENT = """INSERT INTO reminder_plans (booking_id, stale_since)
    SELECT id, changed_at FROM bookings WHERE status = 'confirmed'"""


class Migration(migrations.Migration):
    dependencies = [("models", "0013_reminders")]

    operations = [
        ops.RunSQL(
            [
                MARK,
                *TRIGGERS,
                *CHECKS,
                *INDEXES,
                PRESENT,
            ]
        )
    ]
