from django.urls import path
from django.views import View

app_name = "backoffice"
urlpatterns = [
    path("", View.as_view(), name="home"),
    path("demandes/", View.as_view(), name="request-list"),
    path("jeux-de-donnees/<uuid:pk>/", View.as_view(), name="dataset-detail"),
]
