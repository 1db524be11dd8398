"""Who counts as a reader of pages, and who as somebody who fetches a file."""

import pytest

from catalog.enums import CountKind
from catalog.stats.audience import Visit, is_counted

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:131.0) Gecko/20100101 Firefox/131.0"
CHROME = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/130.0.0.0 Safari/537.36"
)
PEOPLE = {
    "firefox": FIREFOX,
    "chrome": CHROME,
    "edge": f"{CHROME} Edg/130.0.0.0",
    "opera": f"{CHROME} OPR/115.0.0.0",
    "safari": "Mozilla/5.0 (Macintosh; Intel Mac OS X 14_6) AppleWebKit/605.1.15 (KHTML, like "
    "Gecko) Version/17.6 Safari/605.1.15",
    "iphone": "Mozilla/5.0 (iPhone; CPU iPhone OS 17_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, "
    "like Gecko) Version/17.6 Mobile/15E148 Safari/604.1",
    "samsung": "Mozilla/5.0 (Linux; Android 14; SAMSUNG SM-S918B) AppleWebKit/537.36 (KHTML, like "
    "Gecko) SamsungBrowser/26.0 Chrome/122.0.0.0 Mobile Safari/537.36",
    "cubot phone": "Mozilla/5.0 (Linux; Android 11; CUBOT NOTE 20) AppleWebKit/537.36 (KHTML, like "
    "Gecko) Chrome/129.0.0.0 Mobile Safari/537.36",
    "internet explorer": "Mozilla/5.0 (Windows NT 6.1; Trident/7.0; rv:11.0) like Gecko",
    "lynx": "Lynx/2.9.0dev.10 libwww-FM/2.14 SSL-MM/1.4.1",
    "w3m": "w3m/0.5.3+git20230121",
}
TOOLS = {
    "curl": "curl/8.5.0",
    "wget": "Wget/1.21.3",
    "requests": "python-requests/2.32.3",
    "urllib, pandas": "Python-urllib/3.11",
    "httpx": "python-httpx/0.27.2",
    "aiohttp": "Python/3.12 aiohttp/3.10.5",
    "r": "libcurl/8.5.0 r-curl/5.2.1 httr/1.4.7",
    "java": "Java/17.0.12",
    "go": "Go-http-client/2.0",
    "node": "node-fetch/1.0 (+https://github.com/bitinn/node-fetch)",
    "okhttp": "okhttp/4.12.0",
    "duckdb": "cpp-httplib/0.14.3",
    "qgis": "Mozilla/5.0 QGIS/33410/Linux",
    "power bi": "Microsoft.Data.Mashup (https://go.microsoft.com/fwlink/?LinkID=304225)",
    "excel": "Mozilla/4.0 (compatible; ms-office; MSOffice 16)",
    "powershell": "Mozilla/5.0 (Windows NT; Windows NT 10.0; fr-FR) WindowsPowerShell/5.1.19041",
}
ROBOTS = {
    "nobody": "",
    "google": "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
    "google, as a phone": "Mozilla/5.0 (Linux; Android 6.0.1; Nexus 5X) AppleWebKit/537.36 (KHTML, "
    "like Gecko) Chrome/130.0.0.0 Mobile Safari/537.36 (compatible; GoogleOther)",
    "bing": "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)",
    "yahoo": "Mozilla/5.0 (compatible; Yahoo! Slurp; http://help.yahoo.com/help/us/ysearch/slurp)",
    "yandex": "Mozilla/5.0 (compatible; YandexBot/3.0; +http://yandex.com/bots)",
    "baidu": "Mozilla/5.0 (compatible; Baiduspider/2.0; +http://www.baidu.com/search/spider.html)",
    "qwant": "Mozilla/5.0 (compatible; Qwantbot/1.0_4151530; +https://help.qwant.com/bot/)",
    "apple": "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_5) AppleWebKit/605.1.15 (KHTML, like "
    "Gecko) Version/13.1.1 Safari/605.1.15 (Applebot/0.1; +http://www.apple.com/go/applebot)",
    "gpt": "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; GPTBot/1.2; "
    "+https://openai.com/gptbot)",
    "chat": "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko); compatible; ChatGPT-User/1.0",
    "bytedance": "Mozilla/5.0 (Linux; Android 5.0) AppleWebKit/537.36 (KHTML, like Gecko) Mobile "
    "Safari/537.36 (compatible; Bytespider; spider-feedback@bytedance.com)",
    "common crawl": "CCBot/2.0 (https://commoncrawl.org/faq/)",
    "internet archive": "Mozilla/5.0 (compatible; archive.org_bot +http://archive.org/details/a)",
    "bnf": "Mozilla/5.0 (compatible; bnf.fr_bot; +https://www.bnf.fr/fr/capture-de-votre-site-web)",
    "alexa": "ia_archiver (+http://www.alexa.com/site/help/webmasters; crawler@alexa.com)",
    "facebook": "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
    "meta": "meta-externalagent/1.1 (+https://developers.facebook.com/docs/sharing/webmasters)",
    "whatsapp": "WhatsApp/2.24.20.89 A",
    "slack": "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)",
    "teams": "Mozilla/5.0 (Windows NT 6.1; WOW64) SkypeUriPreview Preview/0.5",
    "ahrefs": "Mozilla/5.0 (compatible; AhrefsBot/7.0; +http://ahrefs.com/robot/)",
    "screaming frog": "Screaming Frog SEO Spider/20.4",
    "scrapy": "Scrapy/2.11.2 (+https://scrapy.org)",
    "uptime": "Mozilla/5.0+(compatible; UptimeRobot/2.0; http://www.uptimerobot.com/)",
    "pingdom": "Pingdom.com_bot_version_1.4_(http://www.pingdom.com/)",
    "nagios": "check_http/v2.3.3 (monitoring-plugins 2.3.3)",
    "kubernetes": "kube-probe/1.29",
    "headless": CHROME.replace("Chrome/", "HeadlessChrome/"),
    "lighthouse": f"{CHROME} Chrome-Lighthouse",
    "w3c": "W3C_Validator/1.3 http://validator.w3.org/services",
    "censys": "Mozilla/5.0 (compatible; CensysInspect/1.1; +https://about.censys.io/)",
    "nuclei": "Nuclei - Open-source project (github.com/projectdiscovery/nuclei)",
    "ourselves": "Vitrine/1 (contrôle de publication)",
}


