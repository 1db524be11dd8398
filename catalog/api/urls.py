from django.urls import path

from catalog.api import vocabularies as words
from catalog.api.datasets import DatasetDetail, DatasetList, MissingSlash, OrganizationDatasets
from catalog.api.organizations import OrganizationDetail, OrganizationList
from catalog.api.resources import (
    ResourceCheck,
    ResourceDetail,
    ResourceList,
    VersionConfirm,
    VersionDetail,
    VersionReject,
)
from catalog.api.submissions import DatasetSubmission
from catalog.api.transfers import TransferDetail, TransferList
from catalog.api.uploads import DatasetUpload, ResourceUpload

app_name = "api"
slash = MissingSlash.as_view()
DATASET = "datasets/<str:identifier>"
RESOURCE = f"{DATASET}/resources/<uuid:resource>"
VERSION = f"{RESOURCE}/versions/<int:number>"
urlpatterns = [
    path("datasets", slash, name="dataset-list-redirect"),
    path("datasets/", DatasetList.as_view(), name="dataset-list"),
    path("datasets/licenses/", words.vocabulary("licenses"), name="license-list"),
    path("datasets/frequencies/", words.vocabulary("frequencies"), name="frequency-list"),
    path("datasets/resource_types/", words.vocabulary("resource_types"), name="type-list"),
    path("datasets/extensions/", words.vocabulary("extensions"), name="extension-list"),
    path(DATASET, slash, name="dataset-detail-redirect"),
    path(f"{DATASET}/", DatasetDetail.as_view(), name="dataset-detail"),
    path(f"{DATASET}/upload", slash, name="dataset-upload-redirect"),
    path(f"{DATASET}/upload/", DatasetUpload.as_view(), name="dataset-upload"),
    path(f"{DATASET}/submission", slash, name="dataset-submission-redirect"),
    path(f"{DATASET}/submission/", DatasetSubmission.as_view(), name="dataset-submission"),
    path(f"{DATASET}/resources", slash, name="resource-list-redirect"),
    path(f"{DATASET}/resources/", ResourceList.as_view(), name="resource-list"),
    path(f"{RESOURCE}", slash, name="resource-detail-redirect"),
    path(f"{RESOURCE}/check/", ResourceCheck.as_view(), name="resource-check"),
    path(f"{RESOURCE}/", ResourceDetail.as_view(), name="resource-detail"),
    path(f"{RESOURCE}/upload", slash, name="resource-upload-redirect"),
    path(f"{RESOURCE}/upload/", ResourceUpload.as_view(), name="resource-upload"),
    path(f"{VERSION}/", VersionDetail.as_view(), name="version-detail"),
    path(f"{VERSION}/confirm/", VersionConfirm.as_view(), name="version-confirm"),
    path(f"{VERSION}/reject/", VersionReject.as_view(), name="version-reject"),
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
    path("transfer", slash, name="transfer-list-redirect"),
    path("transfer/", TransferList.as_view(), name="transfer-list"),
    path("transfer/<uuid:transfer>", slash, name="transfer-detail-redirect"),
    path("transfer/<uuid:transfer>/", TransferDetail.as_view(), name="transfer-detail"),
    path("contacts/roles/", words.vocabulary("contact_roles"), name="contact-role-list"),
    path("spatial/granularities/", words.vocabulary("granularities"), name="granularity-list"),
    path("spatial/levels/", words.LevelList.as_view(), name="level-list"),
    path("spatial/zones/suggest/", words.ZoneSuggest.as_view(), name="zone-suggest"),
    path("spatial/zone/<str:identifier>/", words.ZoneDetail.as_view(), name="zone-detail"),
    path("tags/suggest/", words.TagSuggest.as_view(), name="tag-suggest"),
]
