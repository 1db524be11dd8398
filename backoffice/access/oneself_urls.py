from django.urls import path

from backoffice.access import oneself_views as views

urlpatterns = [
    path("connexions/", views.SessionList.as_view(), name="session-list"),
    path("connexions/<int:pk>/fermer/", views.SessionEnd.as_view(), name="session-end"),
    path("connexions/fermer/", views.SessionEndOthers.as_view(), name="session-end-others"),
    path("adresse/", views.EmailChangeAsk.as_view(), name="email-change"),
    path("adresse/annuler/", views.EmailChangeCancel.as_view(), name="email-cancel"),
    path("adresse/<str:token>/", views.EmailConfirm.as_view(), name="email-confirm"),
    path("exporter/", views.AccountExport.as_view(), name="account-export"),
    path("supprimer/", views.AccountDelete.as_view(), name="account-delete"),
]
