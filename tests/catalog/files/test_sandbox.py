"""What a child process may not do, whatever it is asked."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

import pytest

from catalog.files import profile, sandbox
from catalog.files.sandbox import LIMITS, ROOT, SandboxRefusal

HERE = "tests.catalog.files.errands"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Where the work folders of the test are made."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def test_a_function_answers_from_another_process():
    assert sandbox.call(f"{HERE}:greet", name="Zoé") == "Bonjour Zoé"


def test_a_path_told_from_where_the_caller_stands_is_read(tmp_path, monkeypatch):
    (tmp_path / "given.csv").write_text("commune;entrées\nParis;12\nRennes;9\n")
    monkeypatch.chdir(tmp_path)

    found = profile(Path("given.csv"))

    assert (found.refusal, found.row_count) == (None, 2)


def test_the_site_never_loads_the_engines_that_read_files():
    code = "import sys, catalog.files; sys.exit(bool({'duckdb', 'pyarrow'} & set(sys.modules)))"

    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)  # noqa: S603 (our words)


def test_a_file_given_to_read_is_read(tmp_path):
    given = tmp_path / "given.txt"
    given.write_text("Muséofile")

    assert sandbox.call(f"{HERE}:read_text", reads=[given], path=given) == "Muséofile"


def test_what_it_writes_is_moved_once_whole_and_its_folder_disappears(folder):
    wanted = folder / "wanted"

    work = sandbox.call(f"{HERE}:leave_traces", writes=wanted)

    assert wanted.read_text() == "whole"
    assert not Path(work).exists()
    assert list(folder.iterdir()) == [wanted]


def test_the_folder_of_a_caller_that_was_killed_is_removed_later(folder):
    for name, age in (("lost", 2 * sandbox.FORGOTTEN), ("in-use", 60)):
        work = folder / f"{sandbox.PREFIX}{name}"
        work.mkdir()
        os.utime(work, (time.time() - age,) * 2)

    sandbox.call(f"{HERE}:greet", name="Zoé")

    assert [path.name for path in folder.iterdir()] == [f"{sandbox.PREFIX}in-use"]


def test_a_child_that_dies_half_way_leaves_nothing(folder):
    with pytest.raises(SandboxRefusal):
        sandbox.call(f"{HERE}:die_half_way", writes=folder / "wanted")

    assert not list(folder.glob("*/**"))
    assert not (folder / "wanted").exists()


@pytest.fixture
def landlocked(folder):
    """Skip where the system has no Landlock: the other walls stand, this one does not."""
    (folder / "other").write_text("secret")
    try:
        sandbox.call(f"{HERE}:read_text", path=folder / "other")
    except SandboxRefusal:
        return folder
    return pytest.skip("this system has no Landlock")


def test_a_file_that_was_not_given_is_not_read(landlocked):
    with pytest.raises(SandboxRefusal) as caught:
        sandbox.call(f"{HERE}:read_text", path=landlocked / "other")

    assert "PermissionError" in caught.value.detail


@pytest.mark.parametrize("path", ["/etc/passwd", "/proc/1/environ", f"{ROOT}/pyproject.toml"])
def test_neither_the_system_nor_the_project_is_read(landlocked, path):
    with pytest.raises(SandboxRefusal) as caught:
        sandbox.call(f"{HERE}:read_text", path=path)

    assert "PermissionError" in caught.value.detail


def test_a_file_given_to_read_is_never_written(landlocked):
    given = landlocked / "given.txt"
    given.write_text("as sent")

    with pytest.raises(SandboxRefusal):
        sandbox.call(f"{HERE}:overwrite", reads=[given], path=given)

    assert given.read_text() == "as sent"


def test_a_refusal_crosses_as_its_sentence():
    with pytest.raises(SandboxRefusal, match=r"^Ce fichier est vide\.$"):
        sandbox.call(f"{HERE}:refuse")


def test_any_other_surprise_becomes_a_sentence_and_keeps_its_trace_for_the_log():
    with pytest.raises(SandboxRefusal, match="n’a pas pu être lu") as caught:
        sandbox.call(f"{HERE}:fail")

    assert "a surprise" in caught.value.detail


def test_it_inherits_no_variable(monkeypatch):
    monkeypatch.setenv("VITRINE_SECRET_KEY", "secret")

    seen = sandbox.call(f"{HERE}:variables")

    assert "secret" not in seen.values()
    assert "VITRINE_SECRET_KEY" not in seen


def test_memory_is_bounded():
    with pytest.raises(SandboxRefusal, match="mémoire"):
        sandbox.call(f"{HERE}:hoard", limits=replace(LIMITS, memory=1024**3), megabytes=900)

    assert sandbox.call(f"{HERE}:hoard", megabytes=900) == 900 * 1024**2


def test_what_escapes_the_limit_of_the_engine_meets_that_of_the_process():
    with pytest.raises(SandboxRefusal, match="mémoire"):
        sandbox.call(f"{HERE}:repeat_for_ever")


@pytest.mark.parametrize(
    ("function", "limits", "arguments"),
    [
        ("sleep", replace(LIMITS, wall=1), {"seconds": 60}),
        ("spin", replace(LIMITS, cpu=1), {}),
    ],
)
def test_time_is_bounded(function, limits, arguments):
    with pytest.raises(SandboxRefusal, match="trop de temps"):
        sandbox.call(f"{HERE}:{function}", limits=limits, **arguments)


def test_its_own_children_are_killed_with_it():
    marker = "0417"

    with pytest.raises(SandboxRefusal):
        sandbox.call(
            f"{HERE}:sleep_with_a_child",
            limits=replace(LIMITS, wall=2), seconds=60, marker=marker,
        )  # fmt: skip

    assert f"sleep\x0060.{marker}\x00" not in commands()


def test_children_are_forked_from_one_process_that_has_no_other_thread():
    sandbox.call(f"{HERE}:greet", name="Zoé")
    nursery = sandbox.NURSERY.process

    sandbox.call(f"{HERE}:greet", name="Zoé")

    assert sandbox.NURSERY.process is nursery
    assert len(list(Path(f"/proc/{nursery.pid}/task").iterdir())) == 1


def test_a_nursery_that_was_killed_is_replaced():
    sandbox.call(f"{HERE}:greet", name="Zoé")

    sandbox.NURSERY.process.kill()

    assert sandbox.call(f"{HERE}:greet", name="Zoé") == "Bonjour Zoé"


def test_a_caller_that_says_nothing_does_not_keep_the_others_waiting_for_ever():
    ours, theirs = socket.socketpair()
    with ours, theirs:
        sandbox.NURSERY.hand(theirs)

        assert sandbox.call(f"{HERE}:greet", name="Zoé") == "Bonjour Zoé"


def test_a_nursery_that_no_longer_answers_is_left_with_its_errand(monkeypatch):
    sandbox.call(f"{HERE}:greet", name="Zoé")
    monkeypatch.setattr("catalog.files.warm.GOODBYE", 0.5)
    stopped = sandbox.NURSERY.process
    stopped.send_signal(signal.SIGSTOP)

    with pytest.raises(SandboxRefusal, match="trop de temps"):
        sandbox.call(f"{HERE}:greet", name="Zoé", limits=replace(LIMITS, wall=1))

    assert stopped.poll() is not None
    assert sandbox.call(f"{HERE}:greet", name="Zoé") == "Bonjour Zoé"


def test_a_caller_that_is_killed_takes_its_child_with_it():
    marker = "0418"
    code = (
        "from catalog.files import sandbox;"
        f"sandbox.call('{HERE}:sleep_with_a_child', seconds=60, marker='{marker}')"
    )
    caller = subprocess.Popen([sys.executable, "-c", code], cwd=ROOT)  # noqa: S603 (our words)
    wait_until(lambda: f"sleep\x0060.{marker}\x00" in commands())

    caller.kill()
    caller.wait()

    wait_until(lambda: f"sleep\x0060.{marker}\x00" not in commands())


def wait_until(happened):
    deadline = time.monotonic() + 30
    while not happened():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def commands():
    """Return the command line of every process of the machine."""
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        with contextlib.suppress(OSError):
            found.append(path.read_text())
    return found


def test_what_it_writes_is_bounded(tmp_path):
    small = replace(LIMITS, file=5 * 1024**2)

    with pytest.raises(SandboxRefusal, match="place"):
        sandbox.call(f"{HERE}:write_much", limits=small, writes=tmp_path / "big", megabytes=6)

    sandbox.call(f"{HERE}:write_much", limits=small, writes=tmp_path / "big", megabytes=4)
    assert (tmp_path / "big").stat().st_size == 4 * 1024**2


def test_what_it_says_is_bounded():
    sandbox.call(f"{HERE}:flood")

    with pytest.raises(SandboxRefusal):
        sandbox.call(f"{HERE}:answer_much", limits=replace(LIMITS, answer=1024**2), megabytes=2)


@pytest.mark.skipif(not sandbox.without_network(), reason="this system does not let us")
def test_it_reaches_no_address():
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]

        with pytest.raises(SandboxRefusal) as caught:
            sandbox.call(f"{HERE}:connect", port=port)

    assert "unreachable" in caught.value.detail or "refused" in caught.value.detail
