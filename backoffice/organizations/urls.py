from django.urls import path

from backoffice.organizations import (
    certification,
    creation,
    dashboard,
    invitations,
    members,
    review,
    views,
)

urlpatterns = [
    path("organisations/", views.OrganizationList.as_view(), name="organization-list"),
    path(
        "nouvelle-organisation/", creation.OrganizationCreate.as_view(), name="organization-create"
    ),
    path("validations/", review.ReviewList.as_view(), name="review-list"),
    path(
        "organisations/<slug:slug>/tableau-de-bord/",
        dashboard.OrganizationDashboard.as_view(),
        name="organization-dashboard",
    ),
    path(
        "organisations/<slug:slug>/statistiques.csv",
        dashboard.OrganizationStatistics.as_view(),
        name="organization-statistics",
    ),
    path(
        "organisations/<slug:slug>/proposer/",
        creation.OrganizationPropose.as_view(),
        name="organization-propose",
    ),
    path(
        "organisations/<slug:slug>/certification/",
        certification.CertificationCreate.as_view(),
        name="certification-create",
    ),
    path(
        "certifications/<uuid:pk>/",
        certification.CertificationReview.as_view(),
        name="certification-review",
    ),
    path(
        "organisations/<slug:slug>/validation/",
        review.OrganizationReview.as_view(),
        name="organization-review",
    ),
    path(
        "organisations/<slug:slug>/",
        views.OrganizationDetail.as_view(),
        name="organization-detail",
    ),
    path(
        "organisations/<slug:slug>/invitations/nouvelle/",
        invitations.InvitationCreate.as_view(),
        name="invitation-create",
    ),
    path(
        "organisations/<slug:slug>/invitations/<uuid:pk>/annuler/",
        invitations.InvitationCancel.as_view(),
        name="invitation-cancel",
    ),
    path(
        "invitations/<str:token>/", invitations.InvitationAnswer.as_view(), name="invitation-answer"
    ),
    path(
        "invitations/<str:token>/decliner/",
        invitations.InvitationDecline.as_view(),
        name="invitation-decline",
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
