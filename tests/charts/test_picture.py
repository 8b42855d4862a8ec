"""Pictures in the page: what is drawn, on a ground that may be stretched."""

import base64

from charts.picture import write_picture


def test_a_picture_holds_what_is_drawn_and_says_nothing_by_itself() -> None:
    picture = write_picture('<path d="M0 0"/>', width=20, height=10)

    assert picture.startswith('<img alt="" src="data:image/svg+xml;base64,')
    drawing = base64.b64decode(picture.split("base64,")[1].removesuffix('">')).decode()
    assert drawing == (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 10" preserveAspectRatio="none" width="20" '
        'height="10"><path d="M0 0"/></svg>'
    )
