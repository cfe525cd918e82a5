"""Docs that lie fail the build."""

from __future__ import annotations

import doctest
import importlib
import importlib.util
import pkgutil
import re
import shlex
from pathlib import Path

import click
import pytest

import whoholds
from whoholds import errors
from whoholds.cli.commands import COMMANDS
from whoholds.cli.main import whoholds as command_line

ROOT = Path(__file__).resolve().parents[2]


def _generator():
    spec = importlib.util.spec_from_file_location("docs_generate", ROOT / "docs" / "generate.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


PAGES = _generator().pages()


@pytest.mark.parametrize("name", PAGES)
def test_a_generated_page_is_what_the_code_says(name: str):
    assert (ROOT / "docs" / "reference" / name).read_text("utf-8") == PAGES[name], "run `python docs/generate.py`"


def test_every_command_is_documented():
    page = PAGES["commands.md"]
    assert all(f"## whoholds {name}\n" in page for name in COMMANDS)


def test_every_error_stands_in_the_tree_at_the_top_of_its_module():
    named = [n for n, v in vars(errors).items() if isinstance(v, type) and issubclass(v, Exception)]
    assert all(name in (errors.__doc__ or "") for name in named)


def _command_lines(path: Path) -> list[str]:
    blocks = re.findall(r"```sh\n(.*?)```", path.read_text("utf-8"), re.DOTALL)
    return [line for block in blocks for line in block.splitlines() if line.startswith("whoholds ")]


PATHS = (ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md")))
DOCUMENTED = [(path.name, line) for path in PATHS for line in _command_lines(path)]


@pytest.mark.parametrize(("page", "line"), DOCUMENTED)
def test_every_command_line_in_the_docs_is_one(page: str, line: str):
    words = shlex.split(line, comments=True)[1:]
    command = command_line
    ctx = click.Context(command, info_name="whoholds")
    while isinstance(command, click.Group):
        command = command.get_command(ctx, words.pop(0))
        assert command is not None, f"{page}: {line}"
    options = {name for parameter in command.params for name in (*parameter.opts, *parameter.secondary_opts)}
    assert {word for word in words if word.startswith("-") and len(word) > 1} <= options, f"{page}: {line}"


def _modules() -> list[str]:
    found = pkgutil.walk_packages(whoholds.__path__, "whoholds.")
    return [module.name for module in found if "migrations" not in module.name]


@pytest.mark.parametrize("name", _modules())
def test_examples_in_docstrings_run(name: str):
    result = doctest.testmod(importlib.import_module(name), optionflags=doctest.NORMALIZE_WHITESPACE)
    assert result.failed == 0


def test_links_in_the_docs_lead_somewhere():
    for path in PATHS:
        for target in re.findall(r"\]\(([^)#:]+)\)", path.read_text("utf-8")):
            assert (path.parent / target).exists(), f"{path.name}: {target}"
