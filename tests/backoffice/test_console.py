"""The console of those who answer: together, with kept phrases, notes, a search, a spreadsheet."""

import csv
import io
import uuid
from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from backoffice.console.domains import is_allowed
from backoffice.sheet import harmless
from catalog.accounts.models import Membership
from catalog.accounts.requests.cases import CaseNote, Phrase
from catalog.accounts.requests.models import AccessRequest, HelpRequest
from catalog.actions.access import accept_request, refuse_request
from catalog.enums import RequestStatus, Role
from tests import factories

pytestmark = pytest.mark.django_db
QUEUE = reverse("backoffice:request-list")
TOGETHER = reverse("backoffice:request-answer")
SIRET = "11004601800013"
EXPORT = reverse("backoffice:request-export")
HELP = reverse("backoffice:help-create")


@pytest.fixture
def home():
    return factories.organization("Musée du Sel", in_family=True)


@pytest.fixture
def validator():
    return factories.dpnc_user(first_name="Inès", last_name="Roussel")


@pytest.fixture
def dpnc(client_of, validator):
    return client_of(validator)


def text(response):
    return response.content.decode()


def together(requests, answer, reason="Connus du service.", **more):
    keys = [str(asked.pk) for asked in requests]
    return {"demande": keys, "reponse": answer, "reason": reason} | more


def case_url(name, kind, thing):
    return reverse(f"backoffice:case-{name}", args=[kind, thing.pk])


def test_several_are_accepted_each_with_the_role_asked_for_and_one_mail_each(dpnc, home):
    roles = (Role.EDITOR, Role.CONTRIBUTOR, Role.ADMINISTRATOR)
    asked = [factories.request(home, role=role) for role in roles]

    for _ in range(2):  # a form sent twice
        assert dpnc.post(TOGETHER, together(asked, "accepter")).url == QUEUE

    given = {own.user_id: own.role for own in Membership.objects.filter(organization=home)}
    assert given == {one.user_id: one.role for one in asked}
    assert sorted(sent.to[0] for sent in mail.outbox) == sorted(one.user.email for one in asked)
    assert all("Connus du service." in sent.body for sent in mail.outbox)


def test_several_are_refused_with_one_reason(dpnc, home):
    asked = [factories.request(home) for _ in range(3)]
    assert dpnc.post(TOGETHER, together(asked, "refuser", reason=" ")).status_code == 422

    dpnc.post(TOGETHER, together(asked, "refuser"))

    assert AccessRequest.objects.filter(status=RequestStatus.REFUSED).count() == 3
    assert len(mail.outbox) == 3


def test_a_phrase_is_kept_taken_up_and_edited_before_it_leaves(dpnc, client_of, home):
    first, second = factories.request(home), factories.request(home)
    dpnc.post(TOGETHER, together([first], "refuser", "Une demande par personne.", keep="on"))
    phrase = Phrase.objects.get()
    colleague = client_of(factories.dpnc_user())

    page = text(colleague.get(TOGETHER, {"demande": second.pk, "reponse": "refuser"}))
    assert f'value="{phrase.pk}"' in page
    page = text(colleague.post(TOGETHER, together([second], "refuser", "", phrase=phrase.pk)))
    assert ">\nUne demande par personne.</textarea>" in page
    single = reverse("backoffice:request-refuse", args=[second.pk])
    page = text(colleague.post(single, {"phrase": phrase.pk}))
    assert ">\nUne demande par personne.</textarea>" in page
    assert AccessRequest.objects.get(pk=second.pk).is_pending

    outside = factories.administrator(factories.organization())
    assert "Une demande par personne." not in text(
        client_of(outside).get(reverse("backoffice:phrase-list"))
    )
    colleague.post(reverse("backoffice:phrase-edit", args=[phrase.pk]), {"text": "Une seule."})
    assert Phrase.objects.get().text == "Une seule."
    colleague.post(reverse("backoffice:phrase-delete", args=[phrase.pk]))
    assert not Phrase.objects.exists()


