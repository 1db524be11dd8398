from django.urls import path

from backoffice.directory import views

urlpatterns = [
    path("annuaire/", views.RightList.as_view(), name="right-list"),
    path("annuaire/droits.csv", views.RightExport.as_view(), name="right-export"),
    path("annuaire/confirmer/", views.RightConfirm.as_view(), name="right-confirm"),
    path("annuaire/<int:pk>/retirer/", views.RightWithdraw.as_view(), name="right-withdraw"),
    path(
        "annuaire/<int:pk>/jeux/<uuid:dataset>/retirer/",
        views.GrantWithdraw.as_view(),
        name="grant-withdraw",
    ),
]
