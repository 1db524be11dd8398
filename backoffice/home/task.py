from dataclasses import dataclass


@dataclass(frozen=True)
class Task:
    """One line: its state (a word, and the shape that goes with it), the thing, the gesture."""

    state: str
    shape: str
    title: str
    sentence: str
    label: str
    url: str
    quote: str = ""
