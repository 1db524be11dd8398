from django.conf import settings
from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from config.views import sign_in

urlpatterns = [
    path("compte/", include("backoffice.access.account_urls")),
    path("espace/", include("backoffice.urls")),
    path("api/1/", include("catalog.api.urls")),
    path("", include("catalog.api.permalink_urls")),
    path("cms/login/", sign_in),
    path("_util/login/", sign_in),
    path("cms/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("", include("showcase.urls")),
    path("", include(wagtail_urls)),
]
if settings.MAILBOX_DIR:
    urlpatterns.insert(0, path("courriels/", include("backoffice.mailbox.urls")))

handler400 = "config.views.bad_request"
handler403 = "config.views.forbidden"
handler404 = "config.views.not_found"
handler500 = "config.views.server_error"
