"""Images. In: a picture. Out: its width and its height; its pixels are never decoded."""

import warnings
from pathlib import Path

from catalog.files.formats.base import Format, Reading, Refusal, Sample
from catalog.files.identify import MIME, identify

DECODERS = {"png": "PNG", "jpg": "JPEG", "gif": "GIF", "tif": "TIFF", "webp": "WEBP"}
BROKEN = "Cette image ne s’ouvre pas : elle est abîmée ou incomplète."
TOO_LARGE = "Cette image est démesurée : elle n’est pas montrée et reste téléchargeable."
MOST_PIXELS = 500_000_000


class Image(Format):
    names = tuple(DECODERS)

    def recognises(self, sample: Sample) -> bool:
        return identify(sample.head, "").format in self.names

    def read(self, sample: Sample, work: Path) -> Reading:
        from PIL import Image as Pillow, UnidentifiedImageError

        format_ = identify(sample.head, "").format
        Pillow.MAX_IMAGE_PIXELS = None
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                with Pillow.open(sample.path, formats=[DECODERS[format_]]) as picture:
                    width, height = picture.size
        except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
            raise Refusal(BROKEN) from error
        if width * height > MOST_PIXELS:
            raise Refusal(TOO_LARGE)
        return Reading(format_, MIME[format_], pixels=(width, height))
