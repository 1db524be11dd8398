"""The policies of deploy/policies, on a server that enforces them: a partner's key opens its own
prefix, and nothing of another's; the site's reads what both drop.
"""

from http import HTTPStatus
from io import BytesIO
from pathlib import Path
from urllib.request import Request, urlopen

import boto3
import pytest
from botocore.config import Config
from botocore.exceptions import ClientError
from django.conf import settings as django_settings
from moto.server import ThreadedMotoServer

from catalog.enums import InboxKind
from catalog.flows.inbox import InboxUnreachable
from catalog.flows.models import Inbox
from catalog.flows.readers import reader_of

POLICIES = Path(django_settings.BASE_DIR, "deploy/policies")
BUCKET = "depots"


class Server:
    """A moto of this process: enforcing keys on the suite's own would stop the other tests."""

    def __init__(self):
        self.server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
        self.server.start()
        host, port = self.server.get_host_and_port()
        self.address = f"http://{host}:{port}"

    def client(self, service, key="racine", secret="racine"):  # noqa: S107 (nobody looks at it yet)
        return boto3.client(
            service,
            endpoint_url=self.address,
            aws_access_key_id=key,
            aws_secret_access_key=secret,
            region_name="us-east-1",
            config=Config(retries={"total_max_attempts": 1}),
        )

    def key(self, name, policy, **words):
        """Make an account with that policy of ours; return its key and secret."""
        text = (POLICIES / f"{policy}.json").read_text().replace("BUCKET", BUCKET)
        for word, value in words.items():
            text = text.replace(word, value)
        iam = self.client("iam")
        iam.create_user(UserName=name)
        iam.put_user_policy(UserName=name, PolicyName=policy, PolicyDocument=text)
        made = iam.create_access_key(UserName=name)["AccessKey"]
        return made["AccessKeyId"], made["SecretAccessKey"]


@pytest.fixture(scope="module")
def server():
    made = Server()
    made.client("s3").create_bucket(Bucket=BUCKET)
    made.keys = {
        "musees": made.key("musees", "partner", PREFIX="musees"),
        "festivals": made.key("festivals", "partner", PREFIX="festivals"),
        "site": made.key("site", "inbox"),
    }
    enforced(made)
    yield made
    made.server.stop()


def enforced(server):
    """Have moto look at keys and policies from now on."""
    address, plain = f"{server.address}/moto-api/reset-auth", {"Content-Type": "text/plain"}
    asked = Request(address, b"0", plain)  # noqa: S310 (our own address)
    with urlopen(asked, timeout=10) as answer:  # noqa: S310 (as above)
        assert answer.status == HTTPStatus.OK


def answers(call, **asked):
    try:
        return call(Bucket=BUCKET, **asked)["ResponseMetadata"]["HTTPStatusCode"]
    except ClientError as error:
        return error.response["ResponseMetadata"]["HTTPStatusCode"]


def test_a_partner_opens_its_own_prefix_and_nothing_else(server):
    for mine, other in (("musees", "festivals"), ("festivals", "musees")):
        s3 = server.client("s3", *server.keys[mine])

        assert answers(s3.put_object, Key=f"{mine}/a.csv", Body=b"a\n1\n") == HTTPStatus.OK
        assert answers(s3.get_object, Key=f"{mine}/a.csv") == HTTPStatus.OK
        for key in (f"{other}/a.csv", "a.csv", f"{mine}-bis/a.csv", "published/a.csv"):
            assert answers(s3.put_object, Key=key, Body=b"a") == HTTPStatus.FORBIDDEN, key
            assert answers(s3.get_object, Key=key) == HTTPStatus.FORBIDDEN, key
        for prefix in (f"{mine}/", f"{other}/", ""):
            assert answers(s3.list_objects_v2, Prefix=prefix) == HTTPStatus.FORBIDDEN, prefix
        assert answers(s3.delete_object, Key=f"{mine}/a.csv") == HTTPStatus.FORBIDDEN


def test_the_site_reads_what_partners_drop_and_says_why_it_cannot(server, settings):
    settings.INBOX_ENDPOINTS = [server.address]
    settings.INBOX_CREDENTIALS = server.keys
    settings.FLOWS_S3_SECONDS = -1
    partner = server.client("s3", *server.keys["musees"])
    partner.put_object(Bucket=BUCKET, Key="musees/b.csv", Body=b"b\n")
    facts = {"kind": InboxKind.S3, "endpoint": server.address, "bucket": BUCKET, "name": "Dépôts"}

    reader = reader_of(Inbox(credentials="site", **facts))
    (seen,) = reader.look("musees/b", limit=10).seen
    target = BytesIO()
    reader.copy(seen, target)
    assert target.getvalue() == b"b\n"
    reader.put_away(seen, "published/b.csv")

    with pytest.raises(InboxUnreachable, match="refuse la clé"):
        reader_of(Inbox(credentials="festivals", **facts)).look("musees/", limit=10)
