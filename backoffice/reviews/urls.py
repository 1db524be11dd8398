from django.urls import path

from backoffice.reviews import views

urlpatterns = [
    path(
        "jeux-de-donnees/<uuid:pk>/soumettre/",
        views.DatasetSubmit.as_view(),
        name="dataset-submit",
    ),
    path(
        "jeux-de-donnees/<uuid:pk>/reprendre/",
        views.DatasetUnsubmit.as_view(),
        name="dataset-unsubmit",
    ),
    path(
        "jeux-de-donnees/<uuid:pk>/relecture/",
        views.DatasetReview.as_view(),
        name="dataset-review",
    ),
    path(
        "organisations/<slug:slug>/publication/",
        views.OrganizationFourEyes.as_view(),
        name="organization-four-eyes",
    ),
]
