from django.urls import path

from backoffice.home.views import Home, Profile

urlpatterns = [
    path("", Home.as_view(), name="home"),
    path("profil/", Profile.as_view(), name="profile"),
]
