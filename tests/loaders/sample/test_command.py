"""The sample command: writes a pack and says so, or refuses in words."""

import pytest

from loaders.__main__ import main
from loaders.pack import read_pack
from loaders.sample import command


@pytest.fixture(autouse=True)
def quick(monkeypatch, tiny_pack):
    """The tiny pack in place of the sample, which takes seconds; the seed asked for is kept as its title."""

    def build(*, seed: int):
        import dataclasses

        return dataclasses.replace(tiny_pack, title=f"seed {seed}")

    monkeypatch.setattr(command, "build_sample", build)


def test_it_writes_a_pack_and_says_what_it_holds(tmp_path, capsys):
    assert main(["sample", "--out", str(tmp_path / "pack")]) == 0

    assert capsys.readouterr().out == f"{tmp_path / 'pack'}: seed 2026, 5 wards, 3 measures\n"
    assert read_pack(tmp_path / "pack").title == "seed 2026"


def test_another_seed_can_be_asked_for(tmp_path, capsys):
    main(["sample", "--out", str(tmp_path / "pack"), "--seed", "7"])

    assert "seed 7" in capsys.readouterr().out


def test_what_is_no_pack_is_not_replaced(tmp_path, capsys):
    (tmp_path / "letter.txt").write_text("mine")

    assert main(["sample", "--out", str(tmp_path)]) == 2

    assert "expected a new or empty folder, or a pack to replace" in capsys.readouterr().err
    assert (tmp_path / "letter.txt").read_text() == "mine"


def test_a_seed_that_is_no_number_is_refused(capsys):
    with pytest.raises(SystemExit) as left:
        main(["sample", "--out", "x", "--seed", "lucky"])

    assert left.value.code == 2
    assert "invalid int value: 'lucky'" in capsys.readouterr().err
