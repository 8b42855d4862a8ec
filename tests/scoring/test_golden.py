"""The first 30 wards of the sample pack under the default settings: when these move, the method or the sample has.

Such a change is told under "Method changes" in CHANGELOG.md, and `golden_ranking.csv` is written anew with
`python -m scoring score --pack sample_data --out FILE.csv`, of which it holds these columns and rows.
"""

import csv
from pathlib import Path

from loaders.pack import read_pack
from scoring.score import score_wards
from scoring.settings import Settings
from scoring.table import score_table

ROOT = Path(__file__).parents[2]
GOLDEN = Path(__file__).with_name("golden_ranking.csv")
COLUMNS = ["need_rank", "ward_code", "need_score", "measures_above", "measures_with_data"]


def test_the_first_thirty_wards_of_the_sample_stay_where_they_were() -> None:
    with GOLDEN.open(encoding="utf-8", newline="") as file:
        expected = [{name: row[name] for name in COLUMNS} for row in csv.DictReader(file)]

    table = score_table(score_wards(read_pack(ROOT / "sample_data").arrange(), Settings()))

    found = [
        {name: row[name] if name == "ward_code" else f"{row[name]:g}" for name in COLUMNS}
        for row in table.head(30).to_dict("records")
    ]
    assert len(expected) == 30
    assert found == expected, 'if this is meant, write golden_ranking.csv anew and tell it under "Method changes"'
