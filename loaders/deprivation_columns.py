"""What the columns of the Indices of Deprivation are, in every layout that they are published or re-packed in."""

import re
from dataclasses import dataclass
from enum import StrEnum

from loaders.headers import words


class Kind(StrEnum):
    """What a column of the Indices gives; rank 1, decile 1 and the highest score are the most deprived."""

    SCORE = "score"
    RANK = "rank"
    DECILE = "decile"
    NUMERATOR = "numerator"
    POPULATION = "population"
    INDICATOR = "indicator"


TOPICS = {
    "imd": r"index of multiple deprivation|^imd\b",
    "idaci": r"affecting children|\bidaci\b",
    "idaopi": r"affecting older|\bidaopi\b",
    "children and young people": r"^children and young people\b",
    "adult skills": r"^adult skills (?:sub domain |score|rank|decile)",
    "geographical barriers": r"^geographical barriers\b",
    "wider barriers": r"^wider barriers\b",
    "indoors": r"^indoors\b",
    "outdoors": r"^outdoors\b",
    "income": r"^income\b",
    "employment": r"^employment\b",
    "education": r"^education\b",
    "health": r"^health\b",
    "crime": r"^crime\b",
    "barriers to housing and services": r"^(?:barriers to )?housing and services\b",
    "living environment": r"^(?:living )?environment\b",
}
POPULATIONS = {
    "total": r"^total population\b",
    "children 0-15": r"^dependent children aged 0 15\b",
    "16-59": r"^population aged 16 59\b",
    "60 and over": r"^older population aged 60 and over\b",
    "working age": r"^working age population\b",
}
RATES = ("income", "employment", "idaci", "idaopi")
"""Topics whose score is the share of people concerned, from 0 to 1."""


@dataclass(frozen=True, slots=True)
class DeprivationColumn:
    """What one column gives."""

    kind: Kind
    topic: str

    @property
    def series(self) -> str:
        """Give the id of the series."""
        if self.kind in (Kind.POPULATION, Kind.INDICATOR):
            return f"iod:{self.kind}/{self.topic}"
        return f"iod:{self.topic}/{self.kind}"


def plain(header: str) -> str:
    """Write a header as letters and digits only, so that every layout's spelling of it is the same.

    >>> plain("Homelessness indicator (rate per 1,000 households)")
    'homelessness indicator rate per 1000 households'
    """
    spaced = re.sub(r"[^a-z0-9]+", " ", words(header)).strip()
    return re.sub(r"(?<=\b\d) (?=000\b)", "", spaced)


def classify(header: str) -> DeprivationColumn:
    """Tell what a column is; one that is neither score, rank, decile, numerator nor population is an indicator.

    >>> classify("Income Score (rate)").series, classify("IMD_rank").series
    ('iod:income/score', 'iod:imd/rank')
    >>> classify("Mood and anxiety disorders indicator").series
    'iod:indicator/mood and anxiety disorders'
    """
    text = plain(header)
    population = next((name for name, pattern in POPULATIONS.items() if re.search(pattern, text)), None)
    if population:
        return DeprivationColumn(Kind.POPULATION, population)
    kind = _kind(text)
    topic = next((name for name, pattern in TOPICS.items() if re.search(pattern, text)), None)
    if kind and topic:
        return DeprivationColumn(kind, topic)
    return DeprivationColumn(Kind.INDICATOR, re.sub(r"\s+", " ", re.sub(r"\bindicator\b", "", text)).strip())


def _kind(text: str) -> Kind | None:
    if re.search(r"\bdecile\b", text):
        return Kind.DECILE
    if re.search(r"\brank\b", text):
        return Kind.RANK
    if re.search(r"\bscore(?: rate)?$", text):
        return Kind.SCORE
    return Kind.NUMERATOR if text.endswith("numerator") else None
