"""Google's grants, and the Meet links that are being made with them (B11)."""

from tortoise import fields
from tortoise.models import Model

from models.bookings import Booking
from models.fields import instant
from models.psychologists import Psychologist
from models.values import MeetingState


class GoogleGrant(Model):
    """A psychologist's consent to write to their calendar; tokens are sealed.

    The place under which they are sealed has the psychologist's public id as its record.
    `broken_at` is when Google refused the refresh token: the consent has to be given again.
    `revoke_at`: the psychologist took it back, and Google is to be told so at this instant.
    """

    id = fields.BigIntField(primary_key=True)
    psychologist: fields.OneToOneRelation[Psychologist] = fields.OneToOneField(
        "models.Psychologist", "google_grant"
    )
    refresh_token = fields.BinaryField()
    access_token = fields.BinaryField(null=True)
    access_until = instant(null=True)
    granted_at = instant()
    broken_at = instant(null=True)
    revoke_at = instant(null=True)

    class Meta:
        table = "google_grants"


class ConsentRequest(Model):
    """A consent link that was given out; `state_hash` is the SHA-256 of the state in it."""

    id = fields.BigIntField(primary_key=True)
    state_hash = fields.CharField(max_length=64, unique=True)
    psychologist: fields.ForeignKeyRelation[Psychologist] = fields.ForeignKeyField(
        "models.Psychologist", "consent_requests"
    )
    expires_at = instant()
    used_at = instant(null=True)

    class Meta:
        table = "consent_requests"


class Meeting(Model):
    """One booking's link as far as it takes work: tried at `due_at`, a few times, then given up.

    `due_at` None means that nothing is left to do at Google. `request_id` names the conference and
    the event that are wanted, so that asking twice makes one; `event_id` is the event that is, or
    may be, in the psychologist's calendar. `again_count` counts since `again_since` how often the
    link was made again.
    """

    id = fields.BigIntField(primary_key=True)
    booking: fields.OneToOneRelation[Booking] = fields.OneToOneField("models.Booking", "meeting")
    state = fields.CharEnumField(MeetingState, max_length=16)
    request_id = fields.CharField(max_length=64)
    event_id = fields.CharField(max_length=128, null=True)
    attempts = fields.SmallIntField()
    due_at = instant(null=True)
    error = fields.CharField(max_length=64, null=True)
    again_since = instant(null=True)
    again_count = fields.SmallIntField(null=True)

    class Meta:
        table = "meetings"
