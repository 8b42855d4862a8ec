"""Headers of the Indices of Deprivation become topics and kinds."""

import pytest

from loaders.deprivation_columns import Kind, classify, plain


@pytest.mark.parametrize(
    ("header", "kind", "series"),
    [
        ("Index of Multiple Deprivation (IMD) Score", Kind.SCORE, "iod:imd/score"),
        ("Index of Multiple Deprivation (IMD) Rank (where 1 is most deprived)", Kind.RANK, "iod:imd/rank"),
        ("Income Decile (where 1 is most deprived 10% of LSOAs)", Kind.DECILE, "iod:income/decile"),
        ("Income Score (rate)", Kind.SCORE, "iod:income/score"),
        ("Income Deprivation Affecting Children Index (IDACI) Score (rate)", Kind.SCORE, "iod:idaci/score"),
        ("Income Deprivation Affecting Older People (IDAOPI) Score (rate)", Kind.SCORE, "iod:idaopi/score"),
        ("Education, Skills and Training Score", Kind.SCORE, "iod:education/score"),
        ("Children and Young People Sub-domain Score", Kind.SCORE, "iod:children and young people/score"),
        ("Adult Skills Sub-domain Score", Kind.SCORE, "iod:adult skills/score"),
        ("Housing_and_Services_score", Kind.SCORE, "iod:barriers to housing and services/score"),
        ("Barriers to Housing and Services Score", Kind.SCORE, "iod:barriers to housing and services/score"),
        ("Environment_score", Kind.SCORE, "iod:living environment/score"),
        ("IMD_rank", Kind.RANK, "iod:imd/rank"),
        ("Income Domain numerator", Kind.NUMERATOR, "iod:income/numerator"),
        (
            "income_deprivation_affecting_children_index_idaci_numerator",
            Kind.NUMERATOR,
            "iod:idaci/numerator",
        ),
        ("Total population: mid 2015 (excluding prisoners)", Kind.POPULATION, "iod:population/total"),
        ("Dependent Children aged 0-15: mid 2022", Kind.POPULATION, "iod:population/children 0-15"),
        (
            "adult_skills_and_english_language_proficiency_indicator",
            Kind.INDICATOR,
            "iod:indicator/adult skills and english language proficiency",
        ),
        ("mental_health_indicator", Kind.INDICATOR, "iod:indicator/mental health"),
        ("connectivity_score", Kind.INDICATOR, "iod:indicator/connectivity score"),
    ],
)
def test_columns_are_known_in_every_layout(header, kind, series):
    column = classify(header)

    assert (column.kind, column.series) == (kind, series)


def test_layouts_that_differ_in_signs_only_give_the_same_words():
    assert plain("Homelessness indicator (rate per 1000 households)") == plain(
        "homelessness_indicator_rate_per_1_000_households"
    )
