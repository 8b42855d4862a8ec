"""A drawing as a picture in the page, which the page may stretch."""

import base64


def write_picture(shapes: str, *, width: int, height: int) -> str:
    """Write a picture from what is drawn on it; it says nothing by itself, for words stand beside it."""
    drawing = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" preserveAspectRatio="none" '
        f'width="{width}" height="{height}">{shapes}</svg>'
    )
    return f'<img alt="" src="data:image/svg+xml;base64,{base64.b64encode(drawing.encode()).decode()}">'
