from django.urls import path

from backoffice.replacement.views import ResourceReceipt, ResourceReplace

urlpatterns = [
    path("ressources/<uuid:pk>/remplacer/", ResourceReplace.as_view(), name="resource-replace"),
    path(
        "ressources/<uuid:pk>/versions/<int:number>/",
        ResourceReceipt.as_view(),
        name="resource-receipt",
    ),
]
