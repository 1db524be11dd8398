from django.urls import path

from backoffice.vocabularies import views

urlpatterns = [
    path("thematiques/", views.ThemeList.as_view(), name="theme-list"),
    path("thematiques/nouvelle/", views.ThemeCreate.as_view(), name="theme-create"),
    path("thematiques/<int:pk>/", views.ThemeEdit.as_view(), name="theme-edit"),
    path("thematiques/<int:pk>/deplacer/", views.ThemeMove.as_view(), name="theme-move"),
    path("thematiques/<int:pk>/supprimer/", views.ThemeDelete.as_view(), name="theme-delete"),
]
