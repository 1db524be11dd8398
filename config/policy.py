"""What a browser may load and send from our pages: nothing inline, and nothing from elsewhere."""

from csp.constants import NONE, SELF

Policy = dict[str, dict[str, list[str]]]


def policy(*, images: list[str], forms: list[str]) -> Policy:
    """Return django-csp's setting; `forms` are the origins that an answer to a form may lead to."""
    return {
        "DIRECTIVES": {
            "default-src": [NONE],
            "script-src": [SELF],
            "style-src": [SELF],
            "font-src": [SELF],
            "img-src": [SELF, "data:", *images],
            "connect-src": [SELF],
            "form-action": [SELF, *forms],
            "base-uri": [NONE],
            "frame-ancestors": [NONE],
            "manifest-src": [SELF],
        }
    }
