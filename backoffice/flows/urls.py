from django.urls import path

from backoffice.flows import deciding, declaring, inboxes, views

urlpatterns = [
    path("flux/", views.FlowList.as_view(), name="flow-list"),
    path("flux/nouveau/", declaring.FlowStart.as_view(), name="flow-start"),
    path(
        "jeux-de-donnees/<uuid:pk>/flux/nouveau/",
        declaring.FlowCreate.as_view(),
        name="flow-create",
    ),
    path("flux/boites/", inboxes.InboxList.as_view(), name="inbox-list"),
    path("flux/boites/nouvelle/", inboxes.InboxCreate.as_view(), name="inbox-create"),
    path("flux/boites/<uuid:pk>/", inboxes.InboxEdit.as_view(), name="inbox-edit"),
    path("flux/boites/<uuid:pk>/essayer/", inboxes.InboxTry.as_view(), name="inbox-try"),
    path("flux/boites/<uuid:pk>/supprimer/", inboxes.InboxDelete.as_view(), name="inbox-delete"),
    path("flux/<uuid:pk>/", views.FlowDetail.as_view(), name="flow-detail"),
    path("flux/<uuid:pk>/journal.csv", views.FlowJournal.as_view(), name="flow-journal"),
    path("flux/<uuid:pk>/modifier/", declaring.FlowEdit.as_view(), name="flow-edit"),
    path("flux/<uuid:pk>/essayer/", views.FlowTry.as_view(), name="flow-try"),
    path("flux/<uuid:pk>/soumettre/", views.FlowSubmit.as_view(), name="flow-submit"),
    path("flux/<uuid:pk>/valider/", deciding.FlowValidate.as_view(), name="flow-validate"),
    path("flux/<uuid:pk>/refuser/", deciding.FlowRefuse.as_view(), name="flow-refuse"),
    path("flux/<uuid:pk>/lancer/", views.FlowRun.as_view(), name="flow-run"),
    path("flux/<uuid:pk>/pause/", views.FlowPause.as_view(), name="flow-pause"),
    path("flux/<uuid:pk>/reprendre/", views.FlowResume.as_view(), name="flow-resume"),
    path("flux/<uuid:pk>/arreter/", views.FlowStop.as_view(), name="flow-stop"),
]
