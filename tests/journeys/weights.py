"""What a page costs to somebody who comes for the first time, on a slow telephone network."""

import statistics
from collections import Counter
from dataclasses import dataclass
from urllib.parse import urlsplit

SLOW_4G = {
    "offline": False,
    "latency": 150,
    "downloadThroughput": 1_600_000 / 8,
    "uploadThroughput": 750_000 / 8,
}
CPU_SLOWDOWN = 4
TELEPHONE = {"viewport": {"width": 412, "height": 823}, "device_scale_factor": 2}
KINDS = {"Document": "html", "Stylesheet": "css", "Script": "js", "Font": "fonts"}
PAINTS = """() => new Promise(resolve => {
  let painted = 0, moved = 0;
  new PerformanceObserver(list => {
    for (const entry of list.getEntries()) painted = entry.startTime;
  }).observe({type: "largest-contentful-paint", buffered: true});
  new PerformanceObserver(list => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) moved += entry.value;
  }).observe({type: "layout-shift", buffered: true});
  setTimeout(() => resolve([painted, moved]), 500);
})"""


@dataclass(frozen=True)
class Load:
    """One visit with nothing in the cache: bytes over the wire by kind, then what was seen."""

    weights: Counter
    requests: int
    third_parties: int
    dom: int
    lcp: float
    cls: float


def load(browser, origin, path):
    """Open the page once, as slowly as the budgets ask."""
    context = browser.new_context(locale="fr-FR", base_url=origin, **TELEPHONE)
    page = context.new_page()
    seen, weights = listen(context.new_cdp_session(page))
    page.goto(path, wait_until="networkidle", timeout=60_000)
    lcp, cls = page.evaluate(PAINTS)
    dom = page.evaluate("document.querySelectorAll('*').length")
    context.close()
    hosts = [urlsplit(address).netloc for address, _ in seen.values()]
    ours = hosts.count(urlsplit(origin).netloc)
    return Load(weights, len(hosts), len(hosts) - ours, dom, lcp / 1000, cls)


def listen(wire):
    """Slow the page down and return what will be heard: its requests, then bytes by kind."""
    seen, weights = {}, Counter()

    def asked(event):
        if event["request"]["url"].startswith("http"):
            seen[event["requestId"]] = (event["request"]["url"], event.get("type", "Other"))

    def received(event):
        if event["requestId"] in seen:
            kind = KINDS.get(seen[event["requestId"]][1], "other")
            weights[kind] += event["encodedDataLength"]

    wire.on("Network.requestWillBeSent", asked)
    wire.on("Network.loadingFinished", received)
    wire.send("Network.enable")
    wire.send("Network.emulateNetworkConditions", SLOW_4G)
    wire.send("Emulation.setCPUThrottlingRate", {"rate": CPU_SLOWDOWN})
    return seen, weights


def measured(loads):
    """Return the figures of `budgets.json`: the median of each over the loads."""
    return {
        "total_kb": median(sum(each.weights.values()) / 1024 for each in loads),
        **{
            f"{kind}_kb": median(each.weights[kind] / 1024 for each in loads)
            for kind in KINDS.values()
        },
        "requests": median(each.requests for each in loads),
        "third_parties": max(each.third_parties for each in loads),
        "dom_nodes": median(each.dom for each in loads),
        "lcp_s": median(each.lcp for each in loads),
        "cls": median(each.cls for each in loads),
    }


def median(values):
    return round(statistics.median(values), 3)
