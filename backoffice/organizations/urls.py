from django.urls import path

from backoffice.organizations import members, views

urlpatterns = [
    path("organisations/", views.OrganizationList.as_view(), name="organization-list"),
    path(
        "organisations/<slug:slug>/",
        views.OrganizationDetail.as_view(),
        name="organization-detail",
    ),
    path(
        "organisations/<slug:slug>/description/",
        views.OrganizationEdit.as_view(),
        name="organization-edit",
    ),
    path(
        "organisations/<slug:slug>/valeurs-par-defaut/",
        views.OrganizationDefaults.as_view(),
        name="organization-defaults",
    ),
    path(
        "organisations/<slug:slug>/membres/<int:pk>/role/",
        members.MemberRole.as_view(),
        name="member-role",
    ),
    path(
        "organisations/<slug:slug>/membres/<int:pk>/retirer/",
        members.MemberRemove.as_view(),
        name="member-remove",
    ),
]
