from wagtail import blocks


class SearchBlock(blocks.StructBlock):
    """The search box, with a few queries to try."""

    placeholder = blocks.CharBlock(label="Exemple dans le champ", max_length=80, required=False)
    suggestions = blocks.ListBlock(
        blocks.CharBlock(label="Recherche", max_length=60), label="Souvent cherché", max_num=8
    )

    class Meta:
        label = "Recherche"
        icon = "search"
        template = "showcase/blocks/search.html"
