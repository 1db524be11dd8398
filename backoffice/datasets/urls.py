from django.urls import path

from backoffice.datasets import (
    copies,
    detail,
    edit,
    links,
    lists,
    people,
    quality,
    recovery,
    resources,
    states,
)

urlpatterns = [
    path("jeux-de-donnees/", lists.DatasetList.as_view(), name="dataset-list"),
    path("jeux-de-donnees/nouveau/", edit.DatasetCreate.as_view(), name="dataset-create"),
    path("jeux-de-donnees/corbeille/", recovery.DatasetBin.as_view(), name="dataset-bin"),
    path("jeux-de-donnees/<uuid:pk>/", detail.DatasetDetail.as_view(), name="dataset-detail"),
    path(
        "jeux-de-donnees/<uuid:pk>/journal/",
        detail.DatasetJournal.as_view(),
        name="dataset-journal",
    ),
    path("jeux-de-donnees/<uuid:pk>/description/", edit.DatasetEdit.as_view(), name="dataset-edit"),
    path(
        "jeux-de-donnees/<uuid:pk>/publier/",
        states.DatasetPublish.as_view(),
        name="dataset-publish",
    ),
    path(
        "jeux-de-donnees/<uuid:pk>/verifier/",
        quality.DatasetCheck.as_view(),
        name="dataset-check",
    ),
    path(
        "jeux-de-donnees/<uuid:pk>/archiver/",
        states.DatasetArchive.as_view(),
        name="dataset-archive",
    ),
    path(
        "jeux-de-donnees/<uuid:pk>/supprimer/",
        states.DatasetDelete.as_view(),
        name="dataset-delete",
    ),
    path(
        "jeux-de-donnees/<uuid:pk>/restaurer/",
        states.DatasetRestore.as_view(),
        name="dataset-restore",
    ),
    path("jeux-de-donnees/<uuid:pk>/copier/", copies.DatasetCopy.as_view(), name="dataset-copy"),
    path(
        "jeux-de-donnees/<uuid:pk>/personnes/",
        people.DatasetGrant.as_view(),
        name="dataset-grant",
    ),
    path(
        "jeux-de-donnees/<uuid:pk>/personnes/<int:user>/retirer/",
        people.DatasetWithdraw.as_view(),
        name="dataset-withdraw",
    ),
    path(
        "jeux-de-donnees/<uuid:pk>/fichiers/ajouter/",
        resources.ResourceAddFile.as_view(),
        name="resource-add-file",
    ),
    path(
        "jeux-de-donnees/<uuid:pk>/liens/ajouter/",
        resources.ResourceAddLink.as_view(),
        name="resource-add-link",
    ),
    path(
        "jeux-de-donnees/<uuid:pk>/fichiers/ordre/",
        resources.ResourceOrder.as_view(),
        name="resource-order",
    ),
    path("ressources/<uuid:pk>/", resources.ResourceEdit.as_view(), name="resource-edit"),
    path(
        "ressources/<uuid:pk>/retirer/",
        resources.ResourceRemove.as_view(),
        name="resource-remove",
    ),
    path(
        "ressources/<uuid:pk>/retablir/",
        resources.ResourceRestore.as_view(),
        name="resource-restore",
    ),
    path("ressources/<uuid:pk>/verifier/", links.ResourceCheck.as_view(), name="resource-check"),
    path("ressources/<uuid:pk>/deplacer/", resources.ResourceMove.as_view(), name="resource-move"),
]
