"""The one list of measures that `build` knows: what each is, and from which published series it comes.

measures.toml, docs/data-sources.md and the list of what could not be built are all made from it.
"""

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass

from loaders.publications import PUBLICATIONS, Publication
from loaders.recipes import (
    WINDOW_MONTHS,
    CountRate,
    CountShare,
    People,
    Published,
    Recipe,
    SmallAreaMean,
    SmallAreaShare,
)
from scoring.measures import Direction, Level, Measure

PER_1000 = "per 1,000 residents"
RECORDED = (
    "Recorded crime, not all crime: much is never reported. Residents are the denominator, so wards that many people "
    "visit or pass through (the West End, Heathrow) stand higher than their residents' own experience. "
    "The City of London has its own police force and no figure here."
)
SURVEYED = (
    "A borough figure, shared by all wards of the borough. A survey of about 100 residents a quarter in each borough, "
    "over twelve months; the published file gives no interval. The City of London isn't surveyed."
)
CENSUS_BULK = "https://www.nomisweb.co.uk/sources/census_2021_bulk"
BOROUGH_FIGURE = "A borough figure, shared by all wards of the borough."
FROM_SMALL_AREAS = (
    "The mean over the ward's small areas (LSOA), weighted by residents: a ward's mean can hide a poor street. "
)

