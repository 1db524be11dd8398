"""What check_storage says of real buckets: one that is in order, and each thing that is not."""

import json
import uuid
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from django.core.management import call_command

from catalog import storage
from catalog.custody.buckets import judge_bucket, judge_clock
from catalog.custody.judgements import Verdict
from catalog.custody.places import judge, judge_all
from tests import s3_servers

CORS = {"AllowedOrigins": ["*"], "AllowedMethods": ["GET", "HEAD"]}
ABORT = {
    "ID": "envois interrompus",
    "Status": "Enabled",
    "Filter": {"Prefix": ""},
    "AbortIncompleteMultipartUpload": {"DaysAfterInitiation": 1},
}
AES = {"Rules": [{"ApplyServerSideEncryptionByDefault": {"SSEAlgorithm": "AES256"}}]}


@pytest.fixture
def store():
    """A bucket of moto's, with the settings that the house asks for."""
    options = s3_servers.options("moto", bucket=f"essai-{uuid.uuid4().hex}")
    made = storage.S3FileStorage(**options)
    client, name = made.client, options["bucket_name"]
    client.create_bucket(Bucket=name)
    client.put_bucket_versioning(Bucket=name, VersioningConfiguration={"Status": "Enabled"})
    client.put_bucket_lifecycle_configuration(
        Bucket=name, LifecycleConfiguration={"Rules": [ABORT]}
    )
    client.put_bucket_encryption(Bucket=name, ServerSideEncryptionConfiguration=AES)
    client.put_bucket_cors(Bucket=name, CORSConfiguration={"CORSRules": [CORS]})
    return made


def told(judgements, verdict):
    return [one.sentence for one in judgements if one.verdict == verdict]


def test_a_bucket_in_order_is_good(store):
    judgements = list(judge_bucket(store))

    assert {one.verdict for one in judgements} == {Verdict.GOOD}
    assert len(judgements) == 5


@pytest.mark.parametrize(
    ("lacking", "said"),
    [
        ("delete_bucket_lifecycle", "AbortIncompleteMultipartUpload"),
        ("delete_bucket_encryption", "chiffrement"),
        ("delete_bucket_cors", "GET et HEAD"),
    ],
)
def test_a_setting_that_lacks_is_said_with_what_to_ask(store, lacking, said):
    getattr(store.client, lacking)(Bucket=store.bucket_name)

    (sentence,) = told(judge_bucket(store), Verdict.WEAK)

    assert said in sentence


def test_versions_that_were_suspended_are_said(store):
    store.client.put_bucket_versioning(
        Bucket=store.bucket_name, VersioningConfiguration={"Status": "Suspended"}
    )

    (sentence,) = told(judge_bucket(store), Verdict.WEAK)

    assert "versions d’objets" in sentence


def test_a_bucket_where_any_page_writes_is_unsafe(store):
    everything = CORS | {"AllowedMethods": ["GET", "PUT"]}
    store.client.put_bucket_cors(
        Bucket=store.bucket_name, CORSConfiguration={"CORSRules": [everything]}
    )

    (sentence,) = told(judge_bucket(store), Verdict.UNSAFE)

    assert "y écrire" in sentence


def test_a_bucket_that_anybody_lists_or_writes_is_unsafe(store):
    """moto checks no right: whatever is asked without a key, it does."""
    unsafe = told(judge(store), Verdict.UNSAFE)

    assert any("peut lister" in sentence for sentence in unsafe)
    assert any("peut y écrire" in sentence for sentence in unsafe)
    assert list(store.listing()) == []


def test_a_bucket_that_anybody_reads_is_unsafe(store):
    everybody = {
        "Effect": "Allow",
        "Principal": "*",
        "Action": "s3:GetObject",
        "Resource": f"arn:aws:s3:::{store.bucket_name}/*",
    }
    policy = json.dumps({"Version": "2012-10-17", "Statement": [everybody]})
    store.client.put_bucket_policy(Bucket=store.bucket_name, Policy=policy)

    unsafe = told(judge(store), Verdict.UNSAFE)

    assert any("brouillons et versions retirées sont publics" in sentence for sentence in unsafe)


def test_a_bucket_that_checks_its_keys_lets_no_stranger_in():
    store = storage.S3FileStorage(**s3_servers.options("rclone"))

    judgements = list(judge(store))

    assert told(judgements, Verdict.UNSAFE) == []
    assert "sans adresse signée, rien ne se lit." in told(judgements, Verdict.GOOD)
    assert any("écritures conditionnelles" in said for said in told(judgements, Verdict.WEAK))


@pytest.mark.parametrize("wrong", [{"secret_key": "autre"}, {"endpoint_url": "http://127.0.0.1:9"}])
def test_a_bucket_that_refuses_us_is_unsafe_and_says_why(wrong):
    store = storage.S3FileStorage(**s3_servers.options("rclone") | wrong)

    (sentence,) = told(judge(store), Verdict.UNSAFE)

    assert "on ne peut pas y écrire" in sentence
    assert told(judge_bucket(store), Verdict.UNSAFE)


def test_speaking_in_clear_to_another_machine_is_unsafe(store):
    far = s3_servers.options("moto") | {"endpoint_url": "http://s3.exemple.invalid"}

    sentences = told(judge_bucket(storage.S3FileStorage(**far)), Verdict.UNSAFE)

    assert any("en clair" in sentence for sentence in sentences)


@pytest.mark.parametrize(
    ("gap", "verdict"), [(3, Verdict.GOOD), (90, Verdict.WEAK), (400, Verdict.UNSAFE)]
)
@pytest.mark.parametrize("side", [1, -1])
def test_a_clock_that_is_far_off_is_said(gap, side, verdict):
    date = format_datetime(datetime.now(UTC) + timedelta(seconds=side * gap), usegmt=True)

    assert judge_clock(date).verdict == verdict


def test_a_folder_that_everybody_enters_is_weak(tmp_path):
    tmp_path.chmod(0o755)

    (sentence,) = told(judge(storage.LocalFileStorage(location=tmp_path)), Verdict.WEAK)

    assert "chmod" in sentence


def test_nothing_is_left_of_the_check(each_storage):
    list(judge_all())

    assert list(storage.files().listing()) == []


@pytest.mark.parametrize("each_storage", ["folder", "moto"], indirect=True)
def test_the_command_fails_on_what_is_unsafe(each_storage, capsys):
    if each_storage == "folder":
        call_command("check_storage")
    else:
        with pytest.raises(SystemExit):
            call_command("check_storage")

    said = capsys.readouterr().out
    assert "bon          fichiers : ce qui est écrit se relit." in said
    assert ("DANGEREUX" in said) == (each_storage == "moto")


def test_a_strict_command_fails_on_what_is_weak(tmp_path, settings):
    tmp_path.chmod(0o755)
    entry = {"BACKEND": "catalog.storage.LocalFileStorage", "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = settings.STORAGES | {"files": entry}

    with pytest.raises(SystemExit):
        call_command("check_storage", "--strict")
