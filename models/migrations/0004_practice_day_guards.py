"""What the database keeps of the practice's day: one proposal a booking, known states, one paid move."""

from tortoise import migrations
from tortoise.migrations import operations as ops

LEGAL_MOVE = """
CREATE OR REPLACE FUNCTION refuse_illegal_move() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (OLD.status, NEW.status) NOT IN (
        ('held', 'pending'), ('held', 'approved'), ('held', 'confirmed'),
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

CHECKS = (
    """ALTER TABLE services ADD CONSTRAINT services_known_purpose CHECK (
        purpose IS NULL OR purpose IN ('initial', 'follow_up', 'emergency'))""",
    """ALTER TABLE services ADD CONSTRAINT services_sensible CHECK (
        duration_minutes BETWEEN 5 AND 480 AND price_minor >= 0 AND capacity >= 1)""",
    """ALTER TABLE availability_windows ADD CONSTRAINT windows_known_purpose CHECK (
        purpose IS NULL OR purpose = 'emergency')""",
    """ALTER TABLE psychologists ADD CONSTRAINT psychologists_known_meeting_kind CHECK (
        meeting_kind IS NULL OR meeting_kind IN ('google', 'jitsi', 'typed'))""",
    """ALTER TABLE invitations ADD CONSTRAINT invitations_known_role CHECK (
        role IN ('client', 'psychologist', 'admin'))""",
    """ALTER TABLE meetings ADD CONSTRAINT meetings_known_state CHECK (
        state IN ('wanted', 'made', 'fallen_back', 'moved', 'dropped'))""",
    "ALTER TABLE refunds ADD CONSTRAINT refunds_known_state CHECK (state IN ('due'))",
    "ALTER TABLE refunds ADD CONSTRAINT refunds_amount_positive CHECK (amount_minor > 0)",
    """ALTER TABLE outside_events ADD CONSTRAINT outside_events_in_order CHECK (
        starts_at < ends_at)""",
)

INDEXES = (
    """CREATE UNIQUE INDEX bookings_one_proposal ON bookings (proposal_for_id)
    WHERE status = 'held' AND proposal_for_id IS NOT NULL""",
    # Two live successors would be two sessions for one payment (X10).
    """CREATE UNIQUE INDEX bookings_one_successor ON bookings (rescheduled_from_id)
    WHERE rescheduled_from_id IS NOT NULL AND status <> 'held'""",
    """CREATE INDEX bookings_proposed ON bookings (proposed_until)
    WHERE proposed_until IS NOT NULL""",
    "CREATE INDEX meetings_due ON meetings (due_at) WHERE due_at IS NOT NULL",
    # One person a number: two who add the same client at once find the same row (P2).
    """CREATE UNIQUE INDEX people_one_by_phone_only ON people (phone)
    WHERE telegram_id IS NULL AND phone IS NOT NULL""",
    # Asked every half minute: which sessions has nobody ended?
    """CREATE INDEX bookings_to_end ON bookings (ends_at)
    WHERE status IN ('confirmed', 'in_progress')""",
    "CREATE INDEX windows_of ON availability_windows (psychologist_id)",
    "CREATE INDEX exceptions_of ON availability_exceptions (psychologist_id, last_date)",
    "CREATE INDEX outside_calendars_due ON outside_calendars (due_at)",
    "CREATE INDEX outside_calendars_of ON outside_calendars (psychologist_id)",
)


class Migration(migrations.Migration):
    dependencies = [("models", "0003_practice_day")]

    operations = [
        ops.RunSQL(
            [
                LEGAL_MOVE,
                *CHECKS,
                *INDEXES,
            ]
        )
    ]
