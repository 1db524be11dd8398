from wagtail import blocks


class NewestBlock(blocks.StructBlock):
    """The datasets published last."""

    heading = blocks.CharBlock(label="Titre", max_length=80, default="Quoi de neuf")
    text = blocks.CharBlock(label="Phrase", max_length=200, required=False)
    number = blocks.IntegerBlock(
        label="Nombre de jeux de données", min_value=1, max_value=12, default=6
    )

    class Meta:
        label = "Nouveaux jeux de données"
        icon = "history"
        template = "showcase/blocks/newest.html"

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        return context | {"rows": context["home"].newest[: value["number"]]}
