from django.urls import path

from backoffice.console import help_views, views

urlpatterns = [
    path("demandes/", views.RequestList.as_view(), name="request-list"),
    path("demandes/historique/", views.RequestHistory.as_view(), name="request-history"),
    path("demandes/<slug:kind>/<uuid:pk>/", views.CaseDetail.as_view(), name="case-detail"),
    path("demandes/<slug:kind>/<uuid:pk>/note/", views.CaseNote.as_view(), name="case-note"),
    path("demandes/<slug:kind>/<uuid:pk>/suivi/", views.CaseAssign.as_view(), name="case-assign"),
    path("aide/", help_views.HelpCreate.as_view(), name="help-create"),
    path("aide/<uuid:pk>/", help_views.HelpDetail.as_view(), name="help-detail"),
]
