from tortoise import migrations
from tortoise.migrations import operations as ops
from models.values import MeetingKind, MeetingState, Purpose, RefundState, Role
from tortoise.fields.base import OnDelete
from tortoise import fields
from tortoise.indexes import Index

class Migration(migrations.Migration):
    dependencies = [('models', '0002_guards')]

    initial = False

    operations = [
        ops.CreateModel(
            name='CaseloadEntry',
            fields=[
                ('id', fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('person', fields.ForeignKeyField('models.Person', source_field='person_id', db_constraint=True, to_field='id', related_name='caseload', on_delete=OnDelete.CASCADE)),
                ('client', fields.ForeignKeyField('models.Person', source_field='client_id', db_constraint=True, to_field='id', related_name='caseload_of', on_delete=OnDelete.CASCADE)),
                ('added_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'caseload_entries', 'app': 'models', 'unique_together': (('person', 'client'),), 'pk_attr': 'id', 'table_description': 'A client whom a psychologist or admin added by hand, before any booking (P2).'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='ConsentRequest',
            fields=[
                ('id', fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('state_hash', fields.CharField(unique=True, max_length=64)),
                ('psychologist', fields.ForeignKeyField('models.Psychologist', source_field='psychologist_id', db_constraint=True, to_field='id', related_name='consent_requests', on_delete=OnDelete.CASCADE)),
                ('expires_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('used_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'consent_requests', 'app': 'models', 'pk_attr': 'id', 'table_description': 'A consent link that was given out; `state_hash` is the SHA-256 of the state in it.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='DataKey',
            fields=[
                ('id', fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('person', fields.OneToOneField('models.Person', source_field='person_id', db_constraint=True, to_field='id', related_name='data_key', on_delete=OnDelete.CASCADE)),
                ('wrapped', fields.BinaryField()),
                ('master_version', fields.SmallIntField()),
                ('created_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'data_keys', 'app': 'models', 'pk_attr': 'id', 'table_description': "One person's own key, wrapped by a master key; without this row nothing of theirs opens."},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='GoogleGrant',
            fields=[
                ('id', fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('psychologist', fields.OneToOneField('models.Psychologist', source_field='psychologist_id', db_constraint=True, to_field='id', related_name='google_grant', on_delete=OnDelete.CASCADE)),
                ('refresh_token', fields.BinaryField()),
                ('access_token', fields.BinaryField(null=True)),
                ('access_until', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('granted_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('broken_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('revoke_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'google_grants', 'app': 'models', 'pk_attr': 'id', 'table_description': "A psychologist's consent to write to their calendar; tokens are sealed."},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Invitation',
            fields=[
                ('id', fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('token_hash', fields.CharField(unique=True, max_length=64)),
                ('role', fields.CharEnumField(description='CLIENT: client\nPSYCHOLOGIST: psychologist\nADMIN: admin', enum_type=Role, max_length=16)),
                ('label', fields.CharField(max_length=80)),
                ('made_by', fields.ForeignKeyField('models.Person', source_field='made_by_id', db_constraint=True, to_field='id', related_name='invitations', on_delete=OnDelete.CASCADE)),
                ('made_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('expires_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('used_by', fields.ForeignKeyField('models.Person', source_field='used_by_id', null=True, db_constraint=True, to_field='id', related_name='used_invitations', on_delete=OnDelete.CASCADE)),
                ('used_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'invitations', 'app': 'models', 'pk_attr': 'id', 'table_description': "A one-time link (`/start inv_…`) to a role; only the token's SHA-256 is kept (P3)."},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Meeting',
            fields=[
                ('id', fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('booking', fields.OneToOneField('models.Booking', source_field='booking_id', db_constraint=True, to_field='id', related_name='meeting', on_delete=OnDelete.CASCADE)),
                ('state', fields.CharEnumField(description='WANTED: wanted\nMADE: made\nFALLEN_BACK: fallen_back\nMOVED: moved\nDROPPED: dropped', enum_type=MeetingState, max_length=16)),
                ('request_id', fields.CharField(max_length=64)),
                ('event_id', fields.CharField(null=True, max_length=128)),
                ('attempts', fields.SmallIntField()),
                ('due_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('error', fields.CharField(null=True, max_length=64)),
                ('again_since', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('again_count', fields.SmallIntField(null=True)),
            ],
            options={'table': 'meetings', 'app': 'models', 'pk_attr': 'id', 'table_description': "One booking's link as far as it takes work: tried at `due_at`, a few times, then given up."},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='OutsideCalendar',
            fields=[
                ('id', fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('public_id', fields.UUIDField(unique=True)),
                ('psychologist', fields.ForeignKeyField('models.Psychologist', source_field='psychologist_id', db_constraint=True, to_field='id', related_name='outside_calendars', on_delete=OnDelete.CASCADE)),
                ('name', fields.CharField(max_length=80)),
                ('address', fields.BinaryField()),
                ('etag', fields.CharField(null=True, max_length=200)),
                ('last_modified', fields.CharField(null=True, max_length=64)),
                ('good_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('failures', fields.SmallIntField()),
                ('error', fields.CharField(null=True, max_length=64)),
                ('told_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('due_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('added_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'outside_calendars', 'app': 'models', 'pk_attr': 'id', 'table_description': 'A secret .ics address, sealed. `good_at`: when it was last read whole; `error` is a code.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='OutsideEvent',
            fields=[
                ('id', fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('calendar', fields.ForeignKeyField('models.OutsideCalendar', source_field='calendar_id', db_constraint=True, to_field='id', related_name='events', on_delete=OnDelete.CASCADE)),
                ('starts_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('ends_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'outside_events', 'app': 'models', 'indexes': [Index(fields=['calendar_id', 'starts_at'])], 'pk_attr': 'id', 'table_description': 'Time that an outside calendar says is taken; nothing else of the event is kept.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='PracticeHoliday',
            fields=[
                ('id', fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('day', fields.DateField(unique=True)),
                ('name', fields.CharField(max_length=80)),
                ('is_closed', fields.BooleanField()),
                ('made_by', fields.ForeignKeyField('models.Person', source_field='made_by_id', db_constraint=True, to_field='id', related_name='made_holidays', on_delete=OnDelete.CASCADE)),
            ],
            options={'table': 'practice_holidays', 'app': 'models', 'pk_attr': 'id', 'table_description': "A date on which the practice differs from Kenya's public holidays: closed, or open (A3)."},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Refund',
            fields=[
                ('id', fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('public_id', fields.UUIDField(unique=True)),
                ('booking', fields.OneToOneField('models.Booking', source_field='booking_id', db_constraint=True, to_field='id', related_name='refund', on_delete=OnDelete.CASCADE)),
                ('amount_minor', fields.BigIntField()),
                ('currency', fields.CharField(max_length=3)),
                ('state', fields.CharEnumField(description='DUE: due', enum_type=RefundState, max_length=16)),
                ('reason', fields.CharField(max_length=32)),
                ('asked_by', fields.ForeignKeyField('models.Person', source_field='asked_by_id', null=True, db_constraint=True, to_field='id', related_name='asked_refunds', on_delete=OnDelete.CASCADE)),
                ('asked_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('changed_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'refunds', 'app': 'models', 'pk_attr': 'id', 'table_description': "An amount in minor units that is owed to the booking's client."},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='SessionNote',
            fields=[
                ('id', fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('public_id', fields.UUIDField(unique=True)),
                ('booking', fields.ForeignKeyField('models.Booking', source_field='booking_id', db_constraint=True, to_field='id', related_name='notes', on_delete=OnDelete.CASCADE)),
                ('author', fields.ForeignKeyField('models.Person', source_field='author_id', db_constraint=True, to_field='id', related_name='notes', on_delete=OnDelete.CASCADE)),
                ('words', fields.BinaryField()),
                ('written_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'session_notes', 'app': 'models', 'pk_attr': 'id'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='SessionProof',
            fields=[
                ('id', fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('booking', fields.ForeignKeyField('models.Booking', source_field='booking_id', db_constraint=True, to_field='id', related_name='proofs', on_delete=OnDelete.CASCADE)),
                ('added_by', fields.ForeignKeyField('models.Person', source_field='added_by_id', db_constraint=True, to_field='id', related_name='proofs', on_delete=OnDelete.CASCADE)),
                ('kind', fields.CharField(max_length=16)),
                ('file_id', fields.CharField(max_length=200)),
                ('name', fields.CharField(null=True, max_length=120)),
                ('added_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'session_proofs', 'app': 'models', 'pk_attr': 'id', 'table_description': 'A file that stays with Telegram; we keep its `file_id`.'},
            bases=['Model'],
        ),
        ops.AddField(
            model_name='AvailabilityWindow',
            name='purpose',
            field=fields.CharEnumField(null=True, description='INITIAL: initial\nFOLLOW_UP: follow_up\nEMERGENCY: emergency', enum_type=Purpose, max_length=16),
        ),
        ops.AddField(
            model_name='Booking',
            name='away_since',
            field=fields.DatetimeField(null=True, auto_now=False, auto_now_add=False),
        ),
        ops.AddField(
            model_name='Booking',
            name='calendar_uid',
            field=fields.UUIDField(null=True),
        ),
        ops.AddField(
            model_name='Booking',
            name='ended_at',
            field=fields.DatetimeField(null=True, auto_now=False, auto_now_add=False),
        ),
        ops.AddField(
            model_name='Booking',
            name='proposal_for',
            field=fields.ForeignKeyField('models.Booking', source_field='proposal_for_id', null=True, db_constraint=True, to_field='id', related_name='proposals', on_delete=OnDelete.CASCADE),
        ),
        ops.AddField(
            model_name='Booking',
            name='proposed_until',
            field=fields.DatetimeField(null=True, auto_now=False, auto_now_add=False),
        ),
        ops.AddField(
            model_name='Booking',
            name='started_at',
            field=fields.DatetimeField(null=True, auto_now=False, auto_now_add=False),
        ),
        ops.AddField(
            model_name='Booking',
            name='waiver_asked_at',
            field=fields.DatetimeField(null=True, auto_now=False, auto_now_add=False),
        ),
        ops.AddField(
            model_name='Booking',
            name='waiver_kept_at',
            field=fields.DatetimeField(null=True, auto_now=False, auto_now_add=False),
        ),
        ops.AddField(
            model_name='Chat',
            name='has_reply_keys',
            field=fields.BooleanField(null=True),
        ),
        ops.AlterModelOptions(
            name='Person',
            options={'table': 'people', 'app': 'models', 'pk_attr': 'id', 'table_description': 'Somebody known by their Telegram id, or by a phone number only (P2).'},
        ),
        ops.AddField(
            model_name='Person',
            name='added_by',
            field=fields.ForeignKeyField('models.Person', source_field='added_by_id', null=True, db_constraint=True, to_field='id', related_name='added', on_delete=OnDelete.CASCADE),
        ),
        ops.AddField(
            model_name='Person',
            name='feed_token',
            field=fields.CharField(null=True, unique=True, max_length=48),
        ),
        ops.AlterModelOptions(
            name='Psychologist',
            options={'table': 'psychologists', 'app': 'models', 'pk_attr': 'id', 'table_description': 'A profile and its scheduling rules; bookable once approved and while not paused (P3).'},
        ),
        ops.AddField(
            model_name='Psychologist',
            name='approved_by',
            field=fields.ForeignKeyField('models.Person', source_field='approved_by_id', null=True, db_constraint=True, to_field='id', related_name='approved_profiles', on_delete=OnDelete.CASCADE),
        ),
        ops.AddField(
            model_name='Psychologist',
            name='decline_reason',
            field=fields.CharField(null=True, max_length=500),
        ),
        ops.AddField(
            model_name='Psychologist',
            name='declined_at',
            field=fields.DatetimeField(null=True, auto_now=False, auto_now_add=False),
        ),
        ops.AddField(
            model_name='Psychologist',
            name='meeting_address',
            field=fields.CharField(null=True, max_length=200),
        ),
        ops.AddField(
            model_name='Psychologist',
            name='meeting_kind',
            field=fields.CharEnumField(null=True, description='GOOGLE: google\nJITSI: jitsi\nTYPED: typed', enum_type=MeetingKind, max_length=16),
        ),
        ops.AddField(
            model_name='Psychologist',
            name='paused_at',
            field=fields.DatetimeField(null=True, auto_now=False, auto_now_add=False),
        ),
        ops.AddField(
            model_name='Psychologist',
            name='photo_file_id',
            field=fields.CharField(null=True, max_length=200),
        ),
        ops.AddField(
            model_name='Psychologist',
            name='submitted_at',
            field=fields.DatetimeField(null=True, auto_now=False, auto_now_add=False),
        ),
        ops.AddField(
            model_name='Service',
            name='purpose',
            field=fields.CharEnumField(null=True, description='INITIAL: initial\nFOLLOW_UP: follow_up\nEMERGENCY: emergency', enum_type=Purpose, max_length=16),
        ),
    ]
