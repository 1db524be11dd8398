"""The two S3 servers of the tests: their addresses, and what they need to be used.

Run as a script on rclone's address (with its key and secret) and on moto's, it waits for them, makes
their buckets and prints TEST_S3_RCLONE and TEST_S3_MOTO, as http://key:secret@host:port. moto trusts
anybody until it has an account and is told to check: only then is a wrong signature refused.
"""

import json
import sys
import time
import urllib.request
from contextlib import suppress
from urllib.parse import quote, unquote, urlsplit

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError

BUCKETS = ("vitrine-private", "vitrine-public", "vitrine-inbox")
ALL_OF_S3 = {
    "Version": "2012-10-17",
    "Statement": [{"Effect": "Allow", "Action": "s3:*", "Resource": "*"}],
}
PUBLIC_READ = {
    "Version": "2012-10-17",
    "Statement": [
        {
            "Effect": "Allow",
            "Principal": "*",
            "Action": "s3:GetObject",
            "Resource": "arn:aws:s3:::vitrine-public/*",
        }
    ],
}
PATIENCE = 60


def client(service, address):
    url = urlsplit(address)
    return boto3.client(
        service,
        endpoint_url=f"http://{url.hostname}:{url.port}",
        aws_access_key_id=url.username or "nobody",
        aws_secret_access_key=unquote(url.password or "nothing"),
        region_name="us-east-1",
        config=Config(signature_version="s3v4" if service == "s3" else None),
    )


def wait_for(s3):
    for _ in range(PATIENCE * 5):
        with suppress(BotoCoreError):
            s3.list_buckets()
            return
        time.sleep(0.2)
    raise SystemExit(f"{s3.meta.endpoint_url} did not answer in {PATIENCE} s")


def moto_account(address):
    """Make the only account, have it checked from now on, return the address with its keys."""
    iam = client("iam", address)
    iam.create_user(UserName="vitrine")
    iam.put_user_policy(UserName="vitrine", PolicyName="s3", PolicyDocument=json.dumps(ALL_OF_S3))
    key = iam.create_access_key(UserName="vitrine")["AccessKey"]
    check = urllib.request.Request(  # noqa: S310 (our own address)
        f"{address}/moto-api/reset-auth", data=b"0", headers={"Content-Type": "text/plain"}
    )
    urllib.request.urlopen(check, timeout=10).close()  # noqa: S310 (as above)
    secret = quote(key["SecretAccessKey"], safe="")
    return f"http://{key['AccessKeyId']}:{secret}@{urlsplit(address).netloc}"


def main(rclone, moto):
    for address in (rclone, moto):
        s3 = client("s3", address)
        wait_for(s3)
        for bucket in BUCKETS:
            s3.create_bucket(Bucket=bucket)
    client("s3", moto).put_bucket_policy(Bucket="vitrine-public", Policy=json.dumps(PUBLIC_READ))
    sys.stdout.write(f"export TEST_S3_RCLONE={rclone}\nexport TEST_S3_MOTO={moto_account(moto)}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
