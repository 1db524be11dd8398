"""Two people at the same moment, each with their own connection, on the real database."""

import io
import uuid
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from catalog.accounts.models import Membership
from catalog.actions import access, dataset as datasets
from catalog.actions.organization import describe_organization
from catalog.actions.released import publish_release
from catalog.actions.releasing import cancel_release
from catalog.actions.replacement import replace_resource
from catalog.enums import DatasetState, RequestStatus, Role
from catalog.exceptions import AlreadyDecided, Conflict, LastAdministrator
from catalog.journal.models import Activity, Notification
from catalog.models import Dataset, Keyword, Release, Resource
from catalog.search.index import countable, text_of
from catalog.search.models import SearchWord
from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)


def together(*gestures):
    """Start the gestures at the same moment; return what each gave, or the exception it raised."""
    barrier = Barrier(len(gestures))

    def start(gesture):
        try:
            barrier.wait(timeout=10)
            return gesture()
        except Exception as error:  # noqa: BLE001 — what was raised is what the test looks at
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(gestures)) as pool:
        return list(pool.map(start, gestures))


def replacing(resource, content, **options):
    by = factories.platform()
    return lambda: replace_resource(
        resource, file=io.BytesIO(content), filename="a.csv", by=by, **options
    )


def test_replacements_at_once_are_numbered_without_a_hole():
    resource = factories.dataset(published=True).resources.get()

    made = together(*(replacing(resource, b"nom;commune\na;%d\nb;2\n" % n) for n in range(6)))

    resource.refresh_from_db()
    assert sorted(version.number for version in made) == [2, 3, 4, 5, 6, 7]
    assert resource.current_version.number == 7
    assert resource.versions.current().count() == 1


def test_of_two_who_start_from_the_same_version_one_is_told():
    resource = factories.dataset(published=True).resources.get()

    answers = together(
        replacing(resource, b"nom;commune\n1;2\n3;4\n", expected_version=1),
        replacing(resource, b"nom;commune\n3;4\n5;6\n", expected_version=1),
    )

    assert sum(isinstance(answer, Conflict) for answer in answers) == 1
    assert resource.versions.count() == 2


def test_a_release_published_by_two_workers_as_it_is_canceled_is_one_or_the_other():
    by = factories.platform()
    dataset = factories.dataset(state=DatasetState.SCHEDULED)
    release = Release.objects.get()

    together(
        lambda: publish_release(release, at=release.due_at),
        lambda: cancel_release(Release.objects.get(), by=by, at=release.due_at),
        lambda: publish_release(Release.objects.get(), at=release.due_at),
    )

    release.refresh_from_db()
    dataset.refresh_from_db()
    assert (release.state, dataset.state) in {("done", "published"), ("canceled", "draft")}
    published = Activity.objects.filter(verb="dataset.published").count()
    assert published == (release.state == "done")
    assert Notification.objects.filter(kind="release_settled").count() == published


def test_a_double_click_makes_one_of_each():
    organization = factories.organization()
    dataset = factories.dataset(organization=organization, with_file=True)
    resource, by = dataset.resources.get(), factories.platform()
    sent = [uuid.uuid4() for _ in range(4)]
    gestures = {
        "dataset": lambda: datasets.create_dataset(
            organization, by=by, title="Double", submission=sent[0]
        ),
        "file": lambda: factories.resource(dataset, submission=sent[1]),
        "link": lambda: factories.link(dataset, submission=sent[2]),
        "version": replacing(resource, b"a\n1\n", submission=sent[3], expected_version=1),
    }

    for gesture in gestures.values():
        first, second = together(gesture, gesture)
        assert first == second
    assert Dataset.objects.count() == 2
    assert Resource.objects.count() == 3
    assert resource.versions.count() == 2


def test_equal_titles_at_once_get_different_slugs():
    organizations = [factories.organization() for _ in range(4)]
    by = factories.platform()

    made = together(
        *(
            lambda organization=organization: datasets.create_dataset(
                organization, by=by, title="Les phares"
            )
            for organization in organizations
        )
    )

    assert {dataset.slug for dataset in made} == {
        "les-phares", "les-phares-2", "les-phares-3", "les-phares-4",
    }  # fmt: skip


def test_two_datasets_renamed_alike_at_once_get_different_slugs():
    first, second = factories.dataset(published=True), factories.dataset(published=True)
    by = factories.platform()

    renamed = together(
        *(
            lambda dataset=dataset: datasets.describe_dataset(dataset, by=by, title="Phares")
            for dataset in (first, second)
        )
    )

    assert {dataset.slug for dataset in renamed} == {"phares", "phares-2"}