_MONTH = re.compile(r"\d{4}-\d{2}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A measure before it is built: its words, and the ways it can be derived. Newest release first, then in order."""

    id: str
    label: str
    theme: str
    direction: Direction = Direction.HIGHER_IS_WORSE
    level: Level = Level.WARD
    unit: str
    decimals: int = 1
    description: str
    caveat: str
    denominator: str = ""
    period_words: str = "{period}"
    where: str = ""
    recipes: tuple[Recipe, ...]

    @property
    def publication(self) -> Publication:
        """Give the publication that it is built from."""
        return PUBLICATIONS[self.recipes[0].format]

    @property
    def supply(self) -> str:
        """Say which file would give it, and how to get it."""
        publication = self.publication
        return f"{publication.name} ({publication.publisher}): {self.where or publication.where}"

    @property
    def is_by_month(self) -> bool:
        """Tell whether it has monthly counts."""
        return isinstance(self.recipes[0], CountRate)

    def measure(self, publication: Publication, *, period: str, release: str, residents: str) -> Measure:
        """Give the measure as a pack holds it, with where its figures and its residents came from."""
        return Measure(
            id=self.id,
            label=self.label,
            theme=self.theme,
            direction=self.direction,
            level=self.level,
            unit=self.unit,
            decimals=self.decimals,
            period=self.period_words.format(period=_name_month(period)),
            source=f"{publication.name}, release {release}",
            publisher=publication.publisher,
            licence=publication.licence,
            url=publication.page,
            description=self.description,
            caveat=self.caveat,
            denominator=self.denominator.format(residents=residents),
        )


def _name_month(period: str) -> str:
    """Write a month in words; other periods stay as their publisher writes them."""
    return f"{datetime.date.fromisoformat(f'{period}-01'):%B %Y}" if _MONTH.fullmatch(period) else period


def _crime(id: str, label: str, description: str, recipe: CountRate, *, caveat: str = "") -> Entry:
    return Entry(
        id=id,
        label=label,
        theme="crime",
        unit=PER_1000,
        description=f"{description}, over the last {WINDOW_MONTHS} whole months.",
        caveat=f"{caveat} {RECORDED}".strip(),
        denominator="{residents}",
        recipes=(recipe,),
    )


def _survey(id: str, label: str, description: str, series: str) -> Entry:
    return Entry(
        id=id,
        label=label,
        theme="perceptions",
        direction=Direction.LOWER_IS_WORSE,
        level=Level.BOROUGH,
        unit="% of residents",
        decimals=0,
        description=description,
        caveat=SURVEYED,
        period_words="12 months to {period}",
        recipes=(Published("pas", (series,), scale=100.0),),
    )


def _index(
    id: str, label: str, description: str, *series: str, by_ward: str = "", caveat: str = "", decimals: int = 1
) -> Entry:
    return Entry(
        id=id,
        label=label,
        theme="health",
        unit="score",
        decimals=decimals,
        description=description,
        caveat=f"{FROM_SMALL_AREAS}{caveat}".strip(),
        recipes=(
            SmallAreaMean("deprivation", series),
            *((Published("deprivation_wards", (by_ward,)),) if by_ward else ()),
        ),
    )


ENTRIES: tuple[Entry, ...] = (
    _crime(
        "violence_with_injury",
        "Violence with injury",
        "Recorded offences of violence with injury",
        CountRate("mps_ward", ("mps:violence against the person/violence with injury",)),
    ),
    _crime(
        "knife_crime",
        "Knife crime",
        "Recorded offences in which a knife or sharp instrument was used or threatened",
        CountRate("mps_dashboard", ("dashboard:knife crime/knife crime",)),
        caveat="Includes robberies in which a knife was only threatened.",
    ),
    _crime(
        "knife_crime_with_injury",
        "Knife crime with injury",
        "Recorded knife offences in which someone was hurt",
        CountRate("mps_dashboard", ("dashboard:knife crime/knife crime with injury",)),
        caveat="A part of knife crime: weigh the two together with care. Few events a ward.",
    ),
    _crime(
        "knife_injury_under_25",
        "Young people hurt by knives",
        "Victims aged 1 to 24 hurt with a knife, domestic abuse aside",
        CountRate("mps_dashboard", ("dashboard:knife crime/knife injury victims (non da 1-24)",)),
        caveat="Per 1,000 residents of all ages, by the ward of the offence, not of the home. Very few events a ward.",
    ),
    _crime(
        "personal_robbery",
        "Personal robbery",
        "Recorded robberies of personal property",
        CountRate("mps_ward", ("mps:robbery/robbery of personal property",)),
    ),
    _crime(
        "sexual_offences",
        "Sexual offences",
        "Recorded rapes and other sexual offences",
        CountRate("mps_ward", ("mps:sexual offences/*",)),
        caveat="Counted in the month of recording, often long after the offence.",
    ),
    _crime(
        "weapon_possession",
        "Possession of weapons",
        "Recorded offences of possessing a weapon",
        CountRate("mps_ward", ("mps:possession of weapons/*",)),
        caveat="Found by the police: it also shows where they search.",
    ),
    _crime(
        "violence_against_women_and_girls",
        "Violence against women and girls",
        "Recorded offences that the police count as violence against women and girls",
        CountRate("vawg", ("vawg:offences",)),
        caveat="Published by ward name, joined by name and borough. Overlaps with violence and sexual offences.",
    ),
    _survey(
        "police_good_job",
        "Police do a good job locally",
        "Residents who say that the police in their area do a good or excellent job.",
        "pas:good job local",
    ),
    _survey("trust_in_police", "Trust in the police", "Residents who trust the Metropolitan Police.", "pas:trust mps"),
    _survey(
        "police_listen",
        "Police listen to concerns",
        "Residents who agree that the police listen to the concerns of local people.",
        "pas:listen to concerns",
    ),
    _survey(
        "police_treat_fairly",
        "Police treat everyone fairly",
        "Residents who agree that the police treat everyone fairly whoever they are.",
        "pas:treat everyone fairly",
    ),
    _index(
        "deprivation",
        "Deprivation (IMD score)",
        "The score of the Index of Multiple Deprivation; a high score is more deprived.",
        "iod:imd/score",
        by_ward="iod:summary/imd average score",
        caveat="It holds a crime domain (9.3% of it), so it isn't independent of the crime measures.",
    ),
    Entry(
        id="child_income_deprivation",
        label="Children in income-deprived homes",
        theme="health",
        unit="% of children",
        description="Children aged 0 to 15 in families with low income, by the Indices of Deprivation (IDACI).",
        caveat=(
            "After housing costs in the Indices of 2025. Where only the number of children is at hand, the percentage "
            "is of the children of the Census of 2021 (a fifth of those aged 15 to 19 taken as 15), so that counts and "
            "children are of different years; a small area's suppressed count (under 10) is taken as 5. Where a ward "
            "has more children counted than the census has, it stands at 100% and is marked unreliable."
        ),
        denominator="children aged 0 to 15 at the Census of 2021",
        recipes=(
            SmallAreaMean("deprivation", ("iod:idaci/score",), weight=People.CHILDREN, scale=100.0),
            SmallAreaShare("deprivation", ("iod:idaci/numerator",), of=People.CHILDREN, suppressed=5.0),
            Published("deprivation_wards", ("iod:summary/idaci score",), scale=100.0),
        ),
    ),
    _index(
        "health_deprivation",
        "Health deprivation",
        "The health and disability domain of the Indices of Deprivation: early death, illness, acute hospital stays, "
        "mental health. 0 is about England's middle; higher is worse.",
        "iod:health/score",
        decimals=2,
    ),
    _index(
        "mental_health",
        "Mental ill health",
        "Mood and anxiety disorders: an indicator of the Indices of Deprivation from prescriptions, hospital stays, "
        "benefits and suicides. 0 is about England's middle; higher is worse.",
        "iod:indicator/mental health",
        "iod:indicator/mood and anxiety disorders",
        caveat="A part of health deprivation: weigh the two together with care.",
        decimals=2,
    ),
    _index(
        "child_education",
        "Education of children and young people",
        "The children and young people part of the education domain: attainment, absence, staying on, higher "
        "education. 0 is about England's middle; higher is worse.",
        "iod:children and young people/score",
        decimals=2,
    ),
    Entry(
        id="children_low_income",
        label="Children in low-income families",
        theme="health",
        unit="% of children",
        description="Children under 16 in families with low income before housing costs, by ward.",
        caveat=(
            "Before housing costs, which understates London. The publisher's counts over the census's children: the "
            "percentages in the workbook of March 2024 are not used, because they imply half as many children as there "
            "are. Counts and children are of different years. One ward (Stratford Olympic Park) has no count."
        ),
        denominator="children aged 0 to 15 at the Census of 2021 (a fifth of those aged 15 to 19 taken as 15)",
        recipes=(CountShare("cilif", ("cilif:under 16",), People.CHILDREN),),
    ),
    Entry(
        id="household_deprivation",
        label="Households with several deprivations",
        theme="health",
        unit="% of households",
        description="Households deprived in two or more of: employment, education, health and disability, housing.",
        caveat="Taken in March 2021, when many were furloughed or had moved for the pandemic.",
        denominator="all households at the Census of 2021",
        where=f"{CENSUS_BULK} (TS011, small areas)",
        recipes=(
            SmallAreaShare(
                "census",
                tuple(
                    f"census:household deprivation/household is deprived in {number} dimensions"
                    for number in ("two", "three", "four")
                ),
            ),
        ),
    ),
    Entry(
        id="no_qualifications",
        label="Adults without qualifications",
        theme="health",
        unit="% of adults",
        description="Residents aged 16 and over without any qualification.",
        caveat="Higher where many older people live, who left school when fewer took examinations.",
        denominator="usual residents aged 16 and over at the Census of 2021",
        where=f"{CENSUS_BULK} (TS067, small areas)",
        recipes=(SmallAreaShare("census", ("census:highest level of qualification/no qualifications",)),),
    ),
    Entry(
        id="unemployment",
        label="Unemployment",
        theme="health",
        level=Level.BOROUGH,
        unit="% of the workforce",
        description="People aged 16 and over who want and look for work and have none.",
        caveat=(
            "A borough figure, shared by all wards of the borough; from a survey with wide intervals that the "
            "published file doesn't give. No figure for the City of London."
        ),
        recipes=(Published("unemployment", ("unemployment:rate",)),),
    ),
    Entry(
        id="violence_admissions",
        label="Hospital admissions for violence",
        theme="health",
        level=Level.BOROUGH,
        unit="per 100,000 residents",
        description="Emergency hospital admissions for violence, three years together, age-standardised.",
        caveat=f"{BOROUGH_FIGURE} By the patient's home, not the place of the violence.",
        denominator="residents, as the publisher counts them",
        recipes=(Published("fingertips", ("fingertips:11201/*/persons/all ages",)),),
    ),
    Entry(
        id="youth_justice_entrants",
        label="First-time entrants to youth justice",
        theme="crime",
        level=Level.BOROUGH,
        unit="per 100,000 aged 10 to 17",
        description="Young people who received their first reprimand, warning, caution or conviction.",
        caveat=f"{BOROUGH_FIGURE} It also shows what the police and courts chose to do.",
        denominator="residents aged 10 to 17, as the publisher counts them",
        where="python -m loaders download --only youth_justice_entrants",
        recipes=(Published("fingertips", ("fingertips:10401/*/persons/10-17 yrs",)),),
    ),
    Entry(
        id="school_suspensions",
        label="School suspensions",
        theme="health",
        level=Level.BOROUGH,
        unit="per 100 pupils",
        description="Suspensions from state-funded schools in a school year.",
        caveat=f"{BOROUGH_FIGURE} By the school's borough, not the pupil's home.",
        denominator="pupils of state-funded schools in the borough",
        recipes=(Published("exclusions", ("exclusions:susp rate", "exclusions:suspension rate")),),
    ),
)

MEASURES: Mapping[str, Entry] = {entry.id: entry for entry in ENTRIES}
