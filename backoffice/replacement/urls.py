from django.urls import path

from backoffice.replacement import history, upkeep, views

FILE = "ressources/<uuid:pk>/"
VERSION = f"{FILE}versions/<int:number>/"
urlpatterns = [
    path(f"{FILE}remplacer/", views.ResourceReplace.as_view(), name="resource-replace"),
    path(f"{FILE}versions/", history.VersionList.as_view(), name="version-list"),
    path(f"{FILE}comparer/", history.VersionCompare.as_view(), name="version-compare"),
    path(f"{FILE}colonnes/", upkeep.ResourceColumns.as_view(), name="resource-columns"),
    path(f"{FILE}controle/", upkeep.ResourceGuard.as_view(), name="resource-guard"),
    path(f"{FILE}schema/", upkeep.ResourceSchema.as_view(), name="resource-schema"),
    path(f"{FILE}schema/dessiner/", upkeep.SchemaDraw.as_view(), name="schema-draw"),
    path(f"{FILE}schema/retirer/", upkeep.SchemaRemove.as_view(), name="schema-remove"),
    path(f"{FILE}toujours-valable/", upkeep.ResourceConfirm.as_view(), name="resource-confirm"),
    path(VERSION, views.VersionDetail.as_view(), name="version-detail"),
    path(f"{VERSION}confirmer/", views.VersionConfirm.as_view(), name="version-confirm"),
    path(f"{VERSION}rejeter/", views.VersionReject.as_view(), name="version-reject"),
    path(f"{VERSION}note/", views.VersionNote.as_view(), name="version-note"),
    path(f"{VERSION}retablir/", history.VersionRestore.as_view(), name="version-restore"),
]
