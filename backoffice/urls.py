from django.urls import include, path

app_name = "backoffice"
urlpatterns = [
    path("", include("backoffice.home.urls")),
    path("", include("backoffice.datasets.urls")),
    path("", include("backoffice.replacement.urls")),
    path("", include("backoffice.reviews.urls")),
    path("", include("backoffice.batches.urls")),
    path("", include("backoffice.transfers.urls")),
    path("", include("backoffice.releases.urls")),
    path("", include("backoffice.flows.urls")),
    path("", include("backoffice.access.request_urls")),
    path("", include("backoffice.notifications.urls")),
    path("", include("backoffice.console.urls")),
    path("", include("backoffice.directory.urls")),
    path("", include("backoffice.organizations.urls")),
    path("", include("backoffice.vocabularies.urls")),
    path("", include("backoffice.work.urls")),
]
