from backoffice.console.kinds import Answer, DecidedFacts, Kind
from catalog.accounts.joining import CertificationRequest
from catalog.accounts.models import Organization
from catalog.actions.certification import accept_certification, refuse_certification
from catalog.actions.organization_life import Doubts
from catalog.enums import RequestStatus, Right

SHAPES = {RequestStatus.ACCEPTED: "bon", RequestStatus.REFUSED: "bloque"}


class Certification(Kind):
    """An administrator says that the organisation is a public service, with a proof."""

    label = "certifications"
    model = CertificationRequest
    texts = ("proof", "siret", "answer")
    row_template = "backoffice/_decided_row.html"
    words_template = "backoffice/_certification_words.html"
    decision_template = "backoffice/_case_decision.html"
    decided_here = True

    @staticmethod
    def waiting(user):
        rows = CertificationRequest.objects.allowing(user, Right.DECIDE_CERTIFICATION).pending()
        return rows.exclude(asked_by=user.pk).for_page()

    @staticmethod
    def over(user):
        return (
            CertificationRequest.objects.allowing(user, Right.DECIDE_CERTIFICATION)
            .over()
            .for_page()
        )

    @staticmethod
    def facts_of(things, user):
        return {one.pk: DecidedFacts(one.asked_by, f"SIRET {one.siret}") for one in things}

    @staticmethod
    def doubts(thing, user):
        others = Organization.objects.visible_to(user).bearing_siret(thing.siret)
        return Doubts("", tuple(others.exclude(pk=thing.organization_id).order_by("name")))

    @staticmethod
    def decide(thing, *, accepted, by, reason):
        verb = accept_certification if accepted else refuse_certification
        verb(thing, by=by, reason=reason)

    @staticmethod
    def is_so(thing, *, accepted, by):
        thing.refresh_from_db()
        wanted = RequestStatus.ACCEPTED if accepted else RequestStatus.REFUSED
        return thing.status == wanted and thing.decided_by_id == by.pk

    @staticmethod
    def answer(thing):
        return Answer(
            at=thing.decided_at,
            about=f"{thing.asked_by or 'Compte supprimé'}, {thing.organization.short_name}",
            outcome=thing.get_status_display().capitalize(),
            shape=SHAPES.get(thing.status, ""),
            reason=thing.answer,
            by=str(thing.decided_by or "Automatique"),
        )
