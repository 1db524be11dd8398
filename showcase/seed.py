"""What every installation starts with: a home page in French, and who may edit it."""

import json
import uuid
from typing import Any

from django.conf import settings

EDITORS = "Rédaction"
PERMISSIONS = ("add_page", "change_page", "publish_page")
ROOT, HOME = "0001", "00010001"
SLUG = "accueil"
BLOCKS = [
    (
        "search",
        {
            "placeholder": "Par exemple\u00a0: bibliothèques ouvertes le dimanche",
            "suggestions": ["musées", "festivals", "bibliothèques", "monuments historiques"],
        },
    ),
    (
        "newest",
        {
            "heading": "Quoi de neuf",
            "text": "Ce qui vient d’être publié par le ministère et ses opérateurs.",
            "number": 4,
        },
    ),
    (
        "themes",
        {
            "heading": "Thématiques",
            "text": "Le trait montre la part de chaque thématique dans le catalogue.",
        },
    ),
    ("popular", {"heading": "Les plus téléchargés", "number": 6}),
    (
        "picks",
        {
            "heading": "À découvrir",
            "text": "Des jeux de données choisis par la rédaction.",
            "picks": [],
        },
    ),
    (
        "updated",
        {
            "heading": "Mis à jour récemment",
            "text": "Les fichiers qui viennent de changer.",
            "number": 4,
        },
    ),
    ("figures", {"heading": "En chiffres"}),
    (
        "producers",
        {
            "heading": "Qui publie",
            "text": "Chaque organisation répond de ses données.",
            "number": 9,
        },
    ),
]


def create_home(apps: Any) -> None:
    """Put the first page, the site and the group of its editors in place, if they are not.

    Works with the models of a migration as with the real ones, on a new database as after a flush.
    """
    locale, _ = apps.get_model("wagtailcore", "Locale").objects.get_or_create(
        language_code=settings.LANGUAGE_CODE
    )
    root = create_root(apps, locale)
    if not apps.get_model("showcase", "HomePage").objects.exists():
        create_page(apps, root, locale)
    create_group(apps, root)


def create_root(apps: Any, locale: Any) -> Any:
    root, _ = apps.get_model("wagtailcore", "Page").objects.get_or_create(
        path=ROOT,
        defaults={
            "depth": 1,
            "numchild": 0,
            "title": "Root",
            "draft_title": "Root",
            "slug": "root",
            "url_path": "/",
            "content_type": content_type(apps, "wagtailcore", "page"),
            "locale": locale,
        },
    )
    return root


def create_page(apps: Any, root: Any, locale: Any) -> None:
    """Write the home page where Wagtail puts its « Welcome », and make it the site's."""
    pages = apps.get_model("wagtailcore", "Page").objects
    pages.filter(path=HOME, content_type=content_type(apps, "wagtailcore", "page")).delete()
    page = apps.get_model("showcase", "HomePage").objects.create(
        path=HOME,
        depth=2,
        numchild=0,
        title="Les données de la culture, ouvertes à tous",
        draft_title="Les données de la culture, ouvertes à tous",
        slug=SLUG,
        url_path="/accueil/",
        intro="Musées, festivals, bibliothèques, monuments\u00a0: cherchez un lieu ou un sujet, "
        "vérifiez d’où viennent les données, repartez avec le fichier.",
        body=first_body(),
        content_type=content_type(apps, "showcase", "homepage"),
        locale=locale,
    )
    pages.filter(path=ROOT).update(numchild=1)
    apps.get_model("wagtailcore", "Site").objects.update_or_create(
        is_default_site=True,
        defaults={
            "hostname": "localhost",
            "port": 80,
            "site_name": settings.SITE_NAME,
            "root_page_id": page.pk,
        },
    )


def first_body() -> str:
    return json.dumps(
        [{"type": kind, "value": value, "id": str(uuid.uuid4())} for kind, value in BLOCKS]
    )


def compose_untouched_home(apps: Any) -> None:
    """Give all its blocks to a home page that nobody edited.

    The migration that creates the page knows only the kinds of blocks there were then, and drops
    the others.
    """
    pages = apps.get_model("showcase", "HomePage").objects
    for page in pages.filter(latest_revision__isnull=True, slug=SLUG):
        page.body = first_body()
        page.save(update_fields=["body"])


def create_group(apps: Any, root: Any) -> None:
    """Give the editors of pages their group: Wagtail's admin, and every page. Not the DPNC's."""
    groups = apps.get_model("auth", "Group").objects
    group, _ = groups.get_or_create(name=EDITORS)
    group.permissions.add(permission(apps, "wagtailadmin", "admin", "access_admin"))
    rights = apps.get_model("wagtailcore", "GroupPagePermission").objects
    for codename in PERMISSIONS:
        allowed = permission(apps, "wagtailcore", "page", codename)
        rights.get_or_create(group=group, page_id=root.pk, permission=allowed)


def permission(apps: Any, app_label: str, model: str, codename: str) -> Any:
    found, _ = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=content_type(apps, app_label, model),
        codename=codename,
        defaults={"name": f"Can {codename.replace('_', ' ')}"},
    )
    return found


def content_type(apps: Any, app_label: str, model: str) -> Any:
    types = apps.get_model("contenttypes", "ContentType").objects
    return types.get_or_create(app_label=app_label, model=model)[0]
