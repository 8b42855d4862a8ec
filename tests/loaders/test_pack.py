"""Reading a pack: what comes back, what is optional, and every way in which its files can be unreadable."""

import json

import pytest

from loaders.errors import PackError
from loaders.pack import Part, examine_pack, fingerprint_of, read_pack
from tests.loaders.broken_packs import edit_table, edit_text, faults_of, set_cells


def test_what_was_written_is_read(tiny_pack, tiny_pack_folder):
    pack = read_pack(tiny_pack_folder, include=[Part.MONTHLY, Part.PEOPLE])

    assert (pack.title, pack.kind, pack.built, pack.ward_vintage) == (
        "Sample London, tiny",
        "sample",
        "2031-04-01",
        2022,
    )
    assert pack.measures == tiny_pack.measures
    assert pack.attribution == ("Made up for tests",)
    assert pack.warnings == ("Nothing here is real.",)
    values = pack.values.set_index(["measure_id", "area_code"])
    assert values.loc[("robbery", "S05000002"), ["value", "count", "denominator"]].tolist() == [2.0, 24.0, 12_000.0]
    assert values.loc[("robbery", "S05000005"), "note"] == "c"
    assert pack.monthly is not None
    assert len(pack.monthly) == 5 * 24  # five wards, two years
    assert pack.people is None


def test_optional_parts_are_read_only_when_asked_for(tiny_pack_folder):
    pack = read_pack(tiny_pack_folder)

    assert pack.monthly is None
    assert pack.geometry == {}


def test_a_pack_is_arranged_for_scoring(tiny_pack_folder):
    evidence = read_pack(tiny_pack_folder).arrange()

    assert evidence.identity.title == "Sample London, tiny"
    assert len(evidence.identity.fingerprint) == 12


def test_columns_and_keys_beyond_the_contract_are_let_through(pack_folder):
    edit_table(pack_folder, "values", lambda rows: rows.assign(comment="new"))
    edit_text(pack_folder, "pack.toml", "format = 1", 'format = 1\nremark = "by hand"')

    pack, faults = examine_pack(pack_folder)

    assert faults == []
    assert pack is not None
    assert "comment" not in pack.values
    assert pack.extra == {"remark": "by hand"}


def test_the_fingerprint_follows_figures_and_nothing_else(tiny_pack_folder, pack_folder):
    before = fingerprint_of(tiny_pack_folder)
    (pack_folder / "sources.json").write_text("[]")
    assert fingerprint_of(pack_folder) == before

    set_cells(pack_folder, "values", "value", {0: 1.5})

    assert fingerprint_of(pack_folder) != before


def test_a_folder_that_is_not_there_is_named(tmp_path):
    with pytest.raises(PackError, match=r"expected a pack, a folder with pack\.toml in it; there is no such folder"):
        read_pack(tmp_path / "nowhere")


@pytest.mark.parametrize("name", ["pack.toml", "measures.toml", "areas.parquet", "values.parquet"])
def test_a_missing_file_is_named(pack_folder, name):
    (pack_folder / name).unlink()

    assert faults_of(pack_folder) == [f"{name}: the file is missing; a pack needs it, see docs/data-pack.md"]


@pytest.mark.parametrize("name", ["monthly.parquet", "sources.json"])
def test_an_optional_file_may_be_missing(pack_folder, name):
    (pack_folder / name).unlink()

    assert faults_of(pack_folder) == []


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("pack.toml", b"title = ", "pack.toml: expected TOML text in UTF-8; Invalid value"),
        ("pack.toml", b"title = '\xff'", "pack.toml: expected TOML text in UTF-8; 'utf-8' codec can't decode"),
        ("measures.toml", b"a = " + b"9" * 5_000, "measures.toml: expected TOML text in UTF-8"),
        ("measures.toml", b"a = " + b"[" * 5_000, "measures.toml: expected TOML text in UTF-8"),
        ("areas.parquet", b"", "areas.parquet: expected a Parquet file; it can't be read"),
        ("values.parquet", b"area_code,value\n", "values.parquet: expected a Parquet file; it can't be read"),
        ("sources.json", b"{", "sources.json: expected JSON;"),
        ("sources.json", b"[" * 200_000, "sources.json: expected JSON;"),
        ("sources.json", b"\xff", "sources.json: expected JSON;"),
        ("sources.json", b'{"a": 1}', "sources.json: expected a JSON list with one entry a source file"),
        ("sources.json", b"[1]", "sources.json: expected a JSON list with one entry a source file"),
    ],
)
def test_a_file_of_another_kind_is_named(pack_folder, name, content, said):
    (pack_folder / name).write_bytes(content)

    (fault,) = faults_of(pack_folder)

    assert fault.startswith(said)


def test_a_table_that_was_cut_off_is_named(pack_folder):
    path = pack_folder / "values.parquet"
    path.write_bytes(path.read_bytes()[:-20])

    (fault,) = faults_of(pack_folder)

    assert fault.startswith("values.parquet: expected a Parquet file; it can't be read")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("values.parquet", "values.parquet: expected a Parquet file; it is a folder; build the pack again"),
        ("pack.toml", "pack.toml: the file can't be read: Is a directory"),
        ("sources.json", "sources.json: the file can't be read: Is a directory"),
    ],
)
def test_a_folder_in_the_place_of_a_file_is_named(pack_folder, name, said):
    (pack_folder / name).unlink()
    (pack_folder / name).mkdir()

    assert faults_of(pack_folder) == [said]


def test_missing_columns_are_named_beside_those_that_came(pack_folder):
    edit_table(pack_folder, "areas", lambda rows: rows.drop(columns=["level", "population"]))

    assert faults_of(pack_folder)[0] == (
        "areas.parquet: expected the columns area_code, area_name, level, borough_code, population; "
        "level, population missing; it has area_code, area_name, borough_code"
    )


def test_all_faults_come_at_once(pack_folder):
    (pack_folder / "pack.toml").write_text("format = 1")
    edit_text(pack_folder, "measures.toml", 'direction = "lower_is_worse"', 'direction = "down"')
    set_cells(pack_folder, "values", "count", {0: -1.0})
    (pack_folder / "monthly.parquet").write_bytes(b"")

    with pytest.raises(PackError) as raised:
        read_pack(pack_folder, include=[Part.MONTHLY])

    said = "\n".join(raised.value.faults)
    for part in ("title is missing", "direction: expected", "count: expected a number of 0 or more", "monthly.parquet"):
        assert part in said


def test_a_fault_that_changes_no_figure_lets_the_pack_open(pack_folder):
    edit_text(pack_folder, "measures.toml", 'description = "Made up for a test."', 'description = ""')

    pack = read_pack(pack_folder)

    assert pack.measures[0].description == ""
    assert faults_of(pack_folder)[0] == (
        "measures.toml: measure 'robbery': description: a reader needs this; fill it in"
    )


def test_sources_come_along(pack_folder):
    (pack_folder / "sources.json").write_text(json.dumps([{"name": "a.csv"}]))

    assert read_pack(pack_folder).sources == ({"name": "a.csv"},)


def test_the_order_of_rows_changes_no_figure(pack_folder):
    edit_table(pack_folder, "values", lambda rows: rows.iloc[::-1])

    evidence = read_pack(pack_folder).arrange()

    assert evidence.wards.codes.tolist() == [f"S0500000{number}" for number in range(1, 6)]
    assert evidence.columns["robbery"].value[:4].tolist() == [1.0, 2.0, 3.0, 4.0]
