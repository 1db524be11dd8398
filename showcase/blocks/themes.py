from wagtail import blocks


class ThemesBlock(blocks.StructBlock):
    """The themes of the day, each with its share of the catalogue."""

    heading = blocks.CharBlock(label="Titre", max_length=80, default="Thématiques")
    text = blocks.CharBlock(label="Phrase", max_length=200, required=False)

    class Meta:
        label = "Thématiques"
        icon = "grip"
        template = "showcase/blocks/themes.html"

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        return context | {"shares": context["home"].themes}
