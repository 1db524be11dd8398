from django.urls import path
from django.views.generic import TemplateView

from showcase.views.dataset import DatasetDetail, VersionList
from showcase.views.dictionary import ResourceDictionary
from showcase.views.explorer import Explorer
from showcase.views.former import DatasetFormer, OrganizationFormer
from showcase.views.organization import OrganizationDetail, OrganizationList, OrganizationLogo
from showcase.views.outputs import ExplorerExport, ExplorerFeed
from showcase.views.statistics import DatasetStatistics
from showcase.views.suggest import ExplorerSuggest
from showcase.views.territory import TerritoryDetail, TerritoryList
from showcase.views.theme import ThemeDetail, ThemeList

app_name = "showcase"
former_dataset, former_organization = DatasetFormer.as_view(), OrganizationFormer.as_view()
urlpatterns = [
    path("explorer/", Explorer.as_view(), name="explorer"),
    path("explorer/flux.atom", ExplorerFeed.as_view(), name="explorer-feed"),
    path("explorer/export.csv", ExplorerExport.as_view(), name="explorer-export"),
    path("explorer/suggestions/", ExplorerSuggest.as_view(), name="explorer-suggest"),
    path("jeux-de-donnees/<slug:slug>/", DatasetDetail.as_view(), name="dataset-detail"),
    path("jeux-de-donnees/<slug:slug>/versions/", VersionList.as_view(), name="version-list"),
    path(
        "jeux-de-donnees/<slug:slug>/statistiques.csv",
        DatasetStatistics.as_view(),
        name="dataset-statistics",
    ),
    path(
        "ressources/<uuid:pk>/colonnes.csv",
        ResourceDictionary.as_view(),
        {"form": "csv"},
        name="resource-dictionary",
    ),
    path(
        "ressources/<uuid:pk>/schema.json",
        ResourceDictionary.as_view(),
        {"form": "json"},
        name="resource-schema",
    ),
    path("organisations/", OrganizationList.as_view(), name="organization-list"),
    path("organisations/<slug:slug>/", OrganizationDetail.as_view(), name="organization-detail"),
    path(
        "organisations/<slug:slug>/logo.png", OrganizationLogo.as_view(), name="organization-logo"
    ),
    path("thematiques/", ThemeList.as_view(), name="theme-list"),
    path("thematiques/<slug:slug>/", ThemeDetail.as_view(), name="theme-detail"),
    path("territoires/", TerritoryList.as_view(), name="territory-list"),
    path(
        "territoires/<slug:level>/<slug:code>/",
        TerritoryDetail.as_view(),
        name="territory-detail",
    ),
    path(
        "accessibilite/",
        TemplateView.as_view(template_name="showcase/accessibility.html"),
        name="accessibility",
    ),
    path(
        "mentions-legales/",
        TemplateView.as_view(template_name="showcase/legal.html"),
        name="legal",
    ),
    path("datasets/<slug:identifier>/", former_dataset, name="dataset-former"),
    path("fr/datasets/<slug:identifier>/", former_dataset, name="dataset-former-french"),
    path("organizations/<slug:identifier>/", former_organization, name="organization-former"),
    path(
        "fr/organizations/<slug:identifier>/",
        former_organization,
        name="organization-former-french",
    ),
]
