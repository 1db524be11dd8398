from wagtail import blocks

from showcase.choosers import DatasetChooserBlock


class PickBlock(blocks.StructBlock):
    dataset = DatasetChooserBlock(label="Jeu de données")
    why = blocks.CharBlock(label="Pourquoi ce choix", max_length=200, required=False)

    class Meta:
        label = "Jeu de données"


class PicksBlock(blocks.StructBlock):
    """Datasets that an editor chose; one that leaves the public list leaves the page."""

    heading = blocks.CharBlock(label="Titre", max_length=80, default="À découvrir")
    text = blocks.CharBlock(label="Phrase", max_length=200, required=False)
    picks = blocks.ListBlock(PickBlock(), label="Jeux de données", max_num=12)

    class Meta:
        label = "Sélection de jeux de données"
        icon = "pick"
        template = "showcase/blocks/picks.html"

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        return context | {"picks": context["home"].picks_of(value)}
