from django.urls import path

from backoffice.console import cases, export, help_views, moved, phrase_views, together, views

urlpatterns = [
    path("demandes/", views.RequestList.as_view(), name="request-list"),
    path("demandes/historique/", views.RequestHistory.as_view(), name="request-history"),
    path("demandes/ensemble/", together.RequestAnswer.as_view(), name="request-answer"),
    path("demandes/export.csv", export.RequestExport.as_view(), name="request-export"),
    path("demandes/phrases/", phrase_views.PhraseList.as_view(), name="phrase-list"),
    path("demandes/phrases/<uuid:pk>/", phrase_views.PhraseEdit.as_view(), name="phrase-edit"),
    path(
        "demandes/phrases/<uuid:pk>/oublier/",
        phrase_views.PhraseDelete.as_view(),
        name="phrase-delete",
    ),
    path("demandes/<slug:kind>/<uuid:pk>/", cases.CaseDetail.as_view(), name="case-detail"),
    path(
        "demandes/<slug:kind>/<uuid:pk>/repondre/",
        cases.CaseAnswer.as_view(),
        name="case-answer",
    ),
    path("demandes/<slug:kind>/<uuid:pk>/note/", cases.CaseNote.as_view(), name="case-note"),
    path("demandes/<slug:kind>/<uuid:pk>/suivi/", cases.CaseAssign.as_view(), name="case-assign"),
    path("validations/", moved.ReviewList.as_view(), name="review-list"),
    path(
        "certifications/<uuid:pk>/",
        moved.CertificationReview.as_view(),
        name="certification-review",
    ),
    path("aide/", help_views.HelpCreate.as_view(), name="help-create"),
    path("aide/<uuid:pk>/", help_views.HelpDetail.as_view(), name="help-detail"),
]
