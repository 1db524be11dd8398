"""Commands measured side by side: each in a process of its own, seconds and peak memory told."""

import os
import random
import subprocess
import sys
import time
import venv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "var" / "bench"
OTHERS = FOLDER / "others"
ROUNDS = 3
STREETS = ("rue de l’Église", "avenue du Général-de-Gaulle", "chemin des Écoliers", "place d’Arc")
PLACES = ("Musée", "Bibliothèque", "Théâtre", "Médiathèque", "Château", "Cinéma")
HEADER = (
    "identifiant;nom;adresse;code_postal;commune;date_ouverture;tarif;latitude;longitude;gratuit"
)


@dataclass(frozen=True)
class Cost:
    """`seconds` of the clock, `work` of the processors, `peak` in megabytes: the best of rounds."""

    name: str
    seconds: float
    work: float
    peak: float

    def beside(self, other: "Cost") -> str:
        faster, lighter = other.seconds / self.seconds, other.work / self.work
        share = self.peak / other.peak
        return f"{faster:.1f}× the speed ({lighter:.1f}× by CPU), {share:.2f}× the memory"


def cost(name: str, python: str, code: str, *arguments: object) -> Cost:
    """Run the code ROUNDS times and keep its best; whatever its own children cost is counted."""
    found = [once(python, code, *arguments) for _ in range(ROUNDS)]
    seconds, work, peak = (min(one) for one in zip(*found, strict=True))
    told = Cost(name, seconds, work, peak)
    sys.stdout.write(f"{name:34} {seconds:7.2f} s  {work:7.2f} s CPU  {peak:6.0f} MB\n")
    sys.stdout.flush()
    return told


def once(python: str, code: str, *arguments: object) -> tuple[float, float, float]:
    started = time.monotonic()
    process = subprocess.Popen(  # noqa: S603 (our own interpreters, our own words)
        [python, "-c", code, *map(str, arguments)], cwd=ROOT, stdout=subprocess.DEVNULL
    )
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"exit {process.returncode}: {code}")
    return time.monotonic() - started, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def others() -> str:
    """Return the interpreter that has the contenders, installed the first time."""
    python = OTHERS / "bin" / "python"
    if not python.exists():
        venv.create(OTHERS, with_pip=True)
        subprocess.run(  # noqa: S603 (our own words)
            [python, "-m", "pip", "install", "-q", "-r", ROOT / "bench" / "requirements.txt"],
            check=True,
        )
    return str(python)


def million(rows: int = 1_000_000, encoding: str = "cp1252") -> Path:
    """Write, once, a table of ten columns as ministries send them: same seed, same bytes."""
    path = FOLDER / f"table-{rows}-{encoding}.csv"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("w", encoding=encoding, newline="") as file:
            file.write(f"{HEADER}\r\n")
            file.writelines(lines(rows))
    return path


def lines(rows: int) -> Iterator[str]:
    chance = random.Random(7)  # noqa: S311 (a bench, not a secret)
    for rank in range(rows):
        price = f"{chance.randint(0, 5000) / 100:.2f}".replace(".", ",")
        day = (
            f"{chance.randint(1, 28):02d}/{chance.randint(1, 12):02d}/{chance.randint(1950, 2025)}"
        )
        yield (
            f"{rank:08d};{chance.choice(PLACES)} n° {rank % 50_000};{chance.randint(1, 300)} "
            f"{chance.choice(STREETS)};{chance.randint(1000, 95999):05d};"
            f"Commune-{chance.randrange(8000):05d} sur Œuvre;{day};{price};"
            f"{chance.uniform(42, 51):.6f};{chance.uniform(-5, 8):.6f};"
            f"{chance.choice(('oui', 'non'))}\r\n"
        )
