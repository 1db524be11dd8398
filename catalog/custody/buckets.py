"""The settings of a bucket, as the service tells them: which one lacks, and what to ask for."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urlsplit

from botocore.exceptions import BotoCoreError, ClientError

from catalog.custody.judgements import Judgement, good, unsafe, weak
from catalog.storage import S3FileStorage

SIGNATURE_SECONDS = 5 * 60
"""A service refuses what is signed by a clock that far from its own."""
WORRYING_SECONDS = 60
WRITES = {"PUT", "POST", "DELETE"}
LOOPBACK = {"127.0.0.1", "localhost", "::1"}


def judge_bucket(store: S3FileStorage) -> Iterator[Judgement]:
    yield from judge_transport(store)
    try:
        head = store.client.head_bucket(Bucket=store.bucket_name)
    except (BotoCoreError, ClientError) as error:
        yield unsafe(
            f"il ne répond pas ({str(error)[:200]}). Vérifiez son nom, l’adresse et la clé."
        )
        return
    yield judge_clock(head["ResponseMetadata"]["HTTPHeaders"].get("date", ""))
    for judgement in (judge_versions, judge_lifecycle, judge_encryption, judge_cors):
        yield judgement(store)


def judge_transport(store: S3FileStorage) -> Iterator[Judgement]:
    url = urlsplit(store.endpoint_url or "https://s3.amazonaws.com")
    if url.scheme != "https" and url.hostname not in LOOPBACK:
        yield unsafe(
            f"on lui parle en clair ({url.scheme}://{url.hostname}) : les adresses signées et les "
            "brouillons se lisent sur le réseau. Donnez une adresse https dans S3_ENDPOINT_URL."
        )


def judge_clock(date: str) -> Judgement:
    if not date:
        return weak("ce service ne dit pas l’heure : tenez celle de cette machine à jour (NTP).")
    gap = abs((datetime.now(UTC) - parsedate_to_datetime(date)).total_seconds())
    if gap > SIGNATURE_SECONDS:
        return unsafe(
            f"son horloge et la nôtre diffèrent de {gap:.0f} s : les adresses signées sont "
            "refusées. Mettez cette machine à l’heure (NTP)."
        )
    if gap > WORRYING_SECONDS:
        return weak(f"son horloge et la nôtre diffèrent de {gap:.0f} s. Vérifiez NTP.")
    return good("son horloge et la nôtre s’accordent.")


def asked(request: Callable[..., Any], store: S3FileStorage) -> dict[str, Any] | None:
    """Return what the service says of a setting; {}: it is not set; None: it does not say."""
    try:
        return dict(request(Bucket=store.bucket_name))
    except ClientError as error:
        code = str(error.response["Error"].get("Code", ""))
        return {} if code.startswith("NoSuch") or code.endswith("NotFoundError") else None
    except BotoCoreError:
        return None


def unknown(setting: str) -> Judgement:
    return weak(
        f"la clé n’a pas le droit de lire ce réglage, ou le service ne le connaît pas : {setting}. "
        "Vérifiez-le à la main."
    )


def judge_versions(store: S3FileStorage) -> Judgement:
    told = asked(store.client.get_bucket_versioning, store)
    if told is None:
        return unknown("les versions d’objets")
    if told.get("Status") == "Enabled":
        return good("il garde les versions d’objets : un effacement se rattrape.")
    return weak(
        "il ne garde pas les versions d’objets : un effacement par erreur ne se rattrape que par "
        "une sauvegarde. Activez-les, et ne donnez pas DeleteObjectVersion à la clé du site."
    )


def judge_lifecycle(store: S3FileStorage) -> Judgement:
    told = asked(store.client.get_bucket_lifecycle_configuration, store)
    if told is None:
        return unknown("le cycle de vie des envois interrompus")
    rules = [rule for rule in told.get("Rules", []) if rule.get("Status") == "Enabled"]
    if any("AbortIncompleteMultipartUpload" in rule for rule in rules):
        return good("il efface lui-même les envois interrompus.")
    return weak(
        "il garde, et fait payer, les morceaux des envois interrompus. Ajoutez une règle "
        "AbortIncompleteMultipartUpload d’un jour, ou planifiez collect_garbage chaque nuit."
    )


def judge_encryption(store: S3FileStorage) -> Judgement:
    told = asked(store.client.get_bucket_encryption, store)
    if told is None:
        return unknown("le chiffrement au repos")
    if told.get("ServerSideEncryptionConfiguration", {}).get("Rules"):
        return good("ce qu’il garde est chiffré.")
    return weak("rien ne dit qu’il chiffre ce qu’il garde. Activez le chiffrement par défaut.")


def judge_cors(store: S3FileStorage) -> Judgement:
    """A page that reads a file by its permalink is led here: without CORS it gets nothing."""
    told = asked(store.client.get_bucket_cors, store)
    if told is None:
        return unknown("le partage entre origines (CORS)")
    rules = told.get("CORSRules", [])
    everybody = [rule for rule in rules if "*" in rule.get("AllowedOrigins", [])]
    methods = {method for rule in everybody for method in rule.get("AllowedMethods", [])}
    if methods & WRITES:
        return unsafe(
            "CORS permet à toute page d’y écrire avec une adresse signée. Ne laissez que GET et "
            "HEAD."
        )
    if "GET" in methods:
        return good("les pages d’autres sites peuvent lire les fichiers (CORS).")
    return weak(
        "les pages d’autres sites ne pourront pas lire les fichiers : permettez GET et HEAD à "
        "toute origine (CORS) ; les adresses restent signées."
    )
