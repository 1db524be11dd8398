"""A provider of identities on this machine: OpenID Connect as ProConnect speaks it, or spoilt."""

import base64
import hashlib
import json
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, parse_qsl, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT, SECRET, KEY_NAME = "vitrine", "un-secret-pour-essayer-de-plus-de-32-octets", "clé-1"
KEY, OTHER_KEY = (rsa.generate_private_key(65537, 2048) for _ in range(2))
ASKED = {
    "response_type", "client_id", "redirect_uri", "scope", "claims", "state", "nonce",
    "code_challenge", "code_challenge_method",
}  # fmt: skip
SHORTEST = 32
"""ProConnect refuses any other parameter, and what is too short to be drawn at random."""


def nothing(claims):
    """Say what is true."""


@dataclass
class Spoilt:
    """How the provider lies: each part is right unless it is named."""

    claims: object = nothing
    person: object = nothing
    algorithm: str = "RS256"
    key: object = KEY
    key_name: str = KEY_NAME
    signs_person: bool = True
    gives_id_token: bool = True
    issuer: str = ""


@dataclass
class Provider:
    port: int = 0
    spoilt: Spoilt = field(default_factory=Spoilt)
    person: dict = field(default_factory=dict)
    amr: tuple = ("pwd",)
    codes: dict = field(default_factory=dict)
    ended: list = field(default_factory=list)

    @property
    def issuer(self):
        return f"http://127.0.0.1:{self.port}/api/v2"

    @property
    def settings(self):
        options = {
            "server_url": self.issuer,
            "scope": ["openid", "email", "given_name", "usual_name"],
            "oauth_pkce_enabled": True,
            "token_auth_method": "client_secret_post",
            "verified_email": ["culture.example"],
        }
        app = {"provider_id": "proconnect", "name": "ProConnect", "client_id": CLIENT}
        return {"openid_connect": {"APPS": [app | {"secret": SECRET, "settings": options}]}}

    def authorize(self, address):
        """Return where the browser is sent back after the person said yes."""
        asked = dict(parse_qsl(urlsplit(address).query))
        assert asked.keys() == ASKED, sorted(asked.keys() ^ ASKED)
        assert min(len(asked["state"]), len(asked["nonce"])) >= SHORTEST
        code = hashlib.sha256(f"{asked['state']}{time.time()}".encode()).hexdigest()
        self.codes[code] = asked
        back = urlencode({"code": code, "state": asked["state"]})
        return f"{asked['redirect_uri']}?{back}"

    def discovery(self):
        here = self.issuer
        return {
            "issuer": self.spoilt.issuer or here,
            "authorization_endpoint": f"{here}/authorize",
            "token_endpoint": f"{here}/token",
            "userinfo_endpoint": f"{here}/userinfo",
            "jwks_uri": f"{here}/jwks",
            "end_session_endpoint": f"{here}/session/end",
        }

    def jwks(self):
        public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(KEY.public_key()))
        return {"keys": [public | {"kid": KEY_NAME, "alg": "RS256", "use": "sig"}]}

    def token(self, form):
        """A code serves once, with the secret that this browser's session kept."""
        asked = self.codes.pop(form.get("code", ""), None)
        if not asked or form.get("client_secret") != SECRET:
            return None
        digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        if asked["code_challenge"] != challenge or asked["code_challenge_method"] != "S256":
            return None
        answer = {"access_token": "un-jeton", "token_type": "Bearer"}
        if self.spoilt.gives_id_token:
            answer["id_token"] = self.signed(self.claims(asked), self.spoilt.claims)
        return answer

    def claims(self, asked):
        now = int(time.time())
        times = {"iat": now, "exp": now + 60}
        own = {"iss": self.issuer, "aud": CLIENT, "sub": self.person["sub"]}
        wanted = json.loads(asked["claims"])["id_token"]
        proved = {"acr": "eidas1"} | ({"amr": self.amr} if "amr" in wanted else {})
        return own | times | proved | {"nonce": asked["nonce"]}

    def userinfo(self):
        return self.signed(
            {"iss": self.issuer, "aud": CLIENT, "exp": int(time.time()) + 60} | self.person,
            self.spoilt.person,
        )

    def signed(self, claims, spoil):
        spoil(claims)
        key = None if self.spoilt.algorithm == "none" else self.spoilt.key
        headers = {"kid": self.spoilt.key_name}
        return jwt.encode(claims, key, self.spoilt.algorithm, headers=headers)


class Desk(BaseHTTPRequestHandler):
    provider: Provider

    def do_GET(self):
        page, provider = urlsplit(self.path).path.removeprefix("/api/v2"), self.provider
        if page == "/authorize":
            return self.send_away(provider.authorize(self.path))
        if page == "/session/end":
            asked = dict(parse_qsl(urlsplit(self.path).query))
            provider.ended.append(asked)
            return self.send_away(asked["post_logout_redirect_uri"])
        if page == "/userinfo":
            return self.tell_person()
        pages = {"/.well-known/openid-configuration": provider.discovery, "/jwks": provider.jwks}
        return self.say(json.dumps(pages[page]()))

    def tell_person(self):
        if self.headers["Authorization"] != "Bearer un-jeton":
            return self.say("{}", status=401)
        if self.provider.spoilt.signs_person:
            return self.say(self.provider.userinfo(), kind="application/jwt")
        return self.say(json.dumps(self.provider.person))

    def do_POST(self):
        length = int(self.headers["Content-Length"])
        form = {name: values[0] for name, values in parse_qs(self.rfile.read(length)).items()}
        form = {name.decode(): value.decode() for name, value in form.items()}
        answer = self.provider.token(form)
        status = 200 if answer else 400
        return self.say(json.dumps(answer or {"error": "invalid_grant"}), status=status)

    def send_away(self, address):
        self.send_response(302)
        self.send_header("Location", address)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def say(self, text, *, status=200, kind="application/json"):
        body = text.encode()
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        """Say nothing."""


@contextmanager
def provider_of(**person):
    provider = Provider(person=person)
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Own", (Desk,), {"provider": provider}))
    provider.port = server.server_address[1]
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
