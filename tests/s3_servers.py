"""The two S3 servers of the tests: their addresses, and what they need to be used.

Run on their two addresses, it waits for them, makes their buckets and prints TEST_S3_RCLONE and
TEST_S3_MOTO, as http://key:secret@host:port. rclone checks signatures; moto checks conditions,
keeps versions and the settings of buckets, and lets anybody sign.
"""

import json
import os
import sys
import time
import uuid
from contextlib import suppress
from urllib.parse import urlsplit

import boto3
import pytest
from botocore.config import Config
from botocore.exceptions import BotoCoreError

BUCKETS = ("vitrine-private", "vitrine-public", "vitrine-inbox")
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
VARIABLES = {"rclone": "TEST_S3_RCLONE", "moto": "TEST_S3_MOTO"}


def address_of(server):
    """Return its address. Without it a test is skipped, except in CI, where that is a failure."""
    if address := os.environ.get(VARIABLES[server]):
        return address
    missing = f'{VARIABLES[server]} is not set: eval "$(make -s services)" starts it.'
    return pytest.fail(missing) if os.environ.get("CI") else pytest.skip(missing)


def options(server, bucket="vitrine-private"):
    """Return the options of a storage on that server, in a place of its own."""
    url = urlsplit(address_of(server))
    return {
        "bucket_name": bucket,
        "endpoint_url": f"http://{url.hostname}:{url.port}",
        "access_key": url.username,
        "secret_key": url.password,
        "region_name": "us-east-1",
        "location": f"essai/{uuid.uuid4().hex}",
    }


def client(address):
    url = urlsplit(address)
    return boto3.client(
        "s3",
        endpoint_url=f"http://{url.hostname}:{url.port}",
        aws_access_key_id=url.username,
        aws_secret_access_key=url.password,
        region_name="us-east-1",
        config=Config(signature_version="s3v4"),
    )


def wait_for(s3):
    for _ in range(PATIENCE * 5):
        with suppress(BotoCoreError):
            s3.list_buckets()
            return
        time.sleep(0.2)
    raise SystemExit(f"{s3.meta.endpoint_url} did not answer in {PATIENCE} s")


def main(rclone, moto):
    for address in (rclone, moto):
        s3 = client(address)
        wait_for(s3)
        for bucket in BUCKETS:
            s3.create_bucket(Bucket=bucket)
    client(moto).put_bucket_policy(Bucket="vitrine-public", Policy=json.dumps(PUBLIC_READ))
    sys.stdout.write(f"export TEST_S3_RCLONE={rclone}\nexport TEST_S3_MOTO={moto}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
