from django.urls import path

from backoffice.mailbox.views import MessageDetail, MessageList

app_name = "mailbox"
urlpatterns = [
    path("", MessageList.as_view(), name="message-list"),
    path("<str:name>/", MessageDetail.as_view(), name="message-detail"),
]
