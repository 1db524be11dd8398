from django import forms
from django.db.models import Q

from backoffice.house_forms import HouseForm, LongText, SubmissionForm, examples, explained
from catalog.accounts.models import Organization, User
from catalog.enums import AfterDrop, FlowSchedule, FlowTarget, Guard, InboxKind, Role
from catalog.flows.models import Flow, Inbox
from catalog.flows.terms import FlowTerms, InboxTerms
from catalog.models import Dataset, DatasetUserPermission, Resource

TARGETS = {
    FlowTarget.ONE: "Chaque nouveau fichier remplace le précédent, à la même adresse.",
    FlowTarget.BY_NAME: "« musees.csv » et « jardins.csv » font deux ressources.",
    FlowTarget.BY_PART: "« festivals/{annee}.csv » fait une ressource par année.",
}
SCHEDULES = {
    FlowSchedule.EVERY: "Le plus simple : toutes les heures, par exemple.",
    FlowSchedule.CRON: "Pour des jours et des heures précis.",
    FlowSchedule.DEMAND: "Rien ne se fait sans qu’on appuie sur « Lancer maintenant ».",
}
AFTER = {
    AfterDrop.LEAVE: "Nous ne touchons à rien : il reste dans la boîte.",
    AfterDrop.MOVE: "Il quitte son dossier : la boîte montre ce qui reste à prendre.",
    AfterDrop.DELETE: "Vitrine en garde toutes les versions.",
}
GUARDS = [
    ("", "Ce que dit chaque ressource"),
    (Guard.HOLD, "Attendre une confirmation s’il casserait des usages"),
    (Guard.WARN, "Publier, et prévenir"),
    (Guard.OFF, "Publier sans contrôle"),
]


def longest(model, field):
    return model._meta.get_field(field).max_length


def choices_of(kinds, explanations):
    return [
        (kind, explained(f"{kind.label[:1].upper()}{kind.label[1:]}", explanations[kind]))
        for kind in kinds
    ]


class InboxChoice(forms.ModelChoiceField):
    def label_from_instance(self, inbox):
        return f"{inbox.name} ({inbox.get_kind_display()})"


class PeopleChoice(forms.ModelMultipleChoiceField):
    def label_from_instance(self, person):
        return str(person)


class FlowForm(SubmissionForm):
    """All that is said of a flow, on one page."""

    name = forms.CharField(
        label="Nom du flux",
        max_length=longest(Flow, "name"),
        help_text=examples(
            "Il paraît dans le journal et dans les courriels : celui de la chose, pas de l’outil.",
            "Billetterie du spectacle vivant",
            "export_prod_v2",
        ),
    )
    inbox = InboxChoice(
        Inbox.objects.none(),
        label="Boîte de dépôt",
        empty_label="Choisissez une boîte",
        help_text="L’endroit où votre application laisse ses fichiers. La DPNC les déclare.",
    )
    pattern = forms.CharField(
        label="Fichiers surveillés",
        max_length=longest(Flow, "pattern"),
        help_text=examples(
            "Le chemin dans la boîte. « * » remplace des caractères, « {annee} » aussi, et les "
            "retient ; ni l’un ni l’autre ne passe un « / ».",
            "museofile/*.csv » ou « festivals/{annee}.csv",
            "*.csv",
        ),
    )
    target = forms.ChoiceField(
        label="Où vont les fichiers",
        widget=forms.RadioSelect,
        choices=choices_of(FlowTarget, TARGETS),
        initial=FlowTarget.ONE,
    )
    resource = forms.ModelChoiceField(
        Resource.objects.none(),
        label="Ressource à tenir à jour",
        required=False,
        empty_label="Une nouvelle, faite du premier fichier",
        help_text="Si c’est toujours la même. Son adresse ne change pas, son histoire continue.",
    )
    part = forms.CharField(
        label="Partie du nom qui distingue les ressources",
        required=False,
        max_length=longest(Flow, "part"),
        help_text="Si c’est une par valeur : le mot entre accolades, « annee » par exemple.",
    )
    schedule = forms.ChoiceField(
        label="Quand regarder",
        widget=forms.RadioSelect,
        choices=choices_of(FlowSchedule, SCHEDULES),
        initial=FlowSchedule.EVERY,
    )
    minutes = forms.IntegerField(
        label="Intervalle, en minutes",
        required=False,
        initial=60,
        min_value=1,
        help_text="60 pour chaque heure, 1440 pour chaque jour.",
    )
    cron = forms.CharField(
        label="Expression cron",
        required=False,
        max_length=longest(Flow, "cron"),
        help_text="Minute, heure, jour, mois, jour de la semaine, à l’heure de Paris. "
        "« 0 6 * * 1 » : chaque lundi à 6 h.",
    )
    guard = forms.ChoiceField(
        label="Quand un fichier casserait les usages de l’ancien",
        required=False,
        choices=GUARDS,
    )
    row_tolerance = forms.IntegerField(
        label="Part de lignes perdues admise, en %",
        required=False,
        min_value=0,
        max_value=100,
        help_text="Au-delà, le fichier attend une confirmation. Vide : ce que dit la ressource.",
    )
    after = forms.ChoiceField(
        label="Une fois publié, le fichier de la boîte",
        widget=forms.RadioSelect,
        choices=choices_of(AfterDrop, AFTER),
        initial=AfterDrop.LEAVE,
    )
    told = PeopleChoice(
        User.objects.none(),
        label="Qui prévenir, avec vous",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="D’un dépôt à confirmer, d’un échec, d’un retard, et quand c’est rétabli.",
    )
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, dataset, by, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["inbox"].queryset = Inbox.objects.open_to(dataset).in_order()
        self.fields["resource"].queryset = dataset.resources.in_place().hosted()
        people = people_around(dataset).exclude(pk=by.pk)
        self.fields["told"].queryset = people
        if not people:
            del self.fields["told"]

    @staticmethod
    def said_of(flow):
        """Return what the form shows of a flow that exists."""
        terms = FlowTerms.of(flow)
        said = {name: getattr(terms, name) for name in terms.__dataclass_fields__}
        return said | {"revision": flow.revision}

    def terms(self, by, known=()):
        """Return what was typed. `known`: those told already; this person is left as they are."""
        typed = dict(self.cleaned_data)
        typed.pop("submission"), typed.pop("revision")
        told = {*typed.pop("told", ()), *(person for person in known if person == by)}
        return FlowTerms(
            **typed | {"minutes": typed["minutes"] or Flow._meta.get_field("minutes").default},
            told=tuple(sorted(told, key=lambda person: person.pk)),
        )


