"""Who and what exists in the demo, and its calendar."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from catalog.accounts.models import Organization, User
from catalog.demo.people import Person


@dataclass(frozen=True)
class World:
    """Who and what exists by now, and the day from which days are counted backwards."""

    today: datetime
    users: dict[Person, User]
    organizations: dict[str, Organization]

    def day(self, days_ago: int) -> datetime:
        """Return an hour of that day, or of the Friday before when it fell on a weekend."""
        at = self.today - timedelta(days=days_ago) + timedelta(minutes=days_ago * 37 % 420)
        return at - timedelta(days=max(0, at.weekday() - 4))
