from backoffice.console.kinds import Answer, DecidedFacts, Kind
from catalog.accounts.models import Organization
from catalog.actions.organization_life import (
    doubts_about,
    refuse_organization,
    validate_organization,
)
from catalog.enums import Right


class OrganizationToValidate(Kind):
    """Somebody proposes an organisation: until the answer, nothing of it is public."""

    label = "organisations à valider"
    model = Organization
    organization = ""
    texts = ("description", "siret", "answer")
    row_template = "backoffice/_decided_row.html"
    words_template = "backoffice/_organization_words.html"
    decision_template = "backoffice/_case_decision.html"
    decided_here = True

    @staticmethod
    def waiting(user):
        rows = Organization.objects.pending().allowing(user, Right.DECIDE_ORGANIZATION)
        return rows.exclude(created_by=user.pk).for_case()

    @staticmethod
    def over(user):
        return Organization.objects.answered().allowing(user, Right.DECIDE_ORGANIZATION).for_case()

    @staticmethod
    def facts_of(things, user):
        return {one.pk: DecidedFacts(one.created_by, summary(one)) for one in things}

    @staticmethod
    def doubts(thing, user):
        others = Organization.objects.visible_to(user).exclude(pk=thing.pk)
        return doubts_about(thing.name, siret=thing.siret, acronym=thing.acronym, among=others)

    @staticmethod
    def decide(thing, *, accepted, by, reason):
        verb = validate_organization if accepted else refuse_organization
        verb(thing, by=by, reason=reason)

    @staticmethod
    def is_so(thing, *, accepted, by):
        thing.refresh_from_db()
        answered = thing.is_validated if accepted else thing.is_refused
        return answered and thing.decided_by_id == by.pk

    @staticmethod
    def answer(thing):
        return Answer(
            at=thing.decided_at,
            about=str(thing),
            outcome="Refusée" if thing.is_refused else "Validée",
            shape="bloque" if thing.is_refused else "bon",
            reason=thing.answer,
            by=str(thing.decided_by or "Compte supprimé"),
        )


def summary(organization):
    """Return what places it, in a line."""
    said = [organization.get_kind_display().capitalize()]
    if organization.parent:
        said.append(f"rattachée à {organization.parent}")
    if organization.siret:
        said.append(f"SIRET {organization.siret}")
    return ", ".join(said)