def people_around(dataset):
    """Return who may change the dataset, by a role or by name."""
    named = DatasetUserPermission.objects.filter(content_object=dataset).values("user")
    roles = (Role.EDITOR, Role.ADMINISTRATOR)
    members = Q(memberships__organization=dataset.organization_id, memberships__role__in=roles)
    people = User.objects.people().filter(members | Q(pk__in=named))
    return people.distinct().order_by("last_name", "first_name")


class StartForm(HouseForm):
    dataset = forms.ModelChoiceField(
        Dataset.objects.none(),
        label="Jeu de données à alimenter",
        empty_label="Choisissez un jeu de données",
        help_text="Ceux que vous pouvez publier.",
    )

    def __init__(self, *args, datasets, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["dataset"].queryset = datasets


class BesideOthers(HouseForm):
    """On a page that has several: its fields have ids of their own."""

    gesture = ""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, auto_id=f"{self.gesture}_%s", **kwargs)


class ValidateForm(BesideOthers):
    gesture = "valider"
    reason = LongText(
        label="Remarque",
        required=False,
        rows=2,
        max_length=2000,
        help_text="Gardée avec le flux, et envoyée à qui l’a déclaré.",
    )


class RefuseForm(BesideOthers):
    gesture = "refuser"
    reason = LongText(
        label="Motif",
        rows=3,
        max_length=2000,
        help_text="Ce qu’il faut changer. Envoyé à qui l’a déclaré.",
    )


class StopForm(BesideOthers):
    gesture = "arreter"
    reason = LongText(
        label="Pourquoi l’arrêter",
        required=False,
        rows=2,
        max_length=2000,
        help_text="Gardé dans le journal.",
    )


class InboxForm(SubmissionForm):
    name = forms.CharField(
        label="Nom",
        max_length=longest(Inbox, "name"),
        help_text=examples("Celui de l’équipe qui dépose.", "DGCA, billetterie", "bucket-3"),
    )
    kind = forms.ChoiceField(
        label="Nature",
        widget=forms.RadioSelect,
        choices=choices_of(
            InboxKind,
            {
                InboxKind.S3: "Un espace S3 : remplissez les quatre champs suivants.",
                InboxKind.FOLDER: "Un dossier du serveur de Vitrine : seul le dossier est à dire.",
            },
        ),
        initial=InboxKind.S3,
    )
    endpoint = forms.CharField(
        label="Adresse du serveur S3",
        required=False,
        max_length=longest(Inbox, "endpoint"),
        help_text="L’une de celles que l’installation admet (INBOX_ENDPOINTS).",
    )
    bucket = forms.CharField(
        label="Espace (bucket)", required=False, max_length=longest(Inbox, "bucket")
    )
    region = forms.CharField(label="Région", required=False, max_length=longest(Inbox, "region"))
    credentials = forms.CharField(
        label="Référence de la clé",
        required=False,
        max_length=longest(Inbox, "credentials"),
        help_text="Le nom que l’installation donne à la clé : « DGCA » pour INBOX_KEY_DGCA. "
        "Le secret ne s’écrit jamais ici.",
    )
    folder = forms.CharField(
        label="Dossier",
        required=False,
        max_length=longest(Inbox, "folder"),
        help_text="Le chemin entier, sous l’un des dossiers que l’installation surveille.",
    )
    organization = forms.ModelChoiceField(
        Organization.objects.none(),
        label="Réservée à",
        required=False,
        empty_label="Toutes les organisations",
        help_text="Une boîte commune demande à chaque flux un dossier à lui.",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organization"].queryset = Organization.objects.validated().order_by("name")

    def terms(self):
        typed = {name: self.cleaned_data[name] for name in InboxTerms.__dataclass_fields__}
        return InboxTerms(**typed)

    @staticmethod
    def said_of(inbox):
        return {name: getattr(inbox, name) for name in InboxTerms.__dataclass_fields__}
