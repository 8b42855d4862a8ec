"""Find accessibility faults (WCAG 2.2 A and AA) on a page with axe."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


def find_accessibility_faults(page: Page) -> list[str]:
    """Give one line for each element at fault: the rule, what it wants, and the element."""
    results = Axe().run(page, options={"runOnly": {"type": "tag", "values": STANDARDS}})
    return [
        f"{violation['id']}: {violation['help']}: {node['target']}: {node['html'][:200]}"
        for violation in results.response["violations"]
        for node in violation["nodes"]
    ]
