from wagtail import blocks


class UpdatedBlock(blocks.StructBlock):
    """The datasets whose files changed last."""

    heading = blocks.CharBlock(label="Titre", max_length=80, default="Mis à jour récemment")
    text = blocks.CharBlock(label="Phrase", max_length=200, required=False)
    number = blocks.IntegerBlock(
        label="Nombre de jeux de données", min_value=1, max_value=12, default=4
    )

    class Meta:
        label = "Mis à jour récemment"
        icon = "rotate"
        template = "showcase/blocks/updated.html"

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        return context | {"rows": context["home"].updated[: value["number"]]}
