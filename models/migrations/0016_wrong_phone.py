from tortoise import migrations
from tortoise.migrations import operations as ops
from tortoise import fields

class Migration(migrations.Migration):
    dependencies = [('models', "0015_reasons")]

    initial = False

    operations = [
        ops.AddField(
            model_name='Person',
            name='wrong_phone',
            field=fields.CharField(null=True, max_length=16),
        ),
    ]
