"""What is said of a place where files live."""

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    UNSAFE = "DANGEREUX"
    WEAK = "à améliorer"
    GOOD = "bon"


@dataclass(frozen=True)
class Judgement:
    """`sentence`: what is so, and what to do about it unless all is well."""

    verdict: Verdict
    sentence: str


def unsafe(sentence: str) -> Judgement:
    return Judgement(Verdict.UNSAFE, sentence)


def weak(sentence: str) -> Judgement:
    return Judgement(Verdict.WEAK, sentence)


def good(sentence: str) -> Judgement:
    return Judgement(Verdict.GOOD, sentence)
