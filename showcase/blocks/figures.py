from wagtail import blocks


class FiguresBlock(blocks.StructBlock):
    """What the catalogue holds today, in four numbers."""

    heading = blocks.CharBlock(label="Titre", max_length=80, default="En chiffres")

    class Meta:
        label = "Chiffres clés"
        icon = "list-ol"
        template = "showcase/blocks/figures.html"

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        return context | {"figures": context["home"].figures}
