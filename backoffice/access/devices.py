"""What a person calls their browser, out of what it calls itself."""

BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("Firefox/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
"""In this order: each of them also gives the names of those after it."""
SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "macOS"),
    ("Linux", "Linux"),
)


def device_of(agent):
    """Return « Firefox sous Windows », or the first word of what is nobody's browser."""
    browser = first(BROWSERS, agent)
    system = first(SYSTEMS, agent)
    if browser and system:
        return f"{browser} sous {system}"
    return browser or system or agent.partition(" ")[0] or "Appareil inconnu"


def first(names, agent):
    return next((name for mark, name in names if mark in agent), "")
