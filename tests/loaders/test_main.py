"""The command line for data: one command at a time, plain messages, exit codes."""

import subprocess
import sys
from pathlib import Path

import pytest

from loaders import __main__
from loaders.__main__ import COMMANDS, main

ROOT = Path(__file__).resolve().parents[2]


def test_help_names_each_command(capsys):
    with pytest.raises(SystemExit) as left:
        main(["--help"])

    assert left.value.code == 0
    printed = capsys.readouterr().out
    assert all(name in printed for name in ("check", "sample", "build", "download"))


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_has_help_of_its_own(capsys, command):
    with pytest.raises(SystemExit) as left:
        main([command, "--help"])

    assert left.value.code == 0
    assert f"usage: python -m loaders {command}" in capsys.readouterr().out


@pytest.mark.parametrize("given", [[], ["paint"], ["check"], ["sample"], ["build", "--raw", "x"]])
def test_what_is_missing_or_unknown_ends_with_2(capsys, given):
    with pytest.raises(SystemExit) as left:
        main(given)

    assert left.value.code == 2
    assert "usage: python -m loaders" in capsys.readouterr().err


def test_ctrl_c_ends_with_130_and_a_word(monkeypatch, capsys, tmp_path):
    def stop(_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr("loaders.check.run", stop)

    assert main(["check", str(tmp_path)]) == __main__.INTERRUPTED
    assert capsys.readouterr().err == "stopped\n"


def test_the_module_runs_and_a_fault_ends_with_2(tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "loaders", "check", str(tmp_path / "none")],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 2
    assert "there is no such folder" in done.stderr
    assert "Traceback" not in done.stderr