def test_two_descriptions_of_the_same_revision_do_not_overwrite_each_other():
    dataset, by = factories.dataset(), factories.platform()
    read = dataset.revision

    answers = together(
        *(
            lambda title=title: datasets.describe_dataset(
                dataset, by=by, title=title, expected_revision=read
            )
            for title in ("Un", "Deux")
        )
    )

    assert sum(isinstance(answer, Conflict) for answer in answers) == 1


def test_files_added_at_once_are_all_there_in_different_places():
    dataset = factories.dataset()

    together(*(lambda: factories.resource(dataset) for _ in range(5)))

    assert sorted(dataset.resources.values_list("position", flat=True)) == [0, 1, 2, 3, 4]


def test_two_deciders_at_once_make_one_membership_and_one_is_told():
    asked = factories.request()
    deciders = [factories.dpnc_user(), factories.dpnc_user()]

    answers = together(
        lambda: access.accept_request(asked, by=deciders[0], reason="Connu."),
        lambda: access.refuse_request(asked, by=deciders[1], reason="Inconnu."),
    )

    asked.refresh_from_db()
    assert sum(isinstance(answer, AlreadyDecided) for answer in answers) == 1
    members = Membership.objects.filter(user=asked.user).count()
    assert members == (1 if asked.status == RequestStatus.ACCEPTED else 0)


def test_a_request_sent_twice_at_once_is_one_request():
    organization, person = factories.organization(in_family=True), factories.user()

    first, second = together(
        *[lambda: factories.request(organization, by=person, role=Role.EDITOR)] * 2
    )

    assert first == second


def test_two_administrators_who_leave_at_once_leave_one():
    organization = factories.organization()
    people = [factories.administrator(organization) for _ in range(2)]
    memberships = [Membership.objects.get(user=person) for person in people]

    answers = together(
        *(
            lambda membership=membership: access.remove_member(membership, by=membership.user)
            for membership in memberships
        )
    )

    assert sum(isinstance(answer, LastAdministrator) for answer in answers) == 1
    assert Membership.objects.filter(role=Role.ADMINISTRATOR).count() == 1


def test_the_words_of_publications_at_once_are_all_counted():
    drafts = [
        factories.dataset(f"Phares balises {name}", with_link=True, keywords=["mer", "sel"])
        for name in ("alpha", "bravo", "charlie", "delta")
    ]
    by = factories.platform()

    answers = together(
        *(lambda draft=draft: datasets.publish_dataset(draft, by=by) for draft in drafts)
    )

    assert [answer for answer in answers if isinstance(answer, Exception)] == []
    assert counted() == recounted()


def test_words_that_one_loses_while_another_gains_them_are_counted():
    organization, by = factories.organization(), factories.platform()
    names = "alpha bravo charlie delta echo foxtrot golf hotel india juliett kilo lima"
    leaving = factories.dataset(names, organization=organization, published=True, with_link=True)
    coming = factories.dataset(names, organization=organization, with_link=True)

    for _ in range(8):
        answers = together(
            lambda leaving=leaving: datasets.archive_dataset(leaving, by=by, reason="Remplacé."),
            lambda coming=coming: datasets.publish_dataset(coming, by=by),
        )
        leaving, coming = coming, leaving

        assert [answer for answer in answers if isinstance(answer, Exception)] == []
        assert counted() == recounted()


def counted():
    return dict(SearchWord.objects.in_use().values_list("word", "datasets"))


def recounted():
    """Count the words of the published datasets again, from their texts."""
    expected = {}
    for dataset in Dataset.objects.published():
        for word in countable(text_of(dataset).values()):
            expected[word] = expected.get(word, 0) + 1
    return expected


def test_an_organisation_renamed_while_a_dataset_is_described():
    organization = factories.organization("Maison du Sel")
    dataset, by = factories.dataset(organization=organization, published=True), factories.platform()

    answers = together(
        lambda: describe_organization(organization, by=by, name="Maison du Vent"),
        lambda: datasets.describe_dataset(dataset, by=by, keywords=["Littoral"]),
    )

    dataset.refresh_from_db()
    assert [answer for answer in answers if isinstance(answer, Exception)] == []
    context = dataset.search_document.context.split()
    assert {"vent", "littoral"} <= set(context)
    assert "sel" not in context


def test_a_new_keyword_given_twice_at_once_is_one_keyword():
    first, second = factories.dataset(), factories.dataset()
    by = factories.platform()

    together(
        *(
            lambda dataset=dataset: datasets.describe_dataset(
                dataset, by=by, keywords=["Phare", "Balise", "Bouée"]
            )
            for dataset in (first, second)
        )
    )

    assert Keyword.objects.count() == 3
    assert first.keywords.count() == second.keywords.count() == 3
