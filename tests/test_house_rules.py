"""What reviewers would otherwise look for: the conventions of the house, read in its files."""

import ast
import re
import subprocess
from importlib.metadata import distribution, version
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import ForeignKey
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils.module_loading import import_string
from packaging.requirements import Requirement
from packaging.version import Version

from catalog.journal.notify import KINDS

ROOT = Path(settings.BASE_DIR)
ROOMS = ("config", "catalog", "backoffice", "showcase")
LONGEST_MODULE, LONGEST_FUNCTION, LONGEST_STYLESHEET = 300, 30, 300
LONGEST_TESTS, LONGEST_STORY = 400, 60
"""Of tests: a table of cases is long, and a journey is told in one go."""
OUR_NAMESPACES = {"backoffice", "showcase", "api", "permalink", "mailbox"}
FLOORS = {"django": "5.2.17", "wagtail": "7.4.2", "django-allauth": "65.14.2"}
SECURITY_ADVICE = "below the versions that the last security advisories ask for"


def tracked(*patterns: str) -> list[Path]:
    """Return the files of the project, those of a new branch included, without what is ignored."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "--", *patterns]
    listed = subprocess.run(  # noqa: S603 (our own words)
        command, cwd=ROOT, capture_output=True, text=True, check=True
    )
    return [path for name in listed.stdout.splitlines() if (path := ROOT / name).is_file()]


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def code(*rooms: str) -> list[Path]:
    return [
        path
        for path in tracked(*(f"{room}/*.py" for room in rooms))
        if "migrations" not in path.parts
    ]


def lines_with(pattern: str, paths: list[Path]) -> list[str]:
    """Return « file:line » wherever the pattern is found."""
    wanted = re.compile(pattern)
    return [
        f"{name_of(path)}:{number}"
        for path in paths
        for number, line in enumerate(path.read_text().splitlines(), start=1)
        if wanted.search(line)
    ]


def our_models() -> list[type[models.Model]]:
    return [model for model in apps.get_models() if model.__module__.split(".")[0] in ROOMS]


def our_templates() -> dict[str, str]:
    folder = ROOT / "templates"
    return {
        path.relative_to(folder).as_posix(): path.read_text()
        for path in tracked("templates/*")
        if path.suffix in (".html", ".txt")
    }


def too_long(paths: list[Path], limit: int) -> dict[str, int]:
    lengths = {name_of(path): len(path.read_text().splitlines()) for path in paths}
    return {name: length for name, length in lengths.items() if length > limit}


def test_modules_are_short():
    assert not too_long(code(*ROOMS), LONGEST_MODULE)
    assert not too_long(code("tests"), LONGEST_TESTS)


def long_functions(paths: list[Path], limit: int) -> dict[str, int]:
    """Return the functions whose body, without its docstring, is longer than the limit."""
    found = {}
    for path in paths:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                first = node.body[1:2] if ast.get_docstring(node) else node.body[:1]
                length = node.body[-1].end_lineno - first[0].lineno + 1 if first else 0
                if length > limit:
                    found[f"{name_of(path)}:{node.lineno} {node.name}"] = length
    return found


def test_functions_are_short():
    assert not long_functions(code(*ROOMS), LONGEST_FUNCTION)
    assert not long_functions(code("tests"), LONGEST_STORY)


def test_stylesheet_is_short():
    sheets = tracked("static/*.css")

    assert sheets
    assert sum(len(sheet.read_text().splitlines()) for sheet in sheets) < LONGEST_STYLESHEET


def test_states_are_filtered_in_the_models_only():
    elsewhere = [path for path in code(*ROOMS) if not is_a_model(path)]

    assert not lines_with(r"\.(filter|exclude|get)\([^)]*\b(state|status)(__\w+)?=", elsewhere)


def is_a_model(path: Path) -> bool:
    tables = "(models.Model)" in path.read_text()
    return tables or "models" in path.parts or path.name == "models.py"


def test_readers_start_from_what_the_person_may_see():
    screens = [*code("backoffice"), *code("showcase"), *code("catalog/api")]

    assert not lines_with(r"\bobjects\.all\(\)", screens)


DOORS_OF_HTML = {
    "catalog/markdown.py": "nh3 keeps an allow-list",
    "backoffice/mailbox/views.py": "nh3 keeps an allow-list",
    "showcase/highlight.py": "each part is escaped",
    "showcase/structured.py": "JSON in which no < > & is left",
}
"""The only modules that may say that a text needs no escaping, and why each may."""


def test_html_is_declared_safe_in_few_places():
    elsewhere = [path for path in code(*ROOMS) if name_of(path) not in DOORS_OF_HTML]

    assert not lines_with(r'mark_safe\(|\bSafeString\((?!""\))|\bSafeData\b', elsewhere)
    assert not lines_with(r"\|\s*safe\b|autoescape off", tracked("templates/*.html"))


def test_every_exception_to_a_tool_is_explained_on_its_line():
    silenced = r"(#|//) ?(noqa|type: ?ignore|fmt: ?off|pragma)"
    explained = rf"{silenced}(: [A-Z0-9, ]+|\[[\w, -]+\])? ?[(—]"
    paths = [*code(*ROOMS, "tests"), *tracked("static/*.js")]

    assert set(lines_with(silenced, paths)) <= set(lines_with(explained, paths))


def test_forms_and_serializers_name_their_fields():
    assert not lines_with(r"""fields\s*=\s*["']__all__|^\s*exclude\s*=""", code(*ROOMS))


