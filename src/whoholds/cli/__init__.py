"""The command line: a skin over the desk. Commands load when they are called, so that --help is instant."""

from whoholds.cli.main import main

__all__ = ["main"]
