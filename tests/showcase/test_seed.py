import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from wagtail.models import Page, Site

from showcase.models import HomePage
from showcase.seed import BLOCKS, compose_untouched_home, create_home
from tests import factories

pytestmark = pytest.mark.django_db


def blocks():
    return [block.block_type for block in HomePage.objects.get().body]


def test_a_new_installation_has_one_site_whose_root_is_the_home_page():
    site = Site.objects.get()

    assert site.is_default_site
    assert site.root_page.specific == HomePage.objects.get()
    assert blocks() == [kind for kind, _value in BLOCKS]
    assert not any(Page.find_problems())


def test_a_page_that_somebody_edited_keeps_its_blocks():
    page = HomePage.objects.get()
    del page.body[1:]
    page.save_revision().publish()

    compose_untouched_home(apps)

    assert blocks() == ["search"]


def test_seeding_again_changes_nothing():
    HomePage.objects.update(title="Le titre de la rédaction")

    create_home(apps)

    assert HomePage.objects.get().title == "Le titre de la rédaction"
    assert Page.objects.count() == 2


def test_everything_is_put_back_where_nothing_is_left():
    Page.objects.filter(depth__gte=1).delete()
    Site.objects.all().delete()
    Group.objects.all().delete()

    create_home(apps)

    assert Site.objects.get().root_page.specific == HomePage.objects.get()
    assert not any(Page.find_problems())


def test_the_editors_of_pages_may_open_and_publish_them(client_of):
    editor = factories.user()
    editor.groups.add(Group.objects.get(name="Rédaction"))
    page = HomePage.objects.get()

    answer = client_of(editor).get(f"/cms/pages/{page.pk}/edit/")

    assert answer.status_code == 200
    assert page.permissions_for_user(editor).can_publish()


def test_the_dpnc_and_the_publishers_stay_out_of_the_pages(client_of):
    for person in (factories.dpnc_user(), factories.administrator(), factories.user()):
        answer = client_of(person).get("/cms/")

        assert answer.status_code in (302, 403)
