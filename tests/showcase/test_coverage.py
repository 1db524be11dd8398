from datetime import date

import pytest

from catalog.models import Dataset
from showcase.coverage import period_of


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        (date(2019, 1, 1), date(2025, 12, 31), "De 2019 à 2025"),
        (date(2019, 1, 1), date(2019, 12, 31), "Année 2019"),
        (date(2020, 3, 5), date(2021, 5, 1), "Du 5 mars 2020 au 1er mai 2021"),
        (date(2020, 3, 5), date(2020, 3, 5), "Le 5 mars 2020"),
        (date(2020, 1, 1), None, "Depuis 2020"),
        (None, date(2020, 12, 31), "Jusqu’à fin 2020"),
        (None, None, ""),
    ],
)
def test_a_period_is_said_as_people_say_it(start, end, said):
    assert period_of(Dataset(temporal_start=start, temporal_end=end)) == said