def test_a_note_is_for_colleagues_and_a_case_has_a_follower(dpnc, client_of, home, validator):
    asked = factories.request(home)
    note = {"text": "Appelée : son chef confirme.", "submission": str(uuid.uuid4())}
    for _ in range(2):
        dpnc.post(case_url("note", "acces", asked), note)
    stranger = {"to": str(asked.user.pk)}
    assert dpnc.post(case_url("assign", "acces", asked), stranger).status_code == 422
    other = factories.dpnc_user()
    dpnc.post(case_url("assign", "acces", asked), {"to": str(other.pk)})
    dpnc.post(case_url("assign", "acces", asked), {"to": str(validator.pk)})

    assert CaseNote.objects.count() == 1
    assert [sent.to for sent in mail.outbox] == [[other.email]]
    colleague = client_of(other)
    assert "Suivi par Inès Roussel" in text(colleague.get(QUEUE))
    for answered in (False, True):
        if answered:
            refuse_request(asked, by=validator, reason="Pas de ce service.")
        page = text(colleague.get(case_url("detail", "acces", asked)))
        assert note["text"] in page
        assert ("Pas de ce service." in page) is answered
    for page in ("home", "profile"):
        assert note["text"] not in text(client_of(asked.user).get(reverse(f"backoffice:{page}")))


def test_a_case_tells_what_the_applicant_is_and_asked_elsewhere(dpnc, home):
    person = factories.editor(factories.organization("Villa Arson", in_family=True))
    before = factories.request(home, by=person)
    with factories.quietly():
        refuse_request(before, by=factories.platform(), reason="Adresse partagée.")
    asked = factories.request(home, by=person)

    page = text(dpnc.get(case_url("detail", "acces", asked)))

    for said in ("Éditeur pour <a", "Villa Arson", "refusée", "Adresse partagée."):
        assert said in page


def test_the_queue_is_narrowed_by_kind_age_domain_follower_and_words(dpnc, home, validator):
    now = timezone.now()
    old = factories.request(
        home,
        by=factories.user("a@sel.exemple.org", last_name="Tisserand"),
        at=now - timedelta(days=9),
    )
    new = factories.request(home, by=factories.user("b@arts.exemple.org"), reason="Les vitraux.")
    helped = factories.help_request(by=factories.user("c@arts.exemple.org"))
    proposed = factories.proposed_organization("DRAC Ouest", siret=SIRET)
    certified = factories.certification(home)
    rows = {old, new, helped, proposed, certified}
    dpnc.post(case_url("assign", "acces", old), {"to": str(validator.pk)})
    found = {
        "": rows,
        "nature=acces": {old, new},
        "nature=aide": {helped},
        "nature=organisation": {proposed},
        "nature=certification": {certified},
        f"organisation={home.slug}": {old, new, certified},
        f"organisation={proposed.slug}": {proposed},
        "anciennete=5": {old},
        "domaine=arts.exemple.org": {new, helped},
        "suivi=moi": {old},
        "suivi=personne": rows - {old},
        "q=ouest": {proposed},
        "q=arrêté": {certified},
        f"q={SIRET}": {proposed, certified},
        "q=vitraux": {new},
        "q=tisserand": {old},
        "q=tisserand vitraux": set(),
        "role=editor": {old, new},
        "nature=inconnue&role=inconnu": set(),
    }

    for query, expected in found.items():
        page = text(dpnc.get(f"{QUEUE}?{query}"))
        assert {one for one in rows if f'id="demande-{one.pk}"' in page} == expected, query


def test_once_answered_one_goes_on_at_the_next_row_of_the_same_list(dpnc, home):
    asked = factories.request(home)
    accept = reverse("backoffice:request-accept", args=[asked.pk])
    following = uuid.uuid4()
    form = {"role": "editor", "reason": "Bienvenue."}

    response = dpnc.post(f"{accept}?role=editor&suite={following}", form)

    assert response.url == f"{QUEUE}?role=editor#demande-{following}"
    assert dpnc.post(f"{accept}?suite=//ailleurs.example", form).url == QUEUE


