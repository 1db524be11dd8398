"""Domains where anybody opens a mailbox: an address there says nothing of where somebody works.

The usual ones of France and of the world, from their providers' own pages (2026).
"""

DOMAINS = frozenset([
    "aliceadsl.fr", "aol.com", "aol.fr", "bbox.fr", "caramail.com", "caramail.fr",
    "club-internet.fr", "duck.com", "fastmail.com", "fastmail.fm", "free.fr", "gmail.com",
    "gmx.com", "gmx.de", "gmx.fr", "gmx.net", "googlemail.com", "hey.com", "hotmail.be",
    "hotmail.co.uk", "hotmail.com", "hotmail.fr", "icloud.com", "ik.me", "infonie.fr",
    "laposte.net", "libertysurf.fr", "live.be", "live.com", "live.fr", "mac.com", "mail.com",
    "mail.ru", "mailbox.org", "mailinator.com", "mailo.com", "mailo.fr", "me.com", "msn.com",
    "murena.io", "netc.fr", "netcourrier.com", "neuf.fr", "noos.fr", "numericable.fr",
    "orange.fr", "outlook.be", "outlook.com", "outlook.fr", "pm.me", "posteo.de", "posteo.net",
    "proton.me", "protonmail.ch", "protonmail.com", "protonmail.fr", "rocketmail.com", "sfr.fr",
    "tuta.com", "tuta.io", "tutanota.com", "voila.fr", "wanadoo.fr", "yahoo.ca", "yahoo.co.uk",
    "yahoo.com", "yahoo.de", "yahoo.es", "yahoo.fr", "yahoo.it", "yandex.com", "yandex.ru",
    "ymail.com", "yopmail.com", "yopmail.fr", "zaclys.net", "zoho.com",
])  # fmt: skip
