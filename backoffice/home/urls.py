from django.urls import include, path

from backoffice.access.key_views import KeyCreate, KeyList, KeyRevoke
from backoffice.home.profile import Profile
from backoffice.home.views import Home

urlpatterns = [
    path("", Home.as_view(), name="home"),
    path("profil/", Profile.as_view(), name="profile"),
    path("profil/", include("backoffice.access.oneself_urls")),
    path("profil/cles-api/", KeyList.as_view(), name="key-list"),
    path("profil/cles-api/nouvelle/", KeyCreate.as_view(), name="key-create"),
    path("profil/cles-api/<uuid:pk>/revoquer/", KeyRevoke.as_view(), name="key-revoke"),
]