def test_pages_carry_no_inline_script_or_style():
    pages = [path for path in tracked("templates/*.html") if "email" not in name_of(path)]

    assert not lines_with(
        r"<style|\sstyle=|\son[a-z]+=\"|<script(?![^>]*\bsrc=)(?![^>]*json)", pages
    )


def test_template_libraries_are_loaded_one_a_line_and_sorted():
    for name, text in our_templates().items():
        loaded = re.findall(r"{%\s*load ([^%]*?)\s*%}", text)
        assert loaded == sorted(loaded), name
        assert all(" " not in library for library in loaded), name


def test_every_template_is_used():
    templates = our_templates()
    written = "\n".join([*templates.values(), *(path.read_text() for path in code(*ROOMS))])
    used = set(re.findall(r"""["']([\w./-]+\.(?:html|txt))["']""", written))
    used |= {f"emails/{kind}.html" for kind in KINDS}
    used |= {f"{status}.html" for status in (400, 403, 404, 410, 429, 500)}
    used |= {model.template for model in our_models() if hasattr(model, "template")}
    of_libraries = ("account/", "mfa/", "socialaccount/")
    overriding = {
        name for name in templates if name.startswith(of_libraries) and is_allauth_s(name)
    }

    assert sorted(set(templates) - used - overriding) == []


def is_allauth_s(name: str) -> bool:
    folder = Path(import_string("allauth.__file__")).parent / "templates"
    stem = name.rsplit(".", 1)[0]
    return any(folder.glob(f"{stem}.*")) or any(folder.glob(f"{stem.removesuffix('_message')}*"))


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_notification_has_its_mail(kind):
    assert f"emails/{kind}.html" in our_templates()


def test_labels_of_the_models_are_written_in_lower_case():
    labels = {
        f"{model._meta.label}.{field.name}": str(field.verbose_name)
        for model in our_models()
        for field in model._meta.local_fields
        if not field.auto_created and not field.remote_field
    } | {model._meta.label: str(model._meta.verbose_name) for model in our_models()}
    capitalized = {
        name: label
        for name, label in labels.items()
        if label[:1].isupper() and not label[:2].isupper()
    }

    assert not capitalized


