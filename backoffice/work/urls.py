from django.urls import path

from backoffice.work import views

urlpatterns = [
    path("travaux/", views.WorkList.as_view(), name="work-list"),
    path("travaux/<uuid:pk>/relancer/", views.WorkRelaunch.as_view(), name="work-relaunch"),
]
