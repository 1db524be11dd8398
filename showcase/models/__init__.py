"""What an editor composes. HomePage: the first page of a site, made of blocks."""

from showcase.models.home import HomePage

__all__ = ["HomePage"]
