"""Nobody books for somebody who was forgotten, however close the two come (D2, X71)."""

from tortoise import migrations
from tortoise.migrations import operations as ops

# It waits for an erasure under way: a person's row that is being redacted is locked.
NOT_FORGOTTEN = """
CREATE FUNCTION refuse_booking_of_forgotten() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    gone timestamptz;
BEGIN
    SELECT forgotten_at INTO gone FROM people WHERE id = NEW.client_id FOR KEY SHARE;
    IF gone IS NOT NULL THEN
        RAISE EXCEPTION 'the client of this booking was forgotten'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'bookings_not_of_forgotten';
    END IF;
    RETURN NEW;
END $$
"""
TRIGGER = """CREATE TRIGGER bookings_not_of_forgotten BEFORE INSERT ON bookings FOR EACH ROW
    EXECUTE FUNCTION refuse_booking_of_forgotten()"""


class Migration(migrations.Migration):
    dependencies = [("models", "0011_privacy_audit")]

    operations = [ops.RunSQL([NOT_FORGOTTEN, TRIGGER])]
