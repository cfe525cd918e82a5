"""The entry point: one line on standard error for whatever goes wrong."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Sequence

import click

from whoholds.cli.commands import LazyGroup
from whoholds.errors import WhoholdsError

_DISK_ERRORS = {errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EFBIG}
FAILED, WRONG_USAGE, INTERRUPTED = 1, 2, 130


def _version() -> str:
    from importlib.metadata import version

    return version("whoholds")


def _show_version(ctx: click.Context, _param: click.Parameter, wanted: bool) -> None:
    if wanted and not ctx.resilient_parsing:
        click.echo(f"whoholds {_version()}")
        ctx.exit()


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option(
    "--version", is_flag=True, is_eager=True, expose_value=False, callback=_show_version, help="Its version."
)
def whoholds() -> None:
    """Who holds what, who says so, and what follows.

    Reads reports of a war, keeps their claims, and answers from them. A first look: `whoholds demo`.
    """


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit status: 0, 1 for a failure, 2 for wrong usage."""
    try:
        # Not click's own main: it would end on a broken pipe with status 1, and print an empty line on Ctrl-C.
        with whoholds.make_context("whoholds", list(sys.argv[1:] if arguments is None else arguments)) as ctx:
            whoholds.invoke(ctx)
        sys.stdout.flush()
    except click.exceptions.Exit as end:
        return end.exit_code
    except click.ClickException as error:
        return _wrong_usage(error)
    except (click.Abort, KeyboardInterrupt):
        click.echo("whoholds: stopped", err=True)
        return INTERRUPTED
    except WhoholdsError as error:
        click.echo(f"whoholds: {error}", err=True)
        return FAILED
    except BrokenPipeError:
        # Whoever read the output has had enough. Python would complain once more when it flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        return _no_room(error) if error.errno in _DISK_ERRORS else _fault(error)
    except Exception as error:  # noqa: BLE001 - the last resort: people get one line, and the stack if they ask
        return _fault(error)
    return 0


def _no_room(error: OSError) -> int:
    """Tell that a disk took no more; what did not get out is dropped, or Python would try again at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    click.echo(f"whoholds: the output cannot be written ({error.strerror}); make room or write elsewhere", err=True)
    return FAILED


def _fault(error: Exception) -> int:
    """Tell of a fault of whoholds itself in one line; with WHOHOLDS_STACK set the stack is shown."""
    if os.environ.get("WHOHOLDS_STACK"):
        raise error
    words = " ".join(f"{type(error).__name__}: {error}".split())[:200]
    click.echo(
        f"whoholds: a fault of its own ({words}); set WHOHOLDS_STACK=1 to see where, and report it", err=True
    )
    return FAILED


def _wrong_usage(error: click.ClickException) -> int:
    ctx = error.ctx if isinstance(error, click.UsageError) else None
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        error.show()
        return WRONG_USAGE
    name = ctx.command_path if ctx else "whoholds"
    line = " ".join(error.format_message().split())
    click.echo(f"whoholds: {line} See `{name} --help`.", err=True)
    return WRONG_USAGE if isinstance(error, click.UsageError) else FAILED
