"""Headers part into words and periods."""

import pytest

from loaders.headers import split_period, words


def test_words_drop_quotes_breaks_and_underscores():
    assert words('"Good Job"\r local_area ') == "good job local area"


@pytest.mark.parametrize(
    ("header", "parts"),
    [
        ("Population - 2015", ("population", "2015")),
        ("Male life expectancy -2009-13", ("male life expectancy", "2009-13")),
        ("Life Expectancy 2005-2009", ("life expectancy", "2005-2009")),
        ("% obese - 2011/12 to 2013/14", ("% obese", "2011/12 to 2013/14")),
        ("Score, 2011/12 and 2012/13", ("score", "2011/12 and 2012/13")),
        ("Median income estimate (2012/13)", ("median income estimate", "2012/13")),
        ("Cars,_(2011_Census)", ("cars, (census)", "2011")),
        ("Turnout_at_2014_local_elections", ("turnout at local elections", "2014")),
        ("Claimants_(May-2016)", ("claimants", "2016-05")),
        ("FYE 2023", ("", "FYE 2023")),
        ("2024 Q3", ("", "2024 Q3")),
        ("(ID2010) rank", ("(id2010) rank", "")),
        ("Aged 16-64", ("aged 16-64", "")),
    ],
)
def test_headers_part_into_words_and_period(header, parts):
    assert split_period(header) == parts
