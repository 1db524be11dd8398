"""The page that says what bench.flows found."""

from statistics import median, quantiles
from typing import Any

MIB = 1024 * 1024


def report(found: dict[str, Any]) -> str:
    lines = [
        "# Files left in a bucket, until they are public",
        "",
        f"On {found['day']}, {found['cores']} cores shared by the site, the workers, PostgreSQL",
        f"and the S3 server (load average {found['load']:.0f}). `python -m bench.flows --write`",
        "makes it again. A case lasts a while: what was published by then is what is counted.",
        "Waits are from the pass that saw the file; peaks are VmHWM, in MiB, of one process.",
        "",
        "| files left | workers | published | a minute | median wait (s) | p95 (s) | "
        "worker, peak | sandbox, peak |",
        "|---|---|---|---|---|---|---|---|",
        *(line(one) for one in found["cases"]),
        "",
        "The same objects, copied by boto3 alone, one after the other (read, written elsewhere):",
        "",
        "| files | copied | a minute |",
        "|---|---|---|",
        *(copy_line(kind, one) for kind, one in found["copies"].items()),
        "",
        alone_line(found["alone"]) if found["alone"] else "",
    ]
    return "\n".join(lines) + "\n"


def line(one: dict[str, Any]) -> str:
    what = f"{one['files']:,} of {size(one['bytes'])}"
    middle, late = waits(one["waits"])
    worker, sandbox = peaks(one["peak"])
    return (
        f"| {what} | {one['workers']} | {one['published']} in {one['seconds']:.0f} s | "
        f"**{rate(one['published'], one['seconds'])}** | {middle} | {late} | {worker} | {sandbox} |"
    )


def copy_line(kind: str, one: dict[str, Any]) -> str:
    copied = f"{one['files']:.0f} in {one['seconds']:.1f} s"
    return f"| {kind} | {copied} | **{rate(one['files'], one['seconds'])}** |"


def alone_line(one: dict[str, Any]) -> str:
    middle, late = waits(one["waits"])
    return (
        f"{one['published']} small files of {one['files']}, left one at a time over a minute, with "
        f"the flow looking each minute: from the drop to the public, median {middle} s, p95 {late} "
        "s. Half a minute of it is waiting for the pass."
    )


def rate(count: float, seconds: float) -> str:
    return f"{count / seconds * 60:,.0f}"


def waits(found: list[float]) -> tuple[str, str]:
    if len(found) < 2:
        return "", ""
    return f"{median(found):.1f}", f"{quantiles(found, n=20)[-1]:.1f}"


def peaks(found: dict[str, int]) -> tuple[str, str]:
    """A worker forks: its supervisor, itself, the process that is ready, and what it forks."""
    own = [held for name, held in found.items() if "child" not in name]
    below = [held for name, held in found.items() if "child" in name]
    return (f"{max(own, default=0) / MIB:.0f}", f"{max(below, default=0) / MIB:.0f}")


def size(count: int) -> str:
    return f"{count / MIB:.0f} MB" if count >= MIB else f"{count / 1024:.0f} kB"
