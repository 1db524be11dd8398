"""Measure the search at scale, ours beside a query written by hand. See bench/README.md."""

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

RESULTS = Path(__file__).parent / "results"
WAYS = {
    "sqlite": "SQLite",
    "postgresql": "PostgreSQL",
    "hand": "PostgreSQL, written by hand",
}


def main() -> None:
    options = parsed()
    recorded = json.loads(options.read.read_text()) if options.read else made(options.datasets)
    sys.stdout.write(report(recorded))
    if options.write:
        RESULTS.mkdir(exist_ok=True)
        path = RESULTS / f"search-{recorded['day']}.json"
        path.write_text(json.dumps(recorded, ensure_ascii=False, indent=1) + "\n")


def parsed() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--datasets", type=int, default=50_000)
    parser.add_argument("--write", action="store_true", help="record the figures in bench/results/")
    parser.add_argument("--read", type=Path, help="print the tables of recorded figures")
    return parser.parse_args()


def made(number: int) -> dict[str, Any]:
    """Measure now, on SQLite, and on PostgreSQL if the environment names one."""
    runs = {"sqlite": measured("", number)}
    if address := os.environ.get("DATABASE_URL", ""):
        runs["postgresql"] = measured(address, number)
    day = date.today().isoformat()  # noqa: DTZ011 (the day here)
    return {"day": day, "machine": machine(), "runs": runs}


def measured(address: str, number: int) -> dict[str, Any]:
    """Run the measure on that database in a process of its own."""
    with tempfile.TemporaryDirectory(prefix="vitrine-bench-") as folder:
        environment = os.environ | {"VITRINE_VAR": folder, "LOG_LEVEL": "WARNING"}
        environment.pop("DATABASE_URL", None)
        if address:
            environment["DATABASE_URL"] = address
        done = subprocess.run(  # noqa: S603 (our own words)
            [sys.executable, "-m", "bench.measure", str(number)],
            env=environment,
            stdout=subprocess.PIPE,
            check=True,
        )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def report(recorded: dict[str, Any]) -> str:
    runs = recorded["runs"]
    first = next(iter(runs.values()))
    return "\n".join(
        [
            f"# Search at {first['datasets']:,} datasets".replace(",", " "),
            "",
            f"{recorded['day']}. {recorded['machine']}.",
            f"Made from {first['texts']} texts ({first['source']}), "
            f"{len(first['queries'])} queries, each asked {len(first['everything_ms'])} times: the "
            "best time of each is kept, since other work on the machine only adds to it.",
            "",
            *summary(runs),
            "",
            "Milliseconds, best of each query; results ours / by hand.",
            "",
            *details(runs),
            "",
        ]
    )


def machine() -> str:
    cores, memory = os.cpu_count(), os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    load = os.getloadavg()[2]
    return (
        f"{platform.machine()}, {cores} cores, {memory / 1024**3:.0f} GB, "
        f"Python {platform.python_version()}, load {load:.1f} over the last 15 minutes"
    )


def summary(runs: dict[str, dict[str, Any]]) -> list[str]:
    columns = {name: facts_of(run, "ours") for name, run in runs.items()}
    if "postgresql" in runs:
        columns["hand"] = facts_of(runs["postgresql"], "hand")
        base = columns["hand"]["p50 (ms)"]
        for facts in columns.values():
            facts["p50, times by hand"] = facts["p50 (ms)"] / base
    lines = [row("", *(WAYS[name] for name in columns)), row(*["---"] * (len(columns) + 1))]
    for fact in next(iter(columns.values())):
        lines.append(row(fact, *(shown(facts.get(fact)) for facts in columns.values())))
    return lines


def facts_of(run: dict[str, Any], way: str) -> dict[str, Any]:
    times = [min(query[f"{way}_ms"]) for query in run["queries"]]
    index = "index" if way == "ours" else "hand_index"
    everything = min(run["everything_ms"]) if way == "ours" else None
    return {
        "version": run["version"],
        "index, time (s)": run[f"{index}_s"],
        "index, size (MB)": run[f"{index}_mb"],
        "p50 (ms)": statistics.median(times),
        "p95 (ms)": statistics.quantiles(times, n=20)[-1],
        "without a query (ms)": everything,
    }


def details(runs: dict[str, dict[str, Any]]) -> list[str]:
    names = [*runs, *(["hand"] if "postgresql" in runs else [])]
    lines = [row("query", "results", *(WAYS[name] for name in names))]
    lines.append(row(*["---"] * (len(names) + 2)))
    for position, query in enumerate(next(iter(runs.values()))["queries"]):
        asked = {name: run["queries"][position] for name, run in runs.items()}
        times = [asked[name]["ours_ms"] for name in runs]
        results = [str(query["ours"])]
        if "postgresql" in runs:
            times.append(asked["postgresql"]["hand_ms"])
            results.append(str(asked["postgresql"]["hand"]))
        best = [shown(min(each)) for each in times]
        lines.append(row(words_of(query), " / ".join(results), *best))
    return lines


def words_of(query: dict[str, Any]) -> str:
    chosen = [f"{name}={value}" for name, values in query["chosen"].items() for value in values]
    return " ".join([query["words"], *(f"`{choice}`" for choice in chosen)])


def shown(value: Any) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else f"{value:.1f}" if value < 10 else f"{value:.0f}"


def row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    main()
