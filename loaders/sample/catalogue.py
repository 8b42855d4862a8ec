"""The sample's measures, in the words that readers see; every one of them says that it is made up."""

from collections.abc import Sequence

from scoring.measures import Direction, Level, Measure, Role

SOURCE = "Generated sample data"
PUBLISHER = "none: sample"
LICENCE = "none needed: made-up figures"
LAST_YEAR = "September 2025 to August 2026 (sample)"
NOT_REAL = "Made-up figures for trying the tool out; they say nothing about any real place."
RECORDED = f"Counts what comes to the notice of the police, by where it happened. {NOT_REAL}"
SURVEYED = f"A survey figure for the whole borough, with its 95% interval; its wards differ. {NOT_REAL}"


def _crime(measure_id: str, label: str, description: str, *, decimals: int = 1) -> Measure:
    return Measure(
        id=measure_id,
        label=label,
        theme="crime",
        direction=Direction.HIGHER_IS_WORSE,
        level=Level.WARD,
        unit="per 1,000 residents",
        decimals=decimals,
        period=LAST_YEAR,
        source=SOURCE,
        publisher=PUBLISHER,
        licence=LICENCE,
        description=description,
        caveat=RECORDED,
        denominator="residents (sample)",
    )


def _perception(measure_id: str, label: str, description: str) -> Measure:
    return Measure(
        id=measure_id,
        label=label,
        theme="perceptions",
        direction=Direction.LOWER_IS_WORSE,
        level=Level.BOROUGH,
        unit="%",
        decimals=0,
        period="year to June 2026 (sample)",
        source=SOURCE,
        publisher=PUBLISHER,
        licence=LICENCE,
        description=description,
        caveat=SURVEYED,
        denominator="adults asked (sample)",
    )


def _health(
    measure_id: str, label: str, description: str, *, unit: str, decimals: int = 1, denominator: str = ""
) -> Measure:
    return Measure(
        id=measure_id,
        label=label,
        theme="health",
        direction=Direction.HIGHER_IS_WORSE,
        level=Level.WARD,
        unit=unit,
        decimals=decimals,
        period="2025 (sample)",
        source=SOURCE,
        publisher=PUBLISHER,
        licence=LICENCE,
        description=description,
        caveat=NOT_REAL,
        denominator=denominator,
    )


def _strength(measure_id: str, label: str, description: str) -> Measure:
    return Measure(
        id=measure_id,
        label=label,
        theme="community",
        direction=Direction.LOWER_IS_WORSE,
        level=Level.WARD,
        unit="per 10,000 residents",
        decimals=1,
        period="2026 (sample)",
        source=SOURCE,
        publisher=PUBLISHER,
        licence=LICENCE,
        description=description,
        caveat=f"A strength, shown beside the score and never counted as need. {NOT_REAL}",
        denominator="residents (sample)",
        role=Role.STRENGTH,
    )


MEASURES: Sequence[Measure] = (
    _crime(
        "violence_with_injury",
        "Violence with injury",
        "Recorded offences in which somebody was hurt, with or without a weapon.",
    ),
    _crime(
        "knife_crime",
        "Knife crime",
        "Recorded offences in which a knife was used or threatened with, robbery included.",
        decimals=2,
    ),
    _crime(
        "knife_crime_with_injury",
        "Knife crime with injury",
        "Recorded offences in which a knife hurt somebody; part of knife crime and of violence with injury.",
        decimals=2,
    ),
    _crime(
        "knife_injury_under_25",
        "Knife injury of people under 25",
        "People under 25 hurt with a knife, other than at home; part of knife crime with injury.",
        decimals=2,
    ),
    _crime("personal_robbery", "Personal robbery", "Recorded robbery of people, armed or not.", decimals=2),
    _crime("sexual_offences", "Sexual offences", "Recorded sexual offences of every kind.", decimals=2),
    _crime("weapon_possession", "Weapon possession", "Recorded possession of a knife or other weapon.", decimals=2),
    _perception(
        "police_good_job", "Police do a good job", "Adults who say that the police do a good job in their local area."
    ),
    _perception("trust_in_police", "Trust in the police", "Adults who say that they trust the police."),
    _perception(
        "police_listen", "Police listen", "Adults who say that the police listen to the concerns of local people."
    ),
    _perception(
        "police_treat_fairly",
        "Police treat everyone fairly",
        "Adults who say that the police treat everyone fairly, whoever they are.",
    ),
    _health("deprivation", "Deprivation", "An overall score of deprivation: the higher, the more.", unit="score"),
    _health(
        "child_income_deprivation",
        "Children in income deprivation",
        "Share of children who live in families on low-income benefits.",
        unit="%",
    ),
    _health(
        "children_low_income",
        "Children in low-income families",
        "Share of children under 16 whose family has less than 60% of the usual income.",
        unit="%",
        denominator="children under 16 (sample)",
    ),
    _health(
        "mental_health",
        "Poor mental health",
        "A score of anxiety, depression and suicide: above 0 is more than usual.",
        unit="score",
        decimals=2,
    ),
    _health(
        "child_education",
        "Children behind at school",
        "A score of attainment, absence and staying on at school: the higher, the further behind.",
        unit="score",
    ),
    _strength("community_groups", "Community groups", "Charities and community groups that work in the ward."),
    _strength("youth_clubs", "Youth clubs", "Clubs and centres open to young people in the ward."),
)
