from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedFiles(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Files under names that change with their content; a script imports another by such a name."""

    support_js_module_import_aggregation = True
