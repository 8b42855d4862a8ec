"""The declared tables of a pack hang together: keys are columns, names are files, notes are the contract's."""

from pathlib import Path

from loaders.pack_tables import AREAS, NOTES, PEOPLE, TABLES, VALUES


def test_keys_are_columns_of_their_table():
    for table in TABLES:
        assert set(table.key) <= set(table.columns)


def test_areas_and_values_are_needed_and_the_rest_is_not():
    assert [table.name for table in TABLES if table.is_required] == ["areas", "values"]


def test_a_table_lies_in_the_file_of_its_name():
    assert VALUES.path(Path("pack")) == Path("pack/values.parquet")


def test_text_is_read_as_categories_and_numbers_are_not():
    assert AREAS.key_columns == ("area_code", "area_name", "level", "borough_code")
    assert PEOPLE.key_columns == ("area_code", "characteristic", "group")


def test_notes_are_none_suppressed_not_available_and_unreliable():
    assert NOTES == ("", "c", "x", "u")
