"""Bookings, the holds they begin as, and the history that the database writes of them."""

from tortoise import fields
from tortoise.indexes import Index
from tortoise.models import Model

from models.fields import instant, public_id
from models.people import Person
from models.psychologists import Psychologist, Service
from models.values import BookingStatus, Medium, PaymentStatus, Purpose, SessionFormat


class Booking(Model):
    """One session, from hold to history.

    `occupied_from`/`occupied_until` include the buffers; the exclusion constraint of H1 is on them.
    Price, length and the cancellation rule are copied when it is made (B7).
    A held row with `proposal_for` is a time kept for another booking that may move there (B5, B9);
    it shares that booking's `group_key`, because one's own old time is no obstacle.
    `proposed_until`: until then the other side may answer the time proposed for this booking.
    `away_since`: its psychologist will be away, so it ends unless another time is agreed on (A2).
    `coming_at`: the client said "I'll be there" to a reminder (R6).
    `waiver_kept_at`: the psychologist was asked to waive the rule for a late cancel, and didn't.
    `special_requests`: what the client asks for in this session, sealed under their key (I2).
    `reason`: why it was declined or cancelled, as somebody wrote it, sealed in the same way; the
    plain columns hold codes of ours, and words of older versions until they are sealed.
    `calendar_uid` is the UID that a moved session keeps in calendars; None means `public_id` (A7).
    """

    id = fields.BigIntField(primary_key=True)
    public_id = public_id()
    reference = fields.CharField(max_length=16, null=True, unique=True)
    client: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField("models.Person", "bookings")
    psychologist: fields.ForeignKeyRelation[Psychologist] = fields.ForeignKeyField(
        "models.Psychologist", "bookings"
    )
    service: fields.ForeignKeyRelation[Service] = fields.ForeignKeyField(
        "models.Service", "bookings"
    )
    status = fields.CharEnumField(BookingStatus, max_length=16)
    version = fields.IntField()
    purpose = fields.CharEnumField(Purpose, max_length=16)
    format = fields.CharEnumField(SessionFormat, max_length=16)
    medium = fields.CharEnumField(Medium, max_length=16)

    starts_at = instant()
    ends_at = instant()
    occupied_from = instant()
    occupied_until = instant()
    group_key = fields.UUIDField()
    duration_minutes = fields.SmallIntField()

    price_minor = fields.BigIntField()
    currency = fields.CharField(max_length=3)
    cancel_notice_minutes = fields.IntField()
    payment_status = fields.CharEnumField(PaymentStatus, max_length=16)

    held_since = instant()
    held_until = instant(null=True)
    requested_at = instant(null=True)
    answer_due_at = instant(null=True)
    approved_by: fields.ForeignKeyNullableRelation[Person] = fields.ForeignKeyField(
        "models.Person", "approvals", null=True
    )
    approved_at = instant(null=True)
    payment_due_at = instant(null=True)
    confirmed_at = instant(null=True)
    decline_reason = fields.CharField(max_length=500, null=True)
    cancellation_reason = fields.CharField(max_length=500, null=True)
    reason = fields.BinaryField(null=True)
    special_requests = fields.BinaryField(null=True)
    cancelled_at = instant(null=True)
    meeting_link = fields.CharField(max_length=200, null=True)
    calendar_uid = fields.UUIDField(null=True)
    calendar_sequence = fields.SmallIntField()
    rescheduled_from: fields.ForeignKeyNullableRelation["Booking"] = fields.ForeignKeyField(
        "models.Booking", "successors", null=True
    )

    proposal_for: fields.ForeignKeyNullableRelation["Booking"] = fields.ForeignKeyField(
        "models.Booking", "proposals", null=True
    )
    proposed_until = instant(null=True)
    away_since = instant(null=True)
    coming_at = instant(null=True)
    waiver_asked_at = instant(null=True)
    waiver_kept_at = instant(null=True)
    started_at = instant(null=True)
    ended_at = instant(null=True)
    changed_by: fields.ForeignKeyNullableRelation[Person] = fields.ForeignKeyField(
        "models.Person", "changes", null=True
    )
    created_at = instant()
    changed_at = instant()

    class Meta:
        table = "bookings"
        indexes = (
            Index(fields=("psychologist_id", "starts_at")),
            Index(fields=("client_id", "starts_at")),
        )


class BookingMove(Model):
    """One change of state, written by the trigger on `bookings` and by nothing else (H2)."""

    id = fields.BigIntField(primary_key=True)
    booking_id = fields.BigIntField(db_index=True)
    from_status = fields.CharField(max_length=16, null=True)
    to_status = fields.CharField(max_length=16)
    version = fields.IntField()
    actor_id = fields.BigIntField(null=True)
    moved_at = instant()

    class Meta:
        table = "booking_moves"
