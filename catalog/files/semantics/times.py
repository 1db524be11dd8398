"""When: what is counted in years."""

import re

from catalog.files.semantics.base import Semantic, headed


class Year(Semantic):
    key = "year"
    label = "année"
    named = headed("annees?", "an", "years?", "millesimes?", "exercice", "saison")
    pattern = re.compile(r"1[0-9]\d\d|20\d\d|21[0-4]\d")
    announced = 0.9
