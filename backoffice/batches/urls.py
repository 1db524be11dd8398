from django.urls import path

from backoffice.batches import views

urlpatterns = [
    path("jeux-de-donnees/lot/", views.BatchCreate.as_view(), name="batch-create"),
    path("jeux-de-donnees/lot/<uuid:pk>/", views.BatchDetail.as_view(), name="batch-detail"),
    path("jeux-de-donnees/lot/<uuid:pk>/annuler/", views.BatchUndo.as_view(), name="batch-undo"),
]
