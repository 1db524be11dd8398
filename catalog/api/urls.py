from django.urls import path

from catalog.api import vocabularies as words
from catalog.api.datasets import DatasetDetail, DatasetList, MissingSlash, OrganizationDatasets
from catalog.api.organizations import OrganizationDetail, OrganizationList

app_name = "api"
slash = MissingSlash.as_view()
urlpatterns = [
    path("datasets", slash, name="dataset-list-redirect"),
    path("datasets/", DatasetList.as_view(), name="dataset-list"),
    path("datasets/licenses/", words.vocabulary("licenses"), name="license-list"),
    path("datasets/frequencies/", words.vocabulary("frequencies"), name="frequency-list"),
    path("datasets/resource_types/", words.vocabulary("resource_types"), name="type-list"),
    path("datasets/extensions/", words.vocabulary("extensions"), name="extension-list"),
    path("datasets/<str:identifier>", slash, name="dataset-detail-redirect"),
    path("datasets/<str:identifier>/", DatasetDetail.as_view(), name="dataset-detail"),
    path("organizations", slash, name="organization-list-redirect"),
    path("organizations/", OrganizationList.as_view(), name="organization-list"),
    path(
        "organizations/suggest/", words.OrganizationSuggest.as_view(), name="organization-suggest"
    ),
    path(
        "organizations/roles/",
        words.vocabulary("organization_roles"),
        name="organization-role-list",
    ),
    path("organizations/<str:identifier>", slash, name="organization-detail-redirect"),
    path(
        "organizations/<str:identifier>/", OrganizationDetail.as_view(), name="organization-detail"
    ),
    path(
        "organizations/<str:identifier>/datasets/",
        OrganizationDatasets.as_view(),
        name="organization-dataset-list",
    ),
    path("contacts/roles/", words.vocabulary("contact_roles"), name="contact-role-list"),
    path("spatial/granularities/", words.vocabulary("granularities"), name="granularity-list"),
    path("spatial/levels/", words.LevelList.as_view(), name="level-list"),
    path("spatial/zones/suggest/", words.ZoneSuggest.as_view(), name="zone-suggest"),
    path("spatial/zone/<str:identifier>/", words.ZoneDetail.as_view(), name="zone-detail"),
    path("tags/suggest/", words.TagSuggest.as_view(), name="tag-suggest"),
]
