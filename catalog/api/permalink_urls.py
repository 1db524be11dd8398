from django.urls import path
from django.views import View

app_name = "permalink"
urlpatterns = [path("datasets/r/<uuid:resource>", View.as_view(), name="resource-download")]
