from django import forms

from backoffice.house_forms import HouseForm
from catalog.enums import Cadence
from catalog.journal.notify import KINDS

CHOICES = [(value, label.capitalize()) for value, label in Cadence.choices]


class SubjectForm(HouseForm):
    """What is marked as read: all, or what was told of one dataset."""

    about = forms.UUIDField(required=False)


class CadenceForm(HouseForm):
    """One field for each kind of mail, gathered by what they are about."""

    def __init__(self, *args, topics, **kwargs):
        super().__init__(*args, **kwargs)
        self.topics = topics
        for slug, kind in KINDS.items():
            if kind.topic in topics and kind.label and not kind.insists:
                self.fields[slug] = forms.ChoiceField(label=kind.label, choices=CHOICES)

    def sections(self):
        """Return the pairs of a topic and its fields, those that have any."""
        own = [(topic, [self[slug] for slug in self.slugs_of(topic)]) for topic in self.topics]
        return [(topic, fields) for topic, fields in own if fields]

    def slugs_of(self, topic):
        return [slug for slug in self.fields if KINDS[slug].topic == topic]