def test_the_median_time_of_the_answers_is_told(dpnc, home):
    now = timezone.now()
    for days in (1, 2, 9):
        asked = factories.request(home, at=now - timedelta(days=days))
        accept_request(asked, by=factories.platform(), reason="Connu.", at=now)

    assert "Délai médian sur 30 jours : 2 jours" in text(dpnc.get(QUEUE)).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("email", "allowed"),
    [
        ("a@culture.gouv.fr", True),
        ("a@drac.culture.gouv.fr", True),
        ("a@CULTURE.GOUV.FR", True),
        ("a@faux-culture.gouv.fr", False),
        ("a@culture.gouv.fr.exemple.org", False),
        ("a@gouv.fr", False),
    ],
)
def test_an_allowed_domain_is_that_one_or_one_below_it(email, allowed, settings):
    settings.ALLOWED_DOMAINS = ["culture.gouv.fr"]

    assert is_allowed(email) is allowed


def test_a_spreadsheet_runs_nothing_of_what_people_wrote(dpnc, home):
    hostile = ('=HYPERLINK("x")', "+1", "-1", "@SUM(A1)", "\t=1", " =1", "＝1", "ok;\n=2")
    for number, words in enumerate(hostile):
        person = factories.user(f"p{number}@exemple.org", first_name="=1+1", last_name="Essai")
        asked = factories.request(home, by=person, reason=words)
        refuse_request(asked, by=factories.platform(), reason=words)

    content = b"".join(dpnc.get(f"{EXPORT}?liste=reponses")).decode("utf-8-sig")

    rows = list(csv.reader(io.StringIO(content), delimiter=";"))
    assert len(rows) == 1 + len(hostile)
    cells = [cell for row in rows for cell in row]
    assert not [cell for cell in cells if cell.lstrip().startswith(tuple("=+-@＝"))]
    assert harmless("- 3") == "'- 3"
    assert harmless("CNL") == "CNL"


def test_help_is_asked_from_a_page_answered_once_and_read_by_its_author(client_of, dpnc, home):
    dataset = factories.dataset("Les phares", organization=home)
    editor = factories.editor(dataset.organization)
    client, page = client_of(editor), reverse("backoffice:dataset-detail", args=[dataset.pk])
    form = {"message": "Où est la licence ?", "page": page, "submission": str(uuid.uuid4())}
    assert "Les phares" in text(client.get(HELP, {"page": page}))

    for _ in range(2):
        client.post(HELP, form)
    asked = HelpRequest.objects.get()

    assert (asked.about, asked.organization) == ("Les phares", dataset.organization)
    assert "Aide\u00a0: Les phares" in text(dpnc.get(QUEUE))
    url = reverse("backoffice:help-detail", args=[asked.pk])
    for _ in range(2):
        assert dpnc.post(url, {"answer": "À l’étape 6."}).url == QUEUE
    colleague = client_of(factories.dpnc_user())
    assert colleague.post(url, {"answer": "Autre chose."}).status_code == 422
    assert [sent.to for sent in mail.outbox if "À l’étape 6." in sent.body] == [[editor.email]]
    assert "À l’étape 6." in text(client.get(url))
    assert client_of(factories.user()).get(url).status_code == 404


@pytest.mark.parametrize(
    "page", ["https://ailleurs.example/", "//ailleurs.example/", "/explorer/", "javascript:x", "\0"]
)
def test_the_page_of_elsewhere_is_not_kept(client_of, page):
    client_of(factories.user()).post(HELP, {"message": "Aidez-moi.", "page": page})

    assert [asked.page for asked in HelpRequest.objects.all()] in ([""], [])
