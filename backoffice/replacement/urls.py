from django.urls import path

from backoffice.replacement.views import ResourceReplace, VersionDetail

urlpatterns = [
    path("ressources/<uuid:pk>/remplacer/", ResourceReplace.as_view(), name="resource-replace"),
    path(
        "ressources/<uuid:pk>/versions/<int:number>/",
        VersionDetail.as_view(),
        name="version-detail",
    ),
]
