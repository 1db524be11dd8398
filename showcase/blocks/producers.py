from wagtail import blocks


class ProducersBlock(blocks.StructBlock):
    """The organisations that publish most, with the number of their datasets."""

    heading = blocks.CharBlock(label="Titre", max_length=80, default="Qui publie")
    text = blocks.CharBlock(label="Phrase", max_length=200, required=False)
    number = blocks.IntegerBlock(
        label="Nombre d’organisations", min_value=1, max_value=24, default=9
    )

    class Meta:
        label = "Qui publie"
        icon = "group"
        template = "showcase/blocks/producers.html"

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        return context | {"shares": context["home"].producers[: value["number"]]}
