from django.urls import path

from catalog.api.datasets import DatasetDetail, DatasetList, MissingSlash

app_name = "api"
slash = MissingSlash.as_view()
urlpatterns = [
    path("datasets", slash, name="dataset-list-redirect"),
    path("datasets/", DatasetList.as_view(), name="dataset-list"),
    path("datasets/<str:identifier>", slash, name="dataset-detail-redirect"),
    path("datasets/<str:identifier>/", DatasetDetail.as_view(), name="dataset-detail"),
]
