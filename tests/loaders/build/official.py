"""A made-up folder of official files, small enough to work every figure out by hand.

Thirty-four areas: the City of London as two of its wards, Camden North and South, and a ward called Only in each other
borough. North has two small areas (1,500 and 500 residents), South one of 4,000, the City one of 500, the others one of
1,000 each.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

from loaders.boroughs import BOROUGHS
from loaders.rawfile import RawFile
from tests.loaders.formats.made_files import write_book
from tests.loaders.formats.outline_files import write_geojson

CITY, CAMDEN = "E09000001", "E09000007"
NORTH, SOUTH = "E05013501", "E05013502"
OTHERS = {
    borough: f"E05013{503 + place}"
    for place, borough in enumerate(code for code in BOROUGHS if code not in (CITY, CAMDEN))
}
"""The one ward of each borough but the City and Camden, by borough."""

BARNET, BRENT, HACKNEY = OTHERS["E09000003"], OTHERS["E09000005"], OTHERS["E09000012"]
CITY_WARDS = ("E05009288", "E05009289")

SMALL_AREAS: Mapping[str, tuple[str, str, tuple[int, int, int]]] = {
    "E01000901": (NORTH, CAMDEN, (100, 200, 1_200)),
    "E01000902": (NORTH, CAMDEN, (50, 50, 400)),
    "E01000903": (SOUTH, CAMDEN, (400, 500, 3_100)),
    "E01000001": (CITY_WARDS[0], CITY, (20, 0, 480)),
    **{f"E01001{int(ward[-3:]):03d}": (ward, borough, (100, 0, 900)) for borough, ward in OTHERS.items()},
}
"""Ward, borough and residents aged 0 to 4, 15 to 19 and 85 and over of each small area."""

MONTHS_2025 = [f"2025{month:02d}" for month in range(1, 13)]


def wards(*, city: Sequence[str] = CITY_WARDS, year: int = 22) -> list[dict[str, str]]:
    """Give the properties of the wards; `city` holds the codes under which the City stands, if at all."""
    rows = [(code, f"City {place}", CITY) for place, code in enumerate(city, 1)]
    rows += [(NORTH, "North", CAMDEN), (SOUTH, "South", CAMDEN)]
    rows += [(ward, "Only", borough) for borough, ward in OTHERS.items()]
    return [
        {
            f"WD{year}CD": code,
            f"WD{year}NM": name,
            f"LAD{year}CD": borough,
            f"LAD{year}NM": BOROUGHS[borough],
        }
        for code, name, borough in rows
    ]


def write_lines(folder: Path, name: str, lines: Sequence[str]) -> Path:
    """Write a file of text."""
    path = folder / name
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


def write_wards(folder: Path, name: str = "wards.geojson") -> Path:
    """Write the outlines of the wards."""
    return write_geojson(folder / name, wards())


def write_lookup(folder: Path) -> Path:
    """Write the best fit of small areas to wards; one of Wales is beside it."""
    rows = [
        f"{small},{BOROUGHS[borough]} 001,{ward},{borough},{BOROUGHS[borough]}"
        for small, (ward, borough, _) in SMALL_AREAS.items()
    ]
    return write_lines(folder, "lookup.csv", ["LSOA21CD,LSOA21NM,WD22CD,LAD22CD,LAD22NM", *rows])


def write_census(folder: Path) -> Path:
    """Write ages by small area, with one of Wales."""
    bands = ("Total", "Aged 4 years and under", "Aged 15 to 19 years", "Aged 85 years and over")
    rows = [
        f"2021,{BOROUGHS[borough]} 001,{small},{sum(ages)},{','.join(map(str, ages))}"
        for small, (_, borough, ages) in SMALL_AREAS.items()
    ]
    head = "date,geography,geography code," + ",".join(f"Age: {band}" for band in bands)
    return write_lines(folder, "ages.csv", [head, *rows, "2021,Cardiff 001A,W01000001,30,10,10,10"])


def crime_line(kind: str, ward: str, counts: Sequence[int]) -> str:
    """Give one row of recorded crime by ward."""
    major, minor = kind.split("/")
    borough = next((borough for borough, code in OTHERS.items() if code == ward), CAMDEN)
    return f"{major},{minor},Some ward,{ward},{BOROUGHS[borough]},{','.join(map(str, counts))}"


VIOLENCE = "VIOLENCE AGAINST THE PERSON/VIOLENCE WITH INJURY"
ROBBERY = "ROBBERY/ROBBERY OF PERSONAL PROPERTY"


def write_crime(folder: Path, name: str = "crime.csv") -> Path:
    """Write the newest release: a stub month, then the twelve of 2025."""
    head = f"MajorText,MinorText,WardName,WardCode,LookUp_BoroughName,202412,{','.join(MONTHS_2025)}"
    rows = [
        crime_line(VIOLENCE, NORTH, [1, *[2] * 12]),
        crime_line(VIOLENCE, SOUTH, [0, *[1] * 12]),
        crime_line(ROBBERY, NORTH, [0, 0, 0, 0, 0, 0, 3, 0, 0, 0, 0, 0, 0]),
        *(crime_line(VIOLENCE, ward, [0, *[10] * 12]) for ward in OTHERS.values()),
    ]
    return write_lines(folder, name, [head, *rows])


def write_older_crime(folder: Path, *, january: int = 3) -> Path:
    """Write an older release in another order of columns: 2024, and January 2025 before it was revised."""
    months = [*(f"2024{month:02d}" for month in range(1, 13)), "202501"]
    head = f"MajorText,MinorText,WardName,WardCode,LookUp_BoroughName,{','.join(months)}"
    rows = [
        crime_line(VIOLENCE, NORTH, [*[4] * 12, january]),
        crime_line(VIOLENCE, SOUTH, [*[1] * 12, 1]),
        *(crime_line(VIOLENCE, ward, [10] * 13) for ward in OTHERS.values()),
    ]
    return write_lines(folder, "older.csv", [head, *rows])


def write_dashboard(folder: Path) -> Path:
    """Write knife crime by ward and month: North 1 a month, South 12 in January alone, the others 2 a month."""
    head = (
        "Month_Year,Area Type,Borough_SNT,Area name,Area code,Crime Type,Crime Subtype,Measure,"
        "Financial Year,FY_FYIndex,Count,Refresh Date"
    )
    rows = []
    for month in range(1, 13):
        for ward, count in {NORTH: 1, SOUTH: 12 * (month == 1), **dict.fromkeys(OTHERS.values(), 2)}.items():
            if count:
                code = f"{ward} " if ward == SOUTH else ward
                rows.append(
                    f"01/{month:02d}/2025,Safer Neighbourhood Teams,A team,Some ward,{code},Knife Crime,Knife Crime,"
                    f"Offences,fy25-26,25-26_01,{count},18/01/2026"
                )
    return write_lines(folder, "knives.csv", [head, *rows])


def write_women_and_girls(folder: Path) -> Path:
    """Write offences by ward name: Only of Barnet 2 a month, Only of Brent 3, North of Camden 1, nothing of Hackney."""
    head = (
        "BCU_Location,Borough_Name,Ward_Name_Clean_2,Recorded_Date_Months,"
        "Date_Committed_From_Date_Months,Count,VAWG_Offence"
    )
    counts = {("Barnet", "Only"): 2, ("Brent", "Only"): 3, ("Camden", "North"): 1}
    rows = [
        f"Somewhere,{borough},{ward},01/{month:02d}/2025,01/{month:02d}/2025,{count},"
        for month in range(1, 13)
        for (borough, ward), count in counts.items()
    ]
    return write_lines(folder, "women.csv", [head, *rows])


def write_survey(folder: Path) -> Path:
    """Write trust in the police in two boroughs and two quarters, as an American machine exports it."""
    rows = [
        "9/30/2025,PAS,Camden,Trust MPS,0.5,0.6,,,,",
        "12/31/2025,PAS,Camden,Trust MPS,0.7,0.6,,,,",
        "9/30/2025,PAS,Richmond Upon Thames,Trust MPS,0.85,0.6,,,,",
        "12/31/2025,PAS,Richmond upon Thames,Trust MPS,0.8,0.6,,,,",
    ]
    return write_lines(folder, "survey.csv", ["Date,Survey,Borough,Measure,Proportion,MPS,,,,", *rows])


def write_deprivation(folder: Path, name: str = "scores.csv", *, of_north: Sequence[int] = (40, 20)) -> Path:
    """Write scores: 40 and 20 in the small areas of North, 10 in South, 2 in the City, 5 elsewhere."""
    scores = {"E01000901": of_north[0], "E01000902": of_north[1], "E01000903": 10, "E01000001": 2}
    head = (
        "LSOA code (2021),LSOA name (2021),Local Authority District code (2024),"
        "Local Authority District name (2024),Index of Multiple Deprivation (IMD) Score,"
        "Index of Multiple Deprivation (IMD) Rank (where 1 is most deprived)"
    )
    rows = [
        f"{small},{BOROUGHS[borough]} 001,{borough},{BOROUGHS[borough]},{scores.get(small, 5)},{place}"
        for place, (small, (_, borough, _)) in enumerate(SMALL_AREAS.items(), 1)
    ]
    return write_lines(folder, name, [head, *rows])


def write_poor_children(folder: Path) -> Path:
    """Write children in low-income families: 50 in North, a token in South, 20 in Barnet's ward."""
    rows = [
        ["Under 16s living in low income families"],
        [None, None, None, "Number of dependent children under 16 living in low income families"],
        ["Ward code", "Wards (2022)", "Borough", "FYE 2024", "FYE 2025"],
        [NORTH, "North", "Camden", 90, 50],
        [SOUTH, "South", "Camden", 90, "low"],
        [BARNET, "Only", "Barnet", 30, 20],
    ]
    return renamed(write_book(folder, {"Under 16s": rows}), "children")


def write_unemployment(folder: Path) -> Path:
    """Write unemployment by borough: 6.5 in Camden, nothing for the City, 5 elsewhere."""
    rates = {name: "6.5" if name == "Camden" else "5" for name in BOROUGHS.values()} | {"City of London": "NA"}
    rows = [f"{name},{rate},4.5,0.5" for name, rate in rates.items()]
    return write_lines(
        folder,
        "jobless.csv",
        ["Unemployment rate by London borough,,,", "Borough,2025 Q3,2024 Q3,Change", *rows, "London,5,4.5,0.5"],
    )


def renamed(raw: RawFile, name: str) -> Path:
    """Give a file a name of its own."""
    return raw.path.rename(raw.path.with_name(name))


def write_all(folder: Path) -> Path:
    """Write every file there is."""
    folder.mkdir(parents=True, exist_ok=True)
    for write in (
        *(write_wards, write_lookup, write_census, write_crime, write_older_crime, write_dashboard),
        *(write_women_and_girls, write_survey, write_deprivation, write_poor_children, write_unemployment),
    ):
        write(folder)
    return folder
