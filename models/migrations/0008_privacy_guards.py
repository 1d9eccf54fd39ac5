"""What the database keeps of intake and consent: one open form, known states, words that stay."""

from tortoise import migrations
from tortoise.migrations import operations as ops

CHECKS = (
    """ALTER TABLE intakes ADD CONSTRAINT intakes_known_state CHECK (
        way IN ('chat', 'page') AND (state = 'open' AND completed_at IS NULL
            OR state = 'complete' AND completed_at IS NOT NULL))""",
    """ALTER TABLE consents ADD CONSTRAINT consents_known_kind CHECK (
        kind IN ('treatment', 'confidentiality', 'data_processing', 'terms'))""",
    # A key is there or destroyed, never neither.
    """ALTER TABLE data_keys ADD CONSTRAINT data_keys_kept_or_destroyed CHECK (
        (wrapped IS NULL) = (destroyed_at IS NOT NULL))""",
)

INDEXES = (
    # A client fills in one form at a time, in whichever way they go on.
    "CREATE UNIQUE INDEX intakes_one_open ON intakes (client_id) WHERE state = 'open'",
    "CREATE INDEX intakes_of_client ON intakes (client_id, completed_at)",
    "CREATE INDEX intakes_of_booking ON intakes (booking_id)",
    "CREATE INDEX consents_of_person ON consents (person_id, kind, id)",
    "CREATE INDEX danger_alerts_open ON danger_alerts (noticed_at) WHERE taken_at IS NULL",
    "CREATE INDEX danger_alerts_of_person ON danger_alerts (person_id, last_noticed_at)",
    "CREATE INDEX break_glass_of_booking ON break_glass (booking_id)",
    """CREATE INDEX erasures_to_do ON erasures (delete_after) WHERE deleted_at IS NULL""",
    "CREATE INDEX page_sessions_by_end ON page_sessions (expires_at)",
    # A hold that is let go looks here.
    "CREATE INDEX page_sessions_of_booking ON page_sessions (booking_id)",
    "CREATE INDEX data_keys_by_master ON data_keys (master_version, id) WHERE wrapped IS NOT NULL",
)

TRIGGERS = (
    # What was agreed to is evidence: a change of mind is a row of its own.
    """CREATE TRIGGER consents_append_only BEFORE UPDATE OR DELETE ON consents
    FOR EACH ROW EXECUTE FUNCTION refuse_change()""",
    """CREATE TRIGGER consents_not_emptied BEFORE TRUNCATE ON consents
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_truncate()""",
)


class Migration(migrations.Migration):
    dependencies = [("models", "0007_privacy")]

    operations = [
        ops.RunSQL(
            [
                *CHECKS,
                *INDEXES,
                *TRIGGERS,
                # Lost in a crash, the budgets only start anew; they must never cost a disk write.
                "ALTER TABLE visitor_budget SET UNLOGGED",
            ]
        )
    ]