ON_DELETE = {
    "accounts.AccessRequest.decided_by": models.SET_NULL,
    "accounts.AccessRequest.organization": models.CASCADE,
    "accounts.AccessRequest.user": models.CASCADE,
    "accounts.ApiKey.user": models.CASCADE,
    "accounts.EmailChange.user": models.CASCADE,
    "accounts.Case.assigned_to": models.SET_NULL,
    "accounts.CaseNote.author": models.SET_NULL,
    "accounts.CaseNote.case": models.CASCADE,
    "accounts.HelpRequest.decided_by": models.SET_NULL,
    "accounts.HelpRequest.organization": models.SET_NULL,
    "accounts.HelpRequest.user": models.CASCADE,
    "accounts.Membership.confirmed_by": models.SET_NULL,
    "accounts.Membership.granted_by": models.SET_NULL,
    "accounts.CertificationRequest.asked_by": models.SET_NULL,
    "accounts.CertificationRequest.decided_by": models.SET_NULL,
    "accounts.CertificationRequest.organization": models.CASCADE,
    "accounts.Organization.decided_by": models.SET_NULL,
    "accounts.Invitation.invited_by": models.CASCADE,
    "accounts.Invitation.organization": models.CASCADE,
    "accounts.Membership.organization": models.CASCADE,
    "accounts.Membership.user": models.CASCADE,
    "accounts.Organization.created_by": models.SET_NULL,
    "accounts.Organization.parent": models.PROTECT,
    "accounts.OrganizationAlias.organization": models.CASCADE,
    "accounts.RefusedSignIn.user": models.CASCADE,
    "accounts.SignIn.user": models.CASCADE,
    "accounts.Phrase.kept_by": models.SET_NULL,
    "accounts.Welcome.organization": models.CASCADE,
    "accounts.Welcome.set_by": models.SET_NULL,
    "catalog.ColumnDescription.resource": models.CASCADE,
    "catalog.Contact.dataset": models.CASCADE,
    "catalog.Dataset.created_by": models.SET_NULL,
    "catalog.Dataset.organization": models.PROTECT,
    "catalog.DatasetAlias.dataset": models.CASCADE,
    "catalog.DatasetUserPermission.content_object": models.CASCADE,
    "catalog.DatasetUserPermission.permission": models.CASCADE,
    "catalog.DatasetUserPermission.user": models.CASCADE,
    "catalog.LinkCheck.resource": models.CASCADE,
    "catalog.Producer.dataset": models.CASCADE,
    "catalog.Producer.organization": models.CASCADE,
    "catalog.PublicationCheck.resource": models.CASCADE,
    "catalog.PublicationCheck.version": models.CASCADE,
    "catalog.Release.created_by": models.SET_NULL,
    "catalog.Batch.made_by": models.SET_NULL,
    "catalog.BatchPart.batch": models.CASCADE,
    "catalog.BatchPart.dataset": models.CASCADE,
    "catalog.ReleasePart.dataset": models.CASCADE,
    "catalog.ReleasePart.release": models.CASCADE,
    "catalog.ReleasePart.version": models.CASCADE,
    "catalog.Resource.current_version": models.PROTECT,
    "catalog.Resource.dataset": models.CASCADE,
    "catalog.ResourceAlias.resource": models.CASCADE,
    "catalog.Review.asked_by": models.SET_NULL,
    "catalog.Review.dataset": models.CASCADE,
    "catalog.Review.decided_by": models.SET_NULL,
    "catalog.ResourceVersion.based_on": models.SET_NULL,
    "catalog.ResourceVersion.created_by": models.SET_NULL,
    "catalog.ResourceVersion.decided_by": models.SET_NULL,
    "catalog.ResourceVersion.resource": models.CASCADE,
    "catalog.Territory.parent": models.PROTECT,
    "catalog.Transfer.asked_by": models.SET_NULL,
    "catalog.Transfer.decided_by": models.SET_NULL,
    "catalog.Transfer.source": models.CASCADE,
    "catalog.Transfer.target": models.CASCADE,
    "catalog.TransferPart.dataset": models.CASCADE,
    "catalog.TransferPart.transfer": models.CASCADE,
    "catalog.Upload.user": models.CASCADE,
    "catalog.UploadPart.upload": models.CASCADE,
    "flows.Drop.flow": models.CASCADE,
    "flows.Drop.inbox": models.PROTECT,
    "flows.Drop.version": models.SET_NULL,
    "flows.Feed.flow": models.CASCADE,
    "flows.Feed.resource": models.CASCADE,
    "flows.Flow.dataset": models.CASCADE,
    "flows.Flow.decided_by": models.SET_NULL,
    "flows.Flow.declared_by": models.SET_NULL,
    "flows.Flow.inbox": models.PROTECT,
    "flows.Flow.paused_by": models.SET_NULL,
    "flows.Flow.resource": models.SET_NULL,
    "flows.Flow.robot": models.SET_NULL,
    "flows.FlowTest.asked_by": models.SET_NULL,
    "flows.FlowTest.flow": models.CASCADE,
    "flows.Inbox.organization": models.PROTECT,
    "flows.Incident.flow": models.CASCADE,
    "flows.Run.flow": models.CASCADE,
    "journal.Activity.actor": models.SET_NULL,
    "journal.Activity.dataset": models.SET_NULL,
    "journal.Activity.organization": models.SET_NULL,
    "journal.Activity.resource": models.SET_NULL,
    "journal.Notification.dataset": models.CASCADE,
    "journal.Notification.recipient": models.CASCADE,
    "journal.Preference.person": models.CASCADE,
    "search.DatasetFacet.dataset": models.CASCADE,
    "search.SearchDocument.dataset": models.CASCADE,
    "search.SearchHit.document": models.DO_NOTHING,
    "showcase.HomePage.page_ptr": models.CASCADE,
    "stats.DailyCount.dataset": models.CASCADE,
    "stats.DailyCount.organization": models.CASCADE,
    "stats.DailyCount.resource": models.CASCADE,
}
"""What goes with what: a new link is added here by hand, so that its answer is a decision."""


