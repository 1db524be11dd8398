from django.urls import path

from backoffice.transfers import views

urlpatterns = [
    path("transferts/", views.TransferList.as_view(), name="transfer-list"),
    path("transferts/nouveau/", views.TransferCreate.as_view(), name="transfer-create"),
    path("transferts/<uuid:pk>/", views.TransferDetail.as_view(), name="transfer-detail"),
    path("transferts/<uuid:pk>/accepter/", views.TransferAccept.as_view(), name="transfer-accept"),
    path("transferts/<uuid:pk>/refuser/", views.TransferRefuse.as_view(), name="transfer-refuse"),
    path("transferts/<uuid:pk>/annuler/", views.TransferCancel.as_view(), name="transfer-cancel"),
]
