"""Archives: what they hold is listed, what they would become is weighed first."""

import gzip
import stat
import zipfile

import pytest

from catalog.files import preview, profile
from catalog.files.wording import number

TABLE = "code;nom\n01004;Ambérieu\n2A004;Ajaccio\n"


def archive(folder, *members, name="a.zip", mode=zipfile.ZIP_DEFLATED):
    path = folder / name
    with zipfile.ZipFile(path, "w", mode) as writer:
        for member, content in members:
            writer.writestr(member, content)
    return path


def test_members_are_listed_with_their_sizes(tmp_path):
    found = profile(
        archive(tmp_path, ("2025/musees.csv", TABLE), ("lisez-moi.txt", "Bonjour"), ("vide/", ""))
    )

    assert (found.format, found.mime, found.refusal) == ("zip", "application/zip", None)
    assert [(one.name, one.size) for one in found.parts] == [
        ("2025/musees.csv", len(TABLE.encode())), ("lisez-moi.txt", 7)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd", "etc/passwd"),
        ("/etc/passwd", "etc/passwd"),
        ("..\\..\\windows\\a.txt", "windows/a.txt"),
        ("a\u202ecsv.exe", "acsv.exe"),
    ],
)
def test_names_that_would_leave_their_folder_are_shown_without_it(tmp_path, name, shown):
    found = profile(archive(tmp_path, (name, "x")))

    assert [one.name for one in found.parts] == [shown]
    assert [one.code for one in found.observations] == ["dangerous-names"] * (name[0] in "./")


def test_an_archive_under_a_password_says_so(tmp_path):
    path = archive(tmp_path, ("a.csv", TABLE), mode=zipfile.ZIP_STORED)
    path.write_bytes(with_flag(path.read_bytes(), 0x1))

    found = profile(path)

    assert [one.code for one in found.observations] == ["encrypted"]
    assert [one.name for one in found.parts] == ["a.csv"]


def with_flag(content, flag):
    """Set a flag of the first member, in its own header and in the directory."""
    changed = bytearray(content)
    changed[6] |= flag
    changed[content.index(b"PK\x01\x02") + 8] |= flag
    return bytes(changed)


def test_more_members_than_a_profile_keeps_are_counted(tmp_path):
    found = profile(archive(tmp_path, *((f"{n}.txt", "x") for n in range(1_200))))

    assert len(found.parts) == 1_000
    assert f"{number(1200)} fichiers" in found.observations[0].message


@pytest.mark.parametrize(
    "members",
    [
        [("a.csv", bytes(200 * 1024**2))],
        [(f"{n}.txt", "x") for n in range(10_001)],
    ],
)
def test_a_bomb_is_refused_before_it_is_opened(tmp_path, members):
    found = profile(archive(tmp_path, *members))

    assert "démesuré" in found.refusal
    assert found.format == "zip"


def test_a_map_inside_a_bomb_is_refused(tmp_path):
    members = [(f"a.{suffix}", bytes(50 * 1024**2)) for suffix in ("shp", "dbf", "shx")]

    found = profile(archive(tmp_path, *members))

    assert (found.format, "démesuré" in found.refusal) == ("shp", True)


def test_a_link_inside_an_archive_is_never_followed(tmp_path):
    path = tmp_path / "a.zip"
    link = zipfile.ZipInfo("places.shp")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(path, "w") as writer:
        writer.writestr(link, "/etc/passwd")
        writer.writestr("places.dbf", "x")

    assert "liens dangereux" in profile(path).refusal


def test_an_archive_cut_short_is_refused(tmp_path):
    path = archive(tmp_path, ("a.csv", TABLE * 1000))
    path.write_bytes(path.read_bytes()[:200])

    assert "abîmé ou incomplet" in profile(path).refusal


def test_a_compressed_table_is_read_as_if_it_were_bare(tmp_path):
    path = tmp_path / "communes.csv.gz"
    path.write_bytes(gzip.compress(TABLE.encode()))

    found = profile(path, table=tmp_path / "table.parquet")

    assert (found.format, found.mime, found.row_count) == ("gz", "application/gzip", 2)
    assert [(one.name, one.size) for one in found.parts] == [("communes.csv", len(TABLE.encode()))]
    assert preview(tmp_path / "table.parquet", limit=1).rows == (("01004", "Ambérieu"),)


@pytest.mark.parametrize("content", [bytes(300 * 1024**2), gzip.compress(bytes(1024**2))])
def test_a_compressed_bomb_is_refused_and_a_box_in_a_box_is_left_closed(tmp_path, content):
    path = tmp_path / "a.csv.gz"
    path.write_bytes(gzip.compress(content))

    found = profile(path)

    assert found.row_count is None
    assert ("démesuré" in (found.refusal or "")) == (len(content) > 1024**2)


def test_a_compressed_file_cut_short_is_refused(tmp_path):
    path = tmp_path / "a.csv.gz"
    path.write_bytes(gzip.compress(TABLE.encode() * 100)[:60])

    assert "abîmé ou incomplet" in profile(path).refusal
