from django.urls import path

from catalog.api.permalinks import ResourceDownload, ResourceExport, VersionDownload

app_name = "permalink"
download = ResourceDownload.as_view()
urlpatterns = [
    path("datasets/r/<uuid:resource>", download, name="resource-download"),
    # The addresses that data.gouv.fr and the ministry's former portals gave out.
    path("fr/datasets/r/<uuid:resource>", download, name="french-download"),
    path("api/1/datasets/r/<uuid:resource>", download, name="api-download"),
    path(
        "datasets/r/<uuid:resource>/export.<slug:format>",
        ResourceExport.as_view(),
        name="resource-export",
    ),
    path(
        "datasets/r/<uuid:resource>/versions/<int:number>",
        VersionDownload.as_view(),
        name="version-download",
    ),
]
