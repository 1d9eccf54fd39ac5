from tortoise import migrations
from tortoise.migrations import operations as ops
import functools
from json import dumps, loads
from models.values import DigestKind, ReminderKind, ReminderState, SmsState, SmsWish
from tortoise.fields.base import OnDelete
from tortoise import fields

class Migration(migrations.Migration):
    dependencies = [('models', '0012_rights')]

    initial = False

    operations = [
        ops.CreateModel(
            name='Digest',
            fields=[
                ('id', fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('person', fields.ForeignKeyField('models.Person', source_field='person_id', db_constraint=True, to_field='id', related_name='digests', on_delete=OnDelete.CASCADE)),
                ('kind', fields.CharEnumField(description='AGENDA: agenda\nREPORT: report', enum_type=DigestKind, max_length=8)),
                ('day', fields.DateField()),
                ('put_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'digests', 'app': 'models', 'unique_together': (('person', 'kind', 'day'),), 'pk_attr': 'id', 'table_description': 'A report that a person had for a day, theirs once however many replicas there are (R7).'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Reminder',
            fields=[
                ('id', fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('booking', fields.ForeignKeyField('models.Booking', source_field='booking_id', db_constraint=True, to_field='id', related_name='reminders', on_delete=OnDelete.CASCADE)),
                ('starts_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('person', fields.ForeignKeyField('models.Person', source_field='person_id', db_constraint=True, to_field='id', related_name='reminders', on_delete=OnDelete.CASCADE)),
                ('kind', fields.CharEnumField(description='DAY: day\nHOURS: hours\nMINUTES: minutes', enum_type=ReminderKind, max_length=8)),
                ('due_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('state', fields.CharEnumField(description='WAITING: waiting\nSAID: said\nDROPPED: dropped', enum_type=ReminderState, max_length=8)),
                ('why', fields.CharField(null=True, max_length=16)),
                ('decided_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'reminders', 'app': 'models', 'unique_together': (('booking', 'starts_at', 'person', 'kind'),), 'pk_attr': 'id', 'table_description': 'One word to one person before one session, true while that stands and starts then (R3).'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='ReminderPlan',
            fields=[
                ('id', fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('booking', fields.OneToOneField('models.Booking', source_field='booking_id', db_constraint=True, to_field='id', related_name='reminder_plan', on_delete=OnDelete.CASCADE)),
                ('stale_since', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'reminder_plans', 'app': 'models', 'pk_attr': 'id', 'table_description': 'A booking whose reminders are planned; `stale_since` is set by a trigger when it moves.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='SentSms',
            fields=[
                ('id', fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('outbox_id', fields.BigIntField(unique=True)),
                ('person', fields.ForeignKeyField('models.Person', source_field='person_id', null=True, db_constraint=True, to_field='id', related_name='sms', on_delete=OnDelete.CASCADE)),
                ('booking_id', fields.BigIntField(null=True)),
                ('message_id', fields.CharField(null=True, unique=True, max_length=64)),
                ('state', fields.CharEnumField(description='SENDING: sending\nSENT: sent\nREFUSED: refused\nDELIVERED: delivered\nFAILED: failed\nEXPIRED: expired', enum_type=SmsState, max_length=12)),
                ('attempts', fields.SmallIntField()),
                ('parts', fields.SmallIntField()),
                ('encoding', fields.CharField(max_length=8)),
                ('cost', fields.DecimalField(null=True, max_digits=10, decimal_places=4)),
                ('failure', fields.CharField(null=True, max_length=64)),
                ('tried_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('reported_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'sent_sms', 'app': 'models', 'pk_attr': 'id', 'table_description': 'One SMS that was tried: its parts and cost, never its words or its number (R4).'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='SmsThread',
            fields=[
                ('id', fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('phone', fields.CharField(unique=True, max_length=16)),
                ('asked', fields.JSONField(encoder=functools.partial(dumps, separators=(',', ':')), decoder=loads)),
                ('until', fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'sms_threads', 'app': 'models', 'pk_attr': 'id', 'table_description': 'What a phone was asked by SMS and has not answered yet; forgotten after a while.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='UssdAnswer',
            fields=[
                ('id', fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('session', fields.CharField(max_length=80)),
                ('history', fields.CharField(max_length=182)),
                ('answer', fields.CharField(max_length=200)),
                ('asked', fields.JSONField(null=True, encoder=functools.partial(dumps, separators=(',', ':')), decoder=loads)),
                ('answered_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'ussd_answers', 'app': 'models', 'unique_together': (('session', 'history'),), 'pk_attr': 'id', 'table_description': 'What a step of a USSD session was answered: the same step asked again does nothing twice.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Wishes',
            fields=[
                ('id', fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('person', fields.OneToOneField('models.Person', source_field='person_id', db_constraint=True, to_field='id', related_name='wishes', on_delete=OnDelete.CASCADE)),
                ('by_chat', fields.BooleanField()),
                ('by_sms', fields.CharEnumField(description='ALWAYS: always\nINSTEAD: instead\nNEVER: never', enum_type=SmsWish, max_length=8)),
                ('by_email', fields.BooleanField()),
                ('day_before', fields.BooleanField()),
                ('hours_before', fields.BooleanField()),
                ('minutes_before', fields.BooleanField()),
                ('quiet_from', fields.CharField(null=True, max_length=5)),
                ('quiet_to', fields.CharField(null=True, max_length=5)),
                ('shares_phone', fields.BooleanField()),
                ('digest', fields.BooleanField()),
            ],
            options={'table': 'wishes', 'app': 'models', 'pk_attr': 'id', 'table_description': 'How one person wants to be reached and reminded (R1); who has no row has the defaults.'},
            bases=['Model'],
        ),
        ops.AddField(
            model_name='Booking',
            name='coming_at',
            field=fields.DatetimeField(null=True, auto_now=False, auto_now_add=False),
        ),
        ops.AddField(
            model_name='Person',
            name='email',
            field=fields.CharField(null=True, max_length=254),
        ),
        ops.AddField(
            model_name='Person',
            name='email_confirmed_at',
            field=fields.DatetimeField(null=True, auto_now=False, auto_now_add=False),
        ),
        ops.AddField(
            model_name='Person',
            name='phone_confirmed_at',
            field=fields.DatetimeField(null=True, auto_now=False, auto_now_add=False),
        ),
        ops.AddField(
            model_name='Person',
            name='sms_dead_since',
            field=fields.DatetimeField(null=True, auto_now=False, auto_now_add=False),
        ),
        ops.AddField(
            model_name='Person',
            name='sms_stopped_at',
            field=fields.DatetimeField(null=True, auto_now=False, auto_now_add=False),
        ),
    ]
