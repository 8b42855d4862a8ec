"""Which small areas of 2021 came from which of 2011 (ONS exact fit).

Recognised by LSOA11CD beside LSOA21CD and CHGIND: U unchanged, S split, M merged, X otherwise. It is many-to-many, so
each pair carries the share of the 2011 area that goes to the 2021 area: 1, or 1 / n where it was split into n. The
build puts shares of residents in their place where it has the residents of the 2021 areas.
"""

import pandas as pd

from loaders.boroughs import BOROUGHS
from loaders.extract import Extract, Geography
from loaders.lookup_table import cells_of, find_columns, lookup_extract, read_cells
from loaders.rawfile import RawFile
from loaders.readers import Reader

FORMAT = "lsoa_change_lookup"
OLD, NEW = ("LSOA", 2011), ("LSOA", 2021)


def recognise(raw: RawFile) -> bool:
    """Tell a table that puts small areas of 2011 beside those of 2021."""
    columns = find_columns(raw)
    return OLD in columns and NEW in columns and not any(kind == "WD" for kind, _ in columns)


def read(raw: RawFile) -> list[Extract]:
    """Read the pairs with the share of the older area that each newer one has."""
    columns = find_columns(raw)
    cells = read_cells(raw)
    borough = next((column for (kind, _), column in columns.items() if kind == "LAD"), None)
    table = pd.DataFrame(
        {
            "from_code": cells_of(cells, columns[OLD].codes),
            "to_code": cells_of(cells, columns[NEW].codes),
            "to_name": "",
            "borough_code": cells_of(cells, borough.codes if borough else -1),
            "borough_name": cells_of(cells, borough.names if borough else -1),
        }
    )
    parts = table.groupby("from_code")["to_code"].transform("count")
    table = table.assign(share=1.0 / parts.clip(lower=1))
    split = int(((table["share"] < 1) & table["borough_code"].isin(list(BOROUGHS))).sum())
    extract = lookup_extract(
        raw,
        table,
        format=FORMAT,
        geography=Geography.LSOA11,
        to_geography=Geography.LSOA21,
        vintage=2021,
        key=("from_code", "to_code"),
        notes=(f"{split:,} pairs in London are parts of split areas",) if split else (),
    )
    return [extract]


READER = Reader(
    id=FORMAT,
    label="Lookup of small areas of 2011 to those of 2021",
    publisher="Office for National Statistics",
    recognises=recognise,
    read=read,
)
