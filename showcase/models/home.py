from http import HTTPMethod

from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from showcase.blocks.figures import FiguresBlock
from showcase.blocks.newest import NewestBlock
from showcase.blocks.picks import PicksBlock
from showcase.blocks.popular import PopularBlock
from showcase.blocks.producers import ProducersBlock
from showcase.blocks.search import SearchBlock
from showcase.blocks.themes import ThemesBlock
from showcase.blocks.updated import UpdatedBlock
from showcase.home import show


class HomePage(Page):
    intro = models.CharField("chapeau", max_length=300, blank=True)
    body = StreamField(
        [
            ("search", SearchBlock()),
            ("newest", NewestBlock()),
            ("updated", UpdatedBlock()),
            ("themes", ThemesBlock()),
            ("popular", PopularBlock()),
            ("picks", PicksBlock()),
            ("figures", FiguresBlock()),
            ("producers", ProducersBlock()),
        ],
        verbose_name="blocs",
        blank=True,
        block_counts={"search": {"max_num": 1}},
    )

    content_panels = [*Page.content_panels, FieldPanel("intro"), FieldPanel("body")]
    parent_page_types = ["wagtailcore.Page"]
    subpage_types: list[str] = []
    allowed_http_methods = (HTTPMethod.GET, HTTPMethod.HEAD, HTTPMethod.OPTIONS)

    class Meta:
        verbose_name = "page d’accueil"
        verbose_name_plural = "pages d’accueil"

    def get_context(self, request, *args, **kwargs):
        return super().get_context(request, *args, **kwargs) | {"home": show(self.body)}
