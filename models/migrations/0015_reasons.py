"""Reasons that somebody wrote get a sealed column each; what lies in plain is found by an index."""

from tortoise import fields, migrations
from tortoise.migrations import operations as ops

# Programs of before write the plain columns for as long as they run beside this one, and only a
# program has the keys: what they leave is sealed by a tick (services/reasons.py), which asks for
# these rows and no others. 'moved' and 'waived' are codes of ours.
PLAIN = (
    """CREATE INDEX bookings_reason_in_plain ON bookings (id)
    WHERE decline_reason IS NOT NULL OR cancellation_reason NOT IN ('moved', 'waived')""",
    """CREATE INDEX payment_proofs_reason_in_plain ON payment_proofs (id)
    WHERE note NOT IN ('not_found', 'other_business', 'unreadable',
                       'not_completed', 'not_to_us', 'not_usable')""",
)
# A cancel that was under way keeps its step and loses the words, which its dialogue seals now.
UNFINISHED = "UPDATE drafts SET answers = answers - 'reason' WHERE dialogue = 'cancel'"


class Migration(migrations.Migration):
    dependencies = [("models", "0014_reminder_guards")]

    initial = False

    operations = [
        ops.AddField(
            model_name="Booking",
            name="reason",
            field=fields.BinaryField(null=True),
        ),
        ops.AddField(
            model_name="PaymentProof",
            name="reason",
            field=fields.BinaryField(null=True),
        ),
        ops.RunSQL([*PLAIN, UNFINISHED]),
    ]
