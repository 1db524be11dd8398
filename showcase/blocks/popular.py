from wagtail import blocks


class PopularBlock(blocks.StructBlock):
    """The datasets downloaded most over the last thirty days."""

    heading = blocks.CharBlock(label="Titre", max_length=80, default="Les plus téléchargés")
    number = blocks.IntegerBlock(
        label="Nombre de jeux de données", min_value=1, max_value=12, default=6
    )

    class Meta:
        label = "Les plus téléchargés"
        icon = "download"
        template = "showcase/blocks/popular.html"

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        return context | {"ranked": context["home"].popular[: value["number"]]}
