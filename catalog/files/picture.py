"""Pictures that people send, drawn again: what else a file holds is left behind.

In: a path. Out: a PNG of at most SIDE pixels, or a refusal. Called in the sandbox only.
"""

from pathlib import Path

from PIL import Image

from catalog.files.formats.base import Refusal

SIDE = 512
READ = ("PNG", "JPEG", "WEBP")
MOST_PIXELS = 25_000_000
UNREADABLE = "Cette image n’a pas pu être lue : envoyez un fichier PNG, JPEG ou WebP."
HUGE = "Cette image a trop de pixels : réduisez-la avant de l’envoyer."


def draw_again(path: str, out: Path) -> dict[str, int]:
    """Write the picture, small and bare, and return its size in pixels. Raises Refusal."""
    try:
        with Image.open(path, formats=READ) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise Refusal(HUGE)
            drawn = picture.convert("RGBA")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise Refusal(UNREADABLE) from error
    drawn.thumbnail((SIDE, SIDE))
    bare = Image.new("RGBA", drawn.size)
    bare.paste(drawn)
    bare.save(out, format="PNG", optimize=True)
    return {"width": bare.width, "height": bare.height}