def test_what_is_deleted_with_what_was_decided():
    found = {
        f"{model._meta.label}.{field.name}": field.remote_field.on_delete
        for model in our_models()
        for field in model._meta.local_fields
        if isinstance(field, ForeignKey)
    }

    assert found == ON_DELETE


def named(patterns, namespace=""):
    """Yield each (namespace, name) of the project's addresses."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from named(pattern.url_patterns, pattern.namespace or namespace)
        elif isinstance(pattern, URLPattern) and pattern.name:
            yield namespace, pattern.name


PLACES = {"home", "explorer", "profile", "accessibility", "legal"}
"""Pages of which there is one, and on which nothing is done."""


def test_addresses_are_named_noun_verb():
    names = {name for space, name in named(get_resolver().url_patterns) if space in OUR_NAMESPACES}

    assert names
    assert not {name for name in names - PLACES if not re.fullmatch(r"[a-z]+(-[a-z]+)+", name)}


def test_tasks_enqueued_by_name_exist():
    written = "\n".join(path.read_text() for path in code(*ROOMS))
    names = re.findall(r"""\benqueue\(\s*["']([\w.]+)["']""", written)

    assert names
    assert all(hasattr(import_string(name), "enqueue") for name in names)


@pytest.mark.parametrize(("package", "floor"), FLOORS.items())
def test_installed_versions_are_safe(package, floor):
    assert Version(version(package)) >= Version(floor), f"{package} is {SECURITY_ADVICE}"


def runtime_packages() -> list[str]:
    text = (ROOT / "requirements.txt").read_text()
    lines = [line.rstrip("\\ ") for line in text.splitlines() if line and line[0] not in " #-"]
    required = [Requirement(line) for line in lines]
    return [each.name for each in required if each.marker is None or each.marker.evaluate()]


def test_no_runtime_dependency_is_under_the_agpl():
    packages = runtime_packages()

    assert len(packages) > 20
    assert not [
        name for name in packages if "AFFERO" in licence_of(name) or "AGPL" in licence_of(name)
    ]


def licence_of(package: str) -> str:
    facts = distribution(package).metadata
    words = [facts.get("License-Expression", ""), (facts.get("License") or "")[:200]]
    return " ".join([*words, *facts.get_all("Classifier", [])]).upper()


def test_locked_requirements_name_no_registry():
    files = tracked("requirements*.txt", "pyproject.toml")

    assert len(files) == 3
    assert not lines_with(r"(--)?(extra-)?index-url|find-links|https?://", files)


def test_nothing_of_this_machine_is_in_the_project():
    folders = "|".join("/" + name + "/" for name in ("work", "root", "home/[a-z]", "Users/[A-Z]"))
    texts = [path for path in tracked() if path.suffix not in (".png", ".woff2", ".ico", ".xlsx")]

    assert not lines_with(rf"(?<![\w.]){folders}", texts)
