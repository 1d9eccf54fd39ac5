from tortoise import migrations
from tortoise.migrations import operations as ops
import functools
from json import dumps, loads
from models.values import ConsentKind, IntakeState, IntakeWay
from tortoise.fields.base import OnDelete
from tortoise import fields
from tortoise.indexes import Index

class Migration(migrations.Migration):
    dependencies = [('models', '0006_money_guards')]

    initial = False

    operations = [
        ops.CreateModel(
            name='AuditEntry',
            fields=[
                ('id', fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('public_id', fields.UUIDField(unique=True)),
                ('at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('actor_id', fields.BigIntField(null=True)),
                ('actor_role', fields.CharField(null=True, max_length=16)),
                ('channel', fields.CharField(max_length=16)),
                ('action', fields.CharField(max_length=48)),
                ('subject', fields.CharField(max_length=32)),
                ('subject_id', fields.CharField(null=True, max_length=64)),
                ('person_id', fields.BigIntField(null=True)),
                ('before', fields.CharField(null=True, max_length=200)),
                ('after', fields.CharField(null=True, max_length=200)),
                ('detail', fields.JSONField(null=True, encoder=functools.partial(dumps, separators=(',', ':')), decoder=loads)),
            ],
            options={'table': 'audit_log', 'app': 'models', 'indexes': [Index(fields=['person_id', 'id'])], 'pk_attr': 'id', 'table_description': "One deed, without anybody's words: ids, codes, states, amounts in minor units."},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='BreakGlass',
            fields=[
                ('id', fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('public_id', fields.UUIDField(unique=True)),
                ('admin', fields.ForeignKeyField('models.Person', source_field='admin_id', db_constraint=True, to_field='id', related_name='glass', on_delete=OnDelete.CASCADE)),
                ('booking', fields.ForeignKeyField('models.Booking', source_field='booking_id', db_constraint=True, to_field='id', related_name='glass', on_delete=OnDelete.CASCADE)),
                ('reason', fields.BinaryField()),
                ('opened_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('closes_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'break_glass', 'app': 'models', 'pk_attr': 'id', 'table_description': "An admin opened what is not theirs to read; the reason is sealed under the client's key."},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='ChainLink',
            fields=[
                ('id', fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('source', fields.CharField(max_length=16)),
                ('row_id', fields.BigIntField()),
                ('row_hash', fields.BinaryField()),
                ('previous', fields.BinaryField()),
                ('hash', fields.BinaryField()),
            ],
            options={'table': 'chain_links', 'app': 'models', 'unique_together': (('source', 'row_id'),), 'pk_attr': 'id', 'table_description': 'A row of `source` with the hash of everything before it, in the order of the commits.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Consent',
            fields=[
                ('id', fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('public_id', fields.UUIDField(unique=True)),
                ('person', fields.ForeignKeyField('models.Person', source_field='person_id', db_constraint=True, to_field='id', related_name='consents', on_delete=OnDelete.CASCADE)),
                ('kind', fields.CharEnumField(description='TREATMENT: treatment\nCONFIDENTIALITY: confidentiality\nDATA_PROCESSING: data_processing\nTERMS: terms', enum_type=ConsentKind, max_length=16)),
                ('version', fields.CharField(max_length=16)),
                ('language', fields.CharField(max_length=8)),
                ('text_sha256', fields.CharField(max_length=64)),
                ('is_given', fields.BooleanField()),
                ('given_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('given_by', fields.ForeignKeyField('models.Person', source_field='given_by_id', db_constraint=True, to_field='id', related_name='consents_for', on_delete=OnDelete.CASCADE)),
                ('guardian', fields.BinaryField(null=True)),
            ],
            options={'table': 'consents', 'app': 'models', 'pk_attr': 'id', 'table_description': 'One word on one text: given, or taken back. The newest of each kind counts.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='DangerAlert',
            fields=[
                ('id', fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('public_id', fields.UUIDField(unique=True)),
                ('version', fields.IntField()),
                ('person', fields.ForeignKeyField('models.Person', source_field='person_id', db_constraint=True, to_field='id', related_name='alerts', on_delete=OnDelete.CASCADE)),
                ('channel', fields.CharField(max_length=16)),
                ('rule', fields.CharField(max_length=48)),
                ('noticed_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('last_noticed_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('taken_by', fields.ForeignKeyField('models.Person', source_field='taken_by_id', null=True, db_constraint=True, to_field='id', related_name='alerts_taken', on_delete=OnDelete.CASCADE)),
                ('taken_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('repeated_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'danger_alerts', 'app': 'models', 'pk_attr': 'id', 'table_description': 'Somebody wrote what suggests danger. `rule` is the id of what matched, not what was said.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Erasure',
            fields=[
                ('id', fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('public_id', fields.UUIDField(unique=True)),
                ('person', fields.ForeignKeyField('models.Person', source_field='person_id', db_constraint=True, to_field='id', related_name='erasures', on_delete=OnDelete.CASCADE)),
                ('asked_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('redacted_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('delete_after', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('deleted_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('counts', fields.JSONField(encoder=functools.partial(dumps, separators=(',', ':')), decoder=loads)),
            ],
            options={'table': 'erasures', 'app': 'models', 'pk_attr': 'id', 'table_description': 'Somebody asked to be forgotten: redacted at once, deleted after the retention time (D2).'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='GuardianLink',
            fields=[
                ('id', fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('token_hash', fields.CharField(unique=True, max_length=64)),
                ('client', fields.ForeignKeyField('models.Person', source_field='client_id', db_constraint=True, to_field='id', related_name='guardian_links', on_delete=OnDelete.CASCADE)),
                ('made_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('expires_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('used_by', fields.ForeignKeyField('models.Person', source_field='used_by_id', null=True, db_constraint=True, to_field='id', related_name='used_guardian_links', on_delete=OnDelete.CASCADE)),
                ('used_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'guardian_links', 'app': 'models', 'pk_attr': 'id', 'table_description': 'A one-time link (`/start gdn_…`) by which a parent or guardian agrees in their own chat.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Intake',
            fields=[
                ('id', fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('public_id', fields.UUIDField(unique=True)),
                ('client', fields.ForeignKeyField('models.Person', source_field='client_id', db_constraint=True, to_field='id', related_name='intakes', on_delete=OnDelete.CASCADE)),
                ('booking', fields.ForeignKeyField('models.Booking', source_field='booking_id', null=True, db_constraint=True, to_field='id', related_name='intakes', on_delete=OnDelete.SET_NULL)),
                ('based_on', fields.ForeignKeyField('models.Intake', source_field='based_on_id', null=True, db_constraint=True, to_field='id', related_name='later', on_delete=OnDelete.SET_NULL)),
                ('state', fields.CharEnumField(description='OPEN: open\nCOMPLETE: complete', enum_type=IntakeState, max_length=8)),
                ('way', fields.CharEnumField(description='CHAT: chat\nPAGE: page', enum_type=IntakeWay, max_length=8)),
                ('started_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('completed_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'intakes', 'app': 'models', 'pk_attr': 'id', 'table_description': 'One filling-in of the form. A client has one open at most; complete ones are not changed.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='IntakeAnswer',
            fields=[
                ('id', fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('public_id', fields.UUIDField(unique=True)),
                ('intake', fields.ForeignKeyField('models.Intake', source_field='intake_id', db_constraint=True, to_field='id', related_name='answers', on_delete=OnDelete.CASCADE)),
                ('question', fields.CharField(max_length=32)),
                ('answer', fields.BinaryField()),
                ('answered_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'intake_answers', 'app': 'models', 'unique_together': (('intake', 'question'),), 'pk_attr': 'id', 'table_description': "One answer, sealed JSON under the client's key; no row means not answered."},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='PageSession',
            fields=[
                ('id', fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('token_hash', fields.CharField(unique=True, max_length=64)),
                ('init_hash', fields.CharField(unique=True, max_length=64)),
                ('person', fields.ForeignKeyField('models.Person', source_field='person_id', db_constraint=True, to_field='id', related_name='visits', on_delete=OnDelete.CASCADE)),
                ('booking', fields.ForeignKeyField('models.Booking', source_field='booking_id', null=True, db_constraint=True, to_field='id', related_name='visits', on_delete=OnDelete.SET_NULL)),
                ('opened_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('expires_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('sent_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'page_sessions', 'app': 'models', 'pk_attr': 'id', 'table_description': 'A visit of the Mini App: one for each `initData`, so none is of use a second time (I3).'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='VisitorBudget',
            fields=[
                ('key', fields.CharField(primary_key=True, unique=True, db_index=True, max_length=64)),
                ('spoken_until', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('warned_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'visitor_budget', 'app': 'models', 'pk_attr': 'key', 'table_description': 'How much somebody, or an address, may still ask of us; the key tells no address (D4).'},
            bases=['Model'],
        ),
        ops.AddField(
            model_name='Booking',
            name='special_requests',
            field=fields.BinaryField(null=True),
        ),
        ops.AlterModelOptions(
            name='DataKey',
            options={'table': 'data_keys', 'app': 'models', 'pk_attr': 'id', 'table_description': "One person's own key, wrapped by a master key; without it nothing of theirs opens."},
        ),
        ops.AlterField(
            model_name='DataKey',
            name='wrapped',
            field=fields.BinaryField(null=True),
        ),
        ops.AddField(
            model_name='DataKey',
            name='destroyed_at',
            field=fields.DatetimeField(null=True, auto_now=False, auto_now_add=False),
        ),
        ops.AddField(
            model_name='DataKey',
            name='version',
            field=fields.SmallIntField(db_default=1),
        ),
        ops.AlterModelOptions(
            name='Draft',
            options={'table': 'drafts', 'app': 'models', 'unique_together': (('chat', 'dialogue'),), 'pk_attr': 'id', 'table_description': 'Where a chat stands in one dialogue; the answers of a private one are `sealed` instead.'},
        ),
        ops.AddField(
            model_name='Draft',
            name='sealed',
            field=fields.BinaryField(null=True),
        ),
        ops.AddField(
            model_name='Person',
            name='forgotten_at',
            field=fields.DatetimeField(null=True, auto_now=False, auto_now_add=False),
        ),
        ops.AddField(
            model_name='Person',
            name='is_minor',
            field=fields.BooleanField(null=True),
        ),
        ops.AddField(
            model_name='Service',
            name='intake_rules',
            field=fields.JSONField(null=True, encoder=functools.partial(dumps, separators=(',', ':')), decoder=loads),
        ),
    ]
