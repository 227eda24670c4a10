from django.db import migrations, models


def take_over_titles(apps, schema_editor):
    """The title of the version that was published last."""
    Version = apps.get_model("policies", "Version")
    for version in Version.objects.select_related("policy").order_by("policy", "number"):
        version.policy.title_published = version.document["title"]
        version.policy.save(update_fields=["title_published"])


class Migration(migrations.Migration):
    dependencies = [("policies", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="policy",
            name="title_published",
            field=models.CharField(
                blank=True,
                help_text="As the version says that was published last",
                max_length=200,
            ),
        ),
        migrations.RunPython(take_over_titles, migrations.RunPython.noop),
    ]
