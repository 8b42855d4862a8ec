"""One tiny made-up file in each publisher's format, under the id of the reader that must know it."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from loaders.boroughs import BOROUGHS
from loaders.rawfile import RawFile
from tests.loaders.formats.made_files import write_book, write_text
from tests.loaders.formats.outline_files import square

Sheets = Mapping[str, Sequence[Sequence[object]]]

SQUARES = [
    {
        "type": "Feature",
        "properties": {"WD22CD": f"E0501350{place}", "LAD22CD": "E09000007"},
        "geometry": square(place),
    }
    for place in range(2)
]
FINGERTIPS_HEADER = (
    "Indicator ID,Indicator Name,Parent Code,Parent Name,Area Code,Area Name,Area Type,Sex,Age,Category Type,Category,"
    "Time period,Value,Lower CI 95.0 limit,Upper CI 95.0 limit,Lower CI 99.8 limit,Upper CI 99.8 limit,Count,"
    "Denominator,Value note,Recent Trend,Compared to England value or percentiles,"
    "Compared to Region value or percentiles,Time period Sortable,New data,Compared to goal,Time period range"
)
EXCLUSIONS_HEADER = (
    "time_period,time_identifier,geographic_level,country_code,country_name,region_code,region_name,"
    "old_la_code,new_la_code,la_name,education_phase,headcount,suspension,susp_rate,one_plus_susp_rate"
)
UNEMPLOYMENT = "".join(f"{name},5,4.5,0.5\n" for name in BOROUGHS.values())

TEXTS: Mapping[str, str] = {
    "boundaries": json.dumps({"type": "FeatureCollection", "features": SQUARES}),
    "best_fit_lookup": "LSOA21CD,WD22CD,LAD22CD\nE01000901,E05013501,E09000007\nE01000902,E05013502,E09000007\n",
    "lsoa_change_lookup": (
        "LSOA11CD,LSOA21CD,CHGIND,LAD22CD\nE01000001,E01000001,U,E09000007\nE01000002,E01033001,S,E09000007\n"
    ),
    "mps_ward": (
        "MajorText,MinorText,WardName,WardCode,LookUp_BoroughName,202401,202402\n"
        "THEFT,SHOPLIFTING,North,E05013501,Camden,3,2\nTHEFT,SHOPLIFTING,South,E05013502,Camden,2,4\n"
    ),
    "mps_borough": "MajorText,MinorText,BoroughName,202401,202402\nTHEFT,SHOPLIFTING,Camden,30,20\n",
    "mps_lsoa": (
        "lsoa_code,lsoa_name,borough,major_category,minor_category,202401,202402\n"
        "E01000001,Camden 001A,E09000007,THEFT,SHOPLIFTING,3,2\n"
    ),
    "mps_dashboard": (
        "Month_Year,Area Type,Borough_SNT,Area name,Area code,Crime Type,Crime Subtype,Measure,"
        "Financial Year,FY_FYIndex,Count,Refresh Date\n"
        "01/01/2024,Safer Neighbourhood Teams,Camden North,North,E05013501,Knife Crime,Knife Crime,Offences,"
        "fy23-24,23-24_01,5,18/03/2024\n"
    ),
    "vawg": (
        "BCU_Location,Borough_Name,Ward_Name_Clean_2,Recorded_Date_Months,"
        "Date_Committed_From_Date_Months,Count,VAWG_Offence\n"
        "Central North,Camden,North,01/01/2024,01/01/2024,5,\n"
    ),
    "homicide": (
        "Count of Victims,Age Group,Sex,Method of Killing,Domestic Abuse,Recorded Date,Borough\n"
        "1,25 to 34,Male,Shooting,Not Domestic Abuse,Mar-23,Ealing\n"
    ),
    "police_uk": (
        "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,Crime type,"
        "Last outcome category,Context\n"
        "a,2024-01,City of London Police,City of London Police,-0.09,51.51,On or near X,E01000001,City 001A,Robbery,,\n"
    ),
    "pas": "Date,Survey,Borough,Measure,Proportion,MPS\n31/12/2023,PAS,Camden,Trust MPS,0.7,0.6\n",
    "deprivation": (
        "LSOA code (2021),LSOA name (2021),Local Authority District code (2024),"
        "Local Authority District name (2024),Index of Multiple Deprivation (IMD) Score\n"
        "E01000901,Camden 001A,E09000007,Camden,31.5\n"
    ),
    "deprivation_wards": (
        "Ward Code,Ward Name,Borough,Population,IMD Extent %,IMD average score\nE05000901,North,Camden,12,0.25,31.5\n"
    ),
    "census": (
        "date,geography,geography code,Sex: All persons,Sex: Female,Sex: Male\n"
        "2021,North,E05013501,100,51,49\n2021,South,E05013502,60,30,30\n"
    ),
    "fingertips": (
        f"{FINGERTIPS_HEADER}\n"
        "11201,Admissions for violence,E92000001,England,E09000007,Camden,UA,Persons,All ages,,,2021/22,40,30,50,,,"
        "100,250000,,,,,20210000,,,3y\n"
    ),
    "exclusions": (
        f"{EXCLUSIONS_HEADER}\n202223,Academic year,Local authority,E92000001,England,E12000007,London,202,E09000007,"
        "Camden,Total,20000,1500,7.5,3.2\n"
    ),
    "unemployment": f"Unemployment rate,,,\nBorough,2024 Q3,2023 Q3,Change\n{UNEMPLOYMENT}",
    "ward_profiles": "Ward name,Old code,New code,Crime rate - 2014/15\nCamden - North,00AGGD,E05000901,81.5\n",
    "ward_atlas": (
        ",,,,Crime; Crime rate; 2014\nCodes,New Code,Borough,Names,2014\n00AGGD,E05000901,Camden,North,81.5\n"
    ),
    "borough_profiles": "Code,Area_name,Inner/_Outer_London,Crime_rate_2014/15\nE09000007,Camden,Inner London,123.5\n",
    "wellbeing": "Old Ward Code,New ward code,Ward,Borough,Crime rate - 2013\n00AGGD,E05000901,North,Camden,81.5\n",
    "housing_density": (
        "Code,Borough,Ward_Name,Year,Population,Hectares,Square_Kilometres,Population_per_hectare\n"
        "E05000901,Camden,North,2011,12000,100,1,120\n"
    ),
    "ward_children": (
        'Borough,Ward Code,WardName,0 to 4,5 to 9,10 to 14,Total\nCamden,E05000901,North,4,"1,100",3,"1,107"\n'
    ),
    "plain_table": "code,youth clubs\nE05013501,3\nE05013502,0\n",
}
"""All but one, as text."""

BOOKS: Mapping[str, Sheets] = {
    "cilif": {
        "Under 16s": [
            ["Under 16s living in low income families"],
            [None, None, None, "Number of dependent children under 16 living in low income families"],
            ["Ward code", "Wards (2022)", "Borough", "FYE 2023"],
            ["E05013501", "North", "Camden", 301],
        ]
    }
}
FORMATS = (*TEXTS, *BOOKS)


def write_example(folder: Path, format: str) -> RawFile:
    """Write the example of a format under a name that says nothing."""
    return write_book(folder, BOOKS[format]) if format in BOOKS else write_text(folder, TEXTS[format])
