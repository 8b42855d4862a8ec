"""Charts of concentration, on events that can be counted by hand."""

import numpy as np

from charts.concentration_charts import draw_contrast, draw_lorenz
from scoring.concentration import measure_concentration
from scoring.contrast import contrast_by_measure
from scoring.evidence import Evidence
from tests.scoring.small_packs import NONE, Given, small_evidence


def ten_wards(counts: list[float]) -> Evidence:
    people = [1000.0] * len(counts)
    rates = [count / 1000.0 * 1000.0 for count in counts]
    return small_evidence(
        {"burglary": Given(value=rates, count=counts, denominator=people), "hardship": list(range(len(counts)))}
    )


def test_the_curve_and_the_mark_are_the_figures() -> None:
    # 55 events in ten wards: the worst ward holds 10 of 55, the worst two 19 of 55
    found = measure_concentration(ten_wards([float(n) for n in range(1, 11)]), "burglary")

    chart = draw_lorenz(found, 10)

    _, _, even, curve, mark = chart.figure.data
    assert np.round(curve.y[:3], 6).tolist() == [0, round(1000 / 55, 6), round(1900 / 55, 6)]
    assert list(curve.x) == [0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100]
    assert (list(even.x), list(even.y)) == ([0, 100], [0, 100])
    assert (list(mark.x), np.round(mark.y, 6).tolist()) == ([10], [round(1000 / 55, 6)])
    assert chart.title == "10% of wards hold 18.2% of burglary"


def test_the_band_of_chance_lies_between_two_curves() -> None:
    found = measure_concentration(ten_wards([5.0] * 10), "burglary")

    low, high = draw_lorenz(found, 10).figure.data[:2]

    assert high.fill == "tonexty"
    assert all(below <= above for below, above in zip(low.y, high.y, strict=True))


def test_the_table_holds_every_share_beside_chance() -> None:
    found = measure_concentration(ten_wards([float(n) for n in range(1, 11)]), "burglary")

    table = draw_lorenz(found, 10).table

    assert table["Wards with most, %"].tolist() == [1, 2, 5, 10, 20, 25, 50]
    # the worst half hold 10 + 9 + 8 + 7 + 6 of 55
    assert table["Share of events, %"].iloc[-1] == round(4000 / 55, 2)
    assert (table["By chance, lowest, %"] <= table["By chance, highest, %"]).all()


def test_thousands_of_wards_are_thinned_without_losing_the_ends() -> None:
    found = measure_concentration(ten_wards([1.0] * 999 + [5.0]), "burglary")

    curve = draw_lorenz(found, 1).figure.data[3]

    assert len(curve.x) <= 401
    assert (curve.x[0], curve.x[-1], round(curve.y[-1], 9)) == (0, 100, 100)


def test_the_tenths_are_two_bars_and_their_ratio_the_title() -> None:
    # by hardship the worst tenth is ward 10 with 8 events of 1,000 people, the best ward 1 with 2
    evidence = ten_wards([2.0, 5, 5, 5, 5, 5, 5, 5, 5, 8.0])

    chart = draw_contrast(contrast_by_measure(evidence, "burglary", "hardship"), "hardship")

    assert list(chart.figure.data[0].x) == [8, 2]
    assert chart.title == "4.0 times the burglary where need is greatest"
    assert chart.alt == ("Bar chart. Tenth with most need: 8.0 per 1,000. Tenth with least need: 2.0 per 1,000.")


def test_a_best_tenth_without_events_has_no_ratio() -> None:
    evidence = ten_wards([0.0, 5, 5, 5, 5, 5, 5, 5, 5, 8.0])

    chart = draw_contrast(contrast_by_measure(evidence, "burglary", "hardship"), "hardship")

    assert chart.title == "Burglary by hardship: most need against least"


def test_no_ward_with_both_figures_is_said() -> None:
    evidence = small_evidence({"burglary": [1.0, NONE], "hardship": [NONE, 1.0]})

    chart = draw_contrast(contrast_by_measure(evidence, "burglary", "hardship"), "hardship")

    assert chart.title == "Burglary: no ward has both figures"
    assert "no data" in chart.alt
