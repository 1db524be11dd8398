"""Twenty-five names and twenty contents that have broken something: five hundred files."""

import gzip
import io
import random
import zipfile

TEXT = "nom;commune;visites\nMusée d’Orsay — été;Pâtis;1 234,5\nŒuvre « là »;Île;-0\n"
PLAIN = "nom;commune;visites\nMusee;Patis;1\n"
RIGHT_TO_LEFT, LEFT_TO_RIGHT, ZERO_WIDTH = "\u202e", "\u200e", "\u200b"

NAMES = {
    "plain": "musees.csv",
    "spaces": "  musées   de France  2026 .csv",
    "accents": "éàüñçœ—’.csv",
    "combining": "e\u0301te\u0301.csv",
    "capitals": "MUSEES.CSV",
    "no-extension": "LISEZMOI",
    "many-dots": "musees.v2..final...csv",
    "dotfile": ".htaccess",
    "dash": "-rf.csv",
    "quotes": "le \"grand\" 'musée'.csv",
    "separators": "a;b,c|d=e&f+g.csv",
    "percent": "100%25%00%0d%0a.csv",
    "path": "../../../etc/passwd.csv",
    "windows-path": "C:\\Users\\moi\\musees.csv",
    "reserved": "CON.csv",
    "bidi": f"facture{RIGHT_TO_LEFT}vsc.exe",
    "marks": f"{LEFT_TO_RIGHT}musees{ZERO_WIDTH}.csv",
    "greek": "Μουσεία.csv",
    "chinese": "博物馆.csv",
    "arabic": "متاحف.csv",
    "astral": "\U0001d49c\U0001f5ff.csv",
    "template": "{{ 7*7 }}<b>{% now %}.csv",
    "formula": "=HYPERLINK(1).csv",
    "long": "musee-" * 40 + ".csv",
    "wrong-type": "image.png",
}


def zipped():
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        archive.writestr("musees.csv", TEXT)
    return written.getvalue()


def noise(size):
    return b"\x00\xff" + random.Random(size).randbytes(size - 2)  # noqa: S311 (bytes to compare)


CONTENTS = {
    "one-byte": b"\x00",
    "one-space": b" ",
    "one-line-end": b"\n",
    "utf-8": TEXT.encode(),
    "utf-8-mark": TEXT.encode("utf-8-sig"),
    "utf-16": TEXT.encode("utf-16"),
    "utf-16-be-unmarked": TEXT.encode("utf-16-be"),
    "utf-32": TEXT.encode("utf-32"),
    "cp1252": TEXT.replace("—", "-").encode("cp1252"),
    "mac": TEXT.encode("mac_roman"),
    "cp850": PLAIN.replace("Musee", "Musée").encode("cp850"),
    "ebcdic": PLAIN.encode("cp500"),
    "mixed-line-ends": b"a;b\r\n1;2\n3;4\r5;6\n\r\n\x85\x0b\x0c",
    "zeros": bytes(70_000),
    "every-byte": bytes(range(256)) * 3,
    "one-chunk-and-one": noise(256 * 1024 + 1),
    "one-long-line": b"a" * 300_000,
    "formulas": b"=1+1;@SUM(A1);+2;-3\n\"=cmd|' /C calc'!A0\"\n",
    "gzip": gzip.compress(TEXT.encode(), mtime=0),
    "zip": zipped(),
}
