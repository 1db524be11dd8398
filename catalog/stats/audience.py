"""Whose visits count. What enters: the plain facts of a request. What leaves: yes or no.

A page is counted when a person reads it; a file when somebody fetches it, with a browser or with a
script, since a script is how data is reused. Robots (crawlers, monitors, previews of links) never
count. The user agent is looked at and forgotten; the address of the visitor is not even asked for.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from catalog.enums import CountKind

# Generic words first, then those that crawl, watch or preview under a name of their own.
# CUBOT makes phones; Vitrine is what our own checks are called.
ROBOTS = re.compile(
    r"(?<!cu)bot|crawl|spider|slurp|scrap|archiver|heritrix|nutch|httrack|screaming frog"
    r"|\bvitrine\b|monitor|pingdom|statuscake|site24x7|pinger|uptime|healthcheck|kube-probe|zabbix"
    r"|nagios|externalagent|externalhit|preview|embedly|iframely|whatsapp|facebookcatalog|feedfetcher"
    r"|mediapartners|googleother|google-(inspection|read-aloud|safety)|apis-google|bytespider"
    r"|chatgpt-user|claude-user|perplexity|cohere-ai|omgili|dataprovider|netcraft|censys|expanse"
    r"|zgrab|masscan|nmap|nikto|nuclei|sqlmap|wpscan|acunetix|netsystemsresearch"
    r"|headless|phantomjs|lighthouse|pagespeed|gtmetrix|w3c_|validator|link ?check|lychee",
    re.IGNORECASE,
)
BROWSERS = re.compile(r"(mozilla|opera|lynx|w3m|e?links|dillo|netsurf)\b", re.IGNORECASE)
# They say Mozilla too, and nobody is reading.
NOT_READERS = re.compile(r"https?://|ms-?office|powershell", re.IGNORECASE)
FROM_THE_START = re.compile(r"\s*bytes\s*=\s*0+\s*-", re.ASCII | re.IGNORECASE)
AHEAD_HEADERS = ("Sec-Purpose", "Purpose", "X-Purpose", "X-Moz")
AHEAD = re.compile(r"prefetch|prerender|preview", re.IGNORECASE)
WHOLE, PART, ELSEWHERE = 200, 206, 302


@dataclass(frozen=True)
class Visit:
    """How something was asked for, and answered. `ahead`: by a browser, before anybody wants it."""

    method: str
    status: int
    user_agent: str
    asked_range: str
    ahead: bool
    by_editor: bool

    @classmethod
    def read(
        cls,
        method: str | None,
        headers: Mapping[str, str],
        *,
        status: int = WHOLE,
        by_editor: bool = False,
    ) -> "Visit":
        """Keep what counting needs. `by_editor`: the person may change what is shown."""
        return cls(
            method=method or "",
            status=status,
            user_agent=headers.get("User-Agent", "").strip(),
            asked_range=headers.get("Range", ""),
            ahead=any(AHEAD.search(headers.get(name, "")) for name in AHEAD_HEADERS),
            by_editor=by_editor,
        )

    @property
    def is_served(self) -> bool:
        """Tell whether something was given from its beginning.

        A file fetched in parts counts once, by its first part; a refused resumption (the file was
        replaced in between) is answered in full, and counts.
        """
        if self.status in (PART, ELSEWHERE):
            return not self.asked_range or bool(FROM_THE_START.match(self.asked_range))
        return self.status == WHOLE


def is_counted(kind: str, visit: Visit) -> bool:
    if visit.method != "GET" or visit.ahead or visit.by_editor or not visit.is_served:
        return False
    if kind == CountKind.VIEW:
        return is_reader(visit.user_agent)
    return bool(visit.user_agent) and not ROBOTS.search(visit.user_agent)


def is_reader(user_agent: str) -> bool:
    """Tell whether a person looks at what this program receives."""
    return (
        bool(BROWSERS.match(user_agent))
        and not NOT_READERS.search(user_agent)
        and not ROBOTS.search(user_agent)
    )
