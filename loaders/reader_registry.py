"""All readers, in the order in which they are asked. Adding a format means adding one line here."""

from collections.abc import Mapping

from loaders.formats import (
    best_fit_lookup,
    borough_profiles,
    boundaries,
    census,
    cilif,
    deprivation,
    deprivation_wards,
    exclusions,
    fingertips,
    homicide,
    housing_density,
    lsoa_change_lookup,
    mps_borough,
    mps_dashboard,
    mps_lsoa,
    mps_ward,
    pas,
    plain_table,
    police_uk,
    unemployment,
    vawg,
    ward_atlas,
    ward_children,
    ward_profiles,
    wellbeing,
)
from loaders.rawfile import RawFile
from loaders.readers import Reader

READERS: Mapping[str, Reader] = {
    module.READER.id: module.READER
    for module in (
        boundaries,
        best_fit_lookup,
        lsoa_change_lookup,
        mps_ward,
        mps_borough,
        mps_lsoa,
        mps_dashboard,
        vawg,
        homicide,
        police_uk,
        pas,
        deprivation,
        deprivation_wards,
        cilif,
        census,
        fingertips,
        exclusions,
        unemployment,
        ward_profiles,
        ward_atlas,
        borough_profiles,
        wellbeing,
        housing_density,
        ward_children,
        plain_table,  # last, because it would know many a publisher's file by its codes alone
    )
}


def find_reader(raw: RawFile) -> Reader | None:
    """Give the first reader that knows the file by its content; none for a file that nobody knows."""
    return next((reader for reader in READERS.values() if reader.recognises(raw)), None)
