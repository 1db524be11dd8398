from django.urls import path

from backoffice.access.request_views import (
    RequestAccept,
    RequestCancel,
    RequestCreate,
    RequestRefuse,
)

urlpatterns = [
    path("organisations/<slug:slug>/rejoindre/", RequestCreate.as_view(), name="request-create"),
    path("demandes/<uuid:pk>/accepter/", RequestAccept.as_view(), name="request-accept"),
    path("demandes/<uuid:pk>/refuser/", RequestRefuse.as_view(), name="request-refuse"),
    path("demandes/<uuid:pk>/annuler/", RequestCancel.as_view(), name="request-cancel"),
]
