"""Write the pages of `docs/reference` that are made from the code: `python docs/generate.py`.

`tests/docs` fails when a page on disk is not what this writes.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import click

import whoholds
from whoholds import errors
from whoholds.cli.commands import COMMANDS
from whoholds.cli.main import whoholds as command_line
from whoholds.model import vocabulary
from whoholds.reading.lexicon import lexicon

REFERENCE = Path(__file__).resolve().parent / "reference"
MADE = "<!-- made by docs/generate.py -->\n\n"


def pages() -> dict[str, str]:
    """Return every generated page by file name."""
    return {
        "commands.md": MADE + _commands(),
        "vocabulary.md": MADE + _vocabulary(),
        "errors.md": MADE + _errors(),
        "frames.md": MADE + _frames(),
        "python.md": MADE + _python(),
    }


def _commands() -> str:
    parts = [
        "# Commands\n\nWhat each prints as JSON is told in the command-line contract; fields are only added.\n"
    ]
    with click.Context(command_line, info_name="whoholds") as root:
        for name in COMMANDS:
            command = command_line.get_command(root, name)
            parts += _command(root, name, command)
    return "\n".join(parts)


def _command(parent: click.Context, name: str, command: click.Command) -> Iterator[str]:
    with click.Context(command, info_name=name, parent=parent, max_content_width=100) as ctx:
        yield f"## {ctx.command_path}\n\n```text\n{command.get_help(ctx)}\n```\n"
        if isinstance(command, click.Group):
            for inner in command.list_commands(ctx):
                yield from _command(ctx, inner, command.get_command(ctx, inner))


def _vocabulary() -> str:
    words = vocabulary()
    lines = ["# Vocabulary\n\n## Actions\n", "| action | what it says | effect on the holder |", "|---|---|---|"]
    lines += [f"| `{name}` | {entry['says']} | {entry['effect']} |" for name, entry in words["actions"].items()]
    for kind in ("stances", "relations"):
        lines += [f"\n## {kind.capitalize()}\n", "| word | meaning |", "|---|---|"]
        lines += [f"| `{name}` | {meaning} |" for name, meaning in words[kind].items()]
    return "\n".join(lines) + "\n"


def _errors() -> str:
    tree = ast.parse(Path(errors.__file__).read_text("utf-8"))
    lines = ["# Errors\n", "| error | kind of | when |", "|---|---|---|"]
    for node in tree.body:
        if isinstance(node, ast.ClassDef):
            bases = ", ".join(ast.unparse(base) for base in node.bases)
            lines.append(f"| `{node.name}` | `{bases}` | {ast.get_docstring(node).splitlines()[0]} |")
    return "\n".join(lines) + "\n"


def _frames() -> str:
    lines = [
        "# Frames\n\nEvery way of telling an action that the English reader knows, from `frames.yaml`.\n",
        "| action | rule | set off by |",
        "|---|---|---|",
    ]
    for frame in lexicon().frames:
        words = ", ".join(sorted({word for group in frame.words.values() for word in group}))
        lines.append(f"| `{frame.action}` | `{frame.rule}` | {words} |")
    return "\n".join(lines) + "\n"


def _python() -> str:
    lines = ["# Python\n\nThe public names; everything else may change.\n", "| name | what it is |", "|---|---|"]
    for name in whoholds.__all__:
        doc = (getattr(whoholds, name).__doc__ or "").strip().splitlines()
        lines.append(f"| `whoholds.{name}` | {doc[0] if doc else ''} |")
    return "\n".join(lines) + "\n"


def main() -> None:
    """Write the pages."""
    REFERENCE.mkdir(exist_ok=True)
    for name, text in pages().items():
        (REFERENCE / name).write_text(text, "utf-8")


if __name__ == "__main__":
    main()
