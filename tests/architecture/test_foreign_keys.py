"""import-linter cannot see a foreign key written as a string; this can."""

from django.apps import apps

from tests.architecture.floors import FLOORS


def test_foreign_keys_point_down():
    upward = [
        f"{model._meta.label}.{field.name} -> {field.related_model._meta.label}"
        for model in apps.get_models()
        if model._meta.app_label in FLOORS
        for field in model._meta.get_fields()
        if field.concrete
        and field.related_model
        and field.related_model._meta.app_label in FLOORS
        and FLOORS.index(field.related_model._meta.app_label) > FLOORS.index(model._meta.app_label)
    ]

    assert upward == []


def test_every_room_with_models_has_a_floor():
    rooms = {app.label for app in apps.get_app_configs() if ".domains." in app.name}

    assert rooms == set(FLOORS)
