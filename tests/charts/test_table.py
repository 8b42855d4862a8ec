"""Tables as text: numbers, gaps, links and names that would be markup."""

import re

import pandas as pd

from charts.table import write_table

TABLE = pd.DataFrame(
    {
        "Measure": ["Theft", "<b>Bow</b>"],
        "Rows": [1234567.0, None],
        "Leave": [3, 0],
        "Link": ["https://example.org/?a=1&b=2", None],
        "Note": ["https:// is how addresses begin", "javascript:alert(1)"],
    }
)


def test_each_row_is_named_by_its_first_cell_and_numbers_stand_on_the_right() -> None:
    drawn = write_table(TABLE, alt="Table.")

    assert re.findall(r'<th scope="row" class="wn-short"><bdi>(.*?)</bdi></th>', drawn) == [
        "Theft",
        "&lt;b&gt;Bow&lt;/b&gt;",
    ]
    assert re.findall(r'<th scope="col" class="wn-number"><bdi>(.*?)</bdi>', drawn) == ["Rows", "Leave"]
    assert re.findall(r'<td class="wn-number">(.*?)</td>', drawn) == ["1,234,567", "3", "", "0"]


def test_addresses_are_links_and_nothing_else_is() -> None:
    drawn = write_table(TABLE, alt="Table.")

    assert re.findall(r'<a href="([^"]+)" target="_blank" rel="noopener">open</a>', drawn) == [
        "https://example.org/?a=1&amp;b=2"
    ]
    assert "<bdi>javascript:alert(1)</bdi>" in drawn


def test_the_table_says_what_it_is_and_a_column_what_it_means() -> None:
    drawn = write_table(TABLE, alt='Table of "files".', helps={"Leave": "Wards that leave"})

    assert 'role="region" tabindex="0" aria-label="Table of &quot;files&quot;."' in drawn
    assert '<th scope="col" class="wn-number" title="Wards that leave"><bdi>Leave</bdi></th>' in drawn


def test_a_table_without_rows_has_its_head() -> None:
    assert write_table(TABLE[:0], alt="Table.").count("<th ") == 5


def test_columns_have_the_room_that_their_longest_text_needs() -> None:
    texts = pd.DataFrame({"A": ["a"], "B": ["b" * 40], "C": ["c" * 100]})

    drawn = write_table(texts, alt="Table.")

    assert re.findall(r'<t[hd](?: scope="row")? class="(wn-[a-z]+)"', drawn) == ["wn-short", "wn-long", "wn-longest"]
