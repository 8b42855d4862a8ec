"""Metropolitan Police homicide victims: one row a victim, by borough.

Series: `homicide:victims`, `homicide:victims, knife or sharp implement` and `homicide:victims under 25`, which overlap.
Rows that equal another in every cell are separate victims, and all count. A month without a row had no victim.
"""

from loaders.boroughs import borough_codes
from loaders.extract import Extract, Geography
from loaders.layout import Layout, read_table
from loaders.monthly_rows import check_rows, count_rows
from loaders.mps_categories import normalise
from loaders.rawfile import RawFile
from loaders.readers import Reader

_LAYOUT = Layout(
    {
        "count": ("countofvictims",),
        "age_group": ("agegroup",),
        "method": ("methodofkilling",),
        "month": ("recordeddate",),
        "area_name": ("borough",),
    },
    {},
)
_UNDER_25 = ("0 to 12", "13 to 19", "13 to19", "20 to 24")


def _read(raw: RawFile) -> list[Extract]:
    table = check_rows(raw, read_table(raw, _LAYOUT), key=[])
    codes = borough_codes(table["area_name"])
    table = table.assign(area_code=codes, borough_name=table["area_name"])
    elsewhere = ("not one of London's boroughs: " + table["area_name"]).where(codes == "", "")
    is_knife = normalise(table["method"]) == "knife or sharp implement"
    is_young = normalise(table["age_group"]).isin(_UNDER_25)
    everyone = is_young | ~is_young
    parts = (
        ("victims", everyone, ""),
        ("victims, knife or sharp implement", is_knife, "another method"),
        ("victims under 25", is_young, "25 or over"),
    )
    return [
        count_rows(
            raw,
            table.assign(series=f"homicide:{part}"),
            format="homicide",
            geography=Geography.BOROUGH,
            outside=elsewhere.where((elsewhere != "") | is_in, otherwise),
            is_complete=False,
            part=part,
        )
        for part, is_in, otherwise in parts
        if (is_in & (elsewhere == "")).any()
    ]


READER = Reader(
    id="homicide",
    label="MPS homicide victims",
    publisher="Metropolitan Police Service",
    recognises=_LAYOUT.is_in,
    read=_read,
)
