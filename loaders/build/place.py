"""Put the rows of a table on the wards or boroughs of the pack, by code or by name, with an account of the rest."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from loaders.boroughs import BOROUGHS, borough_codes
from loaders.build.folder import Held
from loaders.build.ledger import Ledger
from loaders.build.names import find_by_name
from loaders.build.wards import Wards
from loaders.city import fold_city
from loaders.extract import Geography, Kind
from loaders.vintage import MIN_MATCH, describe_seeming, match_codes


@dataclass(slots=True)
class Places:
    """Where tables can be put: the pack's wards by code and name, and the ward sets of other years to compare with."""

    wards: Wards
    names: Mapping[tuple[str, str], str]
    sets: Mapping[int, set[str]]
    ledger: Ledger
    _placed: dict[Held, pd.DataFrame | None] = field(default_factory=dict)

    def on_wards(self, held: Held) -> pd.DataFrame | None:
        """Give a ward table's rows with the pack's codes in `area_code`; nothing if it is for other wards."""
        if held not in self._placed:
            self._placed[held] = self._place_on_wards(held)
        return self._placed[held]

    def _place_on_wards(self, held: Held) -> pd.DataFrame | None:
        rows = held.extract.table
        has_codes = bool((rows["area_code"] != "").any())
        given = fold_city(rows["area_code"]) if has_codes else find_by_name(rows, dict(self.names))
        is_ours = given.isin(self.wards.codes)
        if has_codes:
            codes = set(given.unique()) - {""}
            match = match_codes(codes, self.wards.codes)
            fits, rate = match.fits, match.rate
            seeming = describe_seeming(codes, self.sets)
        else:
            pairs = rows[["borough_name", "area_name"]].assign(is_ours=is_ours).drop_duplicates()
            rate = float(pairs["is_ours"].mean())
            fits, seeming = rate >= MIN_MATCH, "its names are those of other wards"
        if not fits:
            self.ledger.pass_over(
                held,
                f"expected wards of {self.wards.year}; {rate:.0%} match, at least {MIN_MATCH:.0%} must; {seeming}",
            )
            return None
        what = "code" if has_codes else "name and borough"
        leave_out(self.ledger, held, ~is_ours, f"{what} not among the wards of {self.wards.year}")
        return rows.assign(area_code=given)[is_ours]

    def on_boroughs(self, held: Held) -> pd.DataFrame:
        """Give a borough table's rows with the borough's code in `area_code`, found by name where there is none."""
        rows = held.extract.table
        by_name = borough_codes(rows["borough_name"].where(rows["borough_name"] != "", rows["area_name"]))
        codes = rows["area_code"].where(rows["area_code"] != "", by_name)
        is_ours = codes.isin(list(BOROUGHS))
        leave_out(self.ledger, held, ~is_ours, "not one of London's boroughs")
        return rows.assign(area_code=codes)[is_ours]


def leave_out(ledger: Ledger, held: Held, is_wrong: pd.Series, reason: str) -> None:
    """Account for rows of a table that have no place here, with what they summed to where the table can be summed."""
    counts = held.extract.table["count"]
    total_out = held.extract.total_out
    can_sum = total_out is not None and bool(np.isclose(counts.sum(), total_out))
    ledger.leave_out(held, reason, int(is_wrong.sum()), float(counts[is_wrong].sum()) if can_sum else None)


def of_kind(tables: list[Held], kind: Kind, geography: Geography | None = None, format: str = "") -> list[Held]:
    """Give the tables of a kind, newest release first."""
    fitting = [
        held
        for held in tables
        if held.extract.kind is kind
        and geography in (None, held.extract.geography)
        and format in ("", held.extract.format)
    ]
    return sorted(fitting, key=lambda held: held.extract.release, reverse=True)
