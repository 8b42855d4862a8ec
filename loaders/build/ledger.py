"""The account of a build: what each table was used for, what was left out of it, and what was chosen over what."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from loaders.build.folder import Held
from loaders.extract import LeftOut


@dataclass(slots=True)
class Account:
    """What the build did with one table, beside what its reader did."""

    used_for: list[str] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    total_out: float | None = None
    unused: str = ""
    notes: list[str] = field(default_factory=list)


class Ledger:
    """Accounts by table, the choices that were made and the tables that were refused, in the order they came up."""

    def __init__(self) -> None:
        self._accounts: dict[Held, Account] = {}
        self.choices: list[str] = []
        self.refusals: list[str] = []

    def account(self, held: Held) -> Account:
        """Give a table's account, opened when first asked for."""
        return self._accounts.setdefault(held, Account(total_out=held.extract.total_out))

    def use(self, held: Held, purpose: str) -> None:
        """Write down what a table is used for."""
        account = self.account(held)
        if purpose not in account.used_for:
            account.used_for.append(purpose)

    def leave_out(self, held: Held, reason: str, rows: int, total: float | None) -> None:
        """Write down rows that the build could not place; what they summed to no longer counts as going out."""
        if not rows:
            return
        account = self.account(held)
        if any(left.reason == reason for left in account.left_out):
            return
        account.left_out.append(LeftOut(reason, rows, total))
        if account.total_out is not None and total is not None:
            account.total_out -= total

    def pass_over(self, held: Held, reason: str) -> None:
        """Write down why a table isn't used; the first reason stands."""
        account = self.account(held)
        account.unused = account.unused or reason

    def note(self, held: Held, text: str) -> None:
        """Add a remark on a table."""
        notes = self.account(held).notes
        if text not in notes:
            notes.append(text)

    def choose(self, text: str) -> None:
        """Write down what was chosen over what."""
        if text not in self.choices:
            self.choices.append(text)

    def refuse(self, tables: Iterable[Held], text: str) -> None:
        """Write down that tables can't be used, and why."""
        for held in tables:
            self.pass_over(held, text)
        if text not in self.refusals:
            self.refusals.append(text)
