from django.urls import path

from backoffice.notifications.views import (
    NotificationChoose,
    NotificationList,
    NotificationOpen,
    NotificationReadAll,
    NotificationUnsubscribe,
)

urlpatterns = [
    path("notifications/", NotificationList.as_view(), name="notification-list"),
    path("notifications/lues/", NotificationReadAll.as_view(), name="notification-read-all"),
    path("notifications/courriels/", NotificationChoose.as_view(), name="notification-choose"),
    path("notifications/<uuid:pk>/ouvrir/", NotificationOpen.as_view(), name="notification-open"),
    path(
        "desabonnement/<str:token>/",
        NotificationUnsubscribe.as_view(),
        name="notification-unsubscribe",
    ),
]
