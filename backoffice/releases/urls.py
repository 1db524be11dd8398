from django.urls import path

from backoffice.releases import planning, views

urlpatterns = [
    path("calendrier/", views.ReleaseList.as_view(), name="release-list"),
    path("calendrier/programmer/", planning.ReleaseCreate.as_view(), name="release-create"),
    path("calendrier/<uuid:pk>/", views.ReleaseDetail.as_view(), name="release-detail"),
    path("calendrier/<uuid:pk>/deplacer/", views.ReleaseMove.as_view(), name="release-move"),
    path("calendrier/<uuid:pk>/annuler/", views.ReleaseCancel.as_view(), name="release-cancel"),
    path(
        "calendrier/<uuid:pk>/retirer/<int:part>/",
        views.ReleaseRemovePart.as_view(),
        name="release-remove-part",
    ),
]
