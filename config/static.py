from django.contrib.staticfiles.apps import StaticFilesConfig


class StaticFiles(StaticFilesConfig):
    """What is collected: of DSFR, what `build_assets` did not already put into our stylesheet."""

    ignore_patterns = [
        *StaticFilesConfig.ignore_patterns,
        "*.map",
        "dsfr/dist/*.css",
        "dsfr/dist/*.nomodule*.js",
        "dsfr/dist/artwork/pictograms/*",
        "dsfr/dist/component/*",
        "dsfr/dist/core/*",
        "dsfr/dist/dsfr/*",
        "dsfr/dist/layout/*",
        "dsfr/dist/legacy/*",
        "dsfr/dist/scheme/*",
        "dsfr/dist/utility/*",
    ]