def counts(kind, user_agent=FIREFOX, *, method="GET", status=200, by_editor=False, **headers):
    headers = {name.replace("_", "-"): value for name, value in headers.items()}
    facts = headers | {"User-Agent": user_agent}
    return is_counted(kind, Visit.read(method, facts, status=status, by_editor=by_editor))


@pytest.mark.parametrize("user_agent", PEOPLE.values(), ids=PEOPLE.keys())
def test_people_count_for_pages_and_files(user_agent):
    assert counts(CountKind.VIEW, user_agent)
    assert counts(CountKind.DOWNLOAD, user_agent)


@pytest.mark.parametrize("user_agent", TOOLS.values(), ids=TOOLS.keys())
def test_a_script_fetches_files_and_reads_no_page(user_agent):
    assert counts(CountKind.DOWNLOAD, user_agent)
    if "QGIS" not in user_agent:  # nothing tells it from a browser, and it opens no page
        assert not counts(CountKind.VIEW, user_agent)


@pytest.mark.parametrize("user_agent", ROBOTS.values(), ids=ROBOTS.keys())
def test_robots_never_count(user_agent):
    assert not counts(CountKind.VIEW, user_agent)
    assert not counts(CountKind.DOWNLOAD, user_agent)


@pytest.mark.parametrize("method", ["HEAD", "OPTIONS", "POST"])
def test_only_a_get_counts(method):
    assert not counts(CountKind.DOWNLOAD, method=method)


def test_whoever_may_change_the_thing_does_not_count():
    assert not counts(CountKind.VIEW, by_editor=True)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("Sec_Purpose", "prefetch"),
        ("Sec_Purpose", "prefetch;prerender"),
        ("Purpose", "prefetch"),
        ("X_Purpose", "preview"),
        ("X_Moz", "prefetch"),
    ],
)
def test_what_a_browser_fetches_ahead_does_not_count(name, value):
    assert not counts(CountKind.VIEW, **{name: value})


@pytest.mark.parametrize(
    ("status", "asked", "counted"),
    [
        (200, "", True),
        (302, "", True),
        (206, "bytes=0-", True),
        (206, "bytes=0-1023", True),
        (206, " BYTES = 0 - 9", True),
        (302, "bytes=0-1023", True),
        (206, "bytes=1024-", False),
        (206, "bytes=-500", False),
        (206, "bytes=05-9", False),
        (302, "bytes=1024-", False),
        (200, "bytes=1024-", True),  # the file was replaced: all of it is sent
        (304, "", False),
        (404, "", False),
        (410, "", False),
        (416, "bytes=9999-", False),
        (503, "", False),
    ],
)
def test_a_file_counts_when_it_is_given_from_its_beginning(status, asked, counted):
    assert counts(CountKind.DOWNLOAD, status=status, Range=asked) is counted
