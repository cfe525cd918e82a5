"""Opening databases: SQLite in one file, or PostgreSQL by address."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError, DatabaseError, DBAPIError, NoSuchModuleError, OperationalError
from sqlalchemy.pool import ConnectionPoolEntry

from whoholds.errors import LedgerError, NoLedger, NotWritable, WrongVersion
from whoholds.ledger.schema import OLDER, VERSION, meta, metadata

BUSY_SECONDS = 30
"""How long one writer waits for another."""

_PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", f"busy_timeout={BUSY_SECONDS * 1000}")
"""WAL lets readers go on while one writes; FULL means that what was acknowledged survives a power cut."""


def is_file(address: str) -> bool:
    """Return whether an address names a file (SQLite) rather than a server."""
    return "://" not in address


def engine_for(address: str) -> Engine:
    """Return an engine for a file or a postgresql:// address; nothing is opened yet.

    Raises:
        LedgerError: if the address is of no kind that is known, or its driver is not installed.
    """
    if is_file(address):
        engine = create_engine("sqlite+pysqlite://", creator=lambda: _sqlite(Path(address)))
        event.listen(engine, "connect", _prepare)
        event.listen(engine, "begin", _begin)
        return engine
    if not address.startswith("postgresql"):
        raise _no_address(address)
    try:
        return create_engine(address, pool_pre_ping=True)
    except ModuleNotFoundError:
        raise LedgerError(
            "needs a driver for PostgreSQL", shown(address), "pip install 'psycopg[binary]'"
        ) from None
    except (ArgumentError, NoSuchModuleError):
        raise _no_address(address) from None


def _no_address(address: str) -> LedgerError:
    return LedgerError("is no address of a ledger", shown(address), "give a file or postgresql://…")


def _sqlite(path: Path) -> sqlite3.Connection:
    if _is_read_only(path):
        return sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
    return sqlite3.connect(path, timeout=BUSY_SECONDS)


def _is_read_only(path: Path) -> bool:
    """Return whether a ledger can be read but not written.

    WAL needs files beside the ledger even for reading. Where they cannot be made the ledger is read as one
    that nobody changes; not so while a log lies beside it, which holds what is not yet in the file.
    """
    if not os.access(path, os.R_OK) or path.with_name(f"{path.name}-wal").exists():
        return False
    return not (os.access(path, os.W_OK) and os.access(path.resolve().parent, os.W_OK))


def _prepare(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    # Python's own transactions leave table-making outside; SQLAlchemy's begin below takes it in.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in _PRAGMAS:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN")


def shown(address: str) -> str:
    """Return the address without what is secret in it.

    >>> shown("postgresql://me:secret@host/db")
    'postgresql://host/db'
    """
    scheme, mark, rest = address.partition("://")
    return f"{scheme}{mark}{rest.rpartition('@')[2]}" if mark else address


@contextmanager
def told(address: str) -> Iterator[None]:
    """Turn what databases raise into one line that says what happened to which ledger."""
    try:
        yield
    except OperationalError as error:
        raise _refusal(str(error.orig), shown(address)) from None
    except DatabaseError as error:
        if "not a database" in str(error.orig):
            raise WrongVersion("is no ledger of whoholds", shown(address), "name another file") from None
        raise LedgerError(f"cannot be used ({error.orig})", shown(address)) from None
    except DBAPIError as error:
        raise LedgerError(f"cannot be used ({error.orig})", shown(address)) from None


def _refusal(words: str, thing: str) -> LedgerError:
    if "locked" in words:
        return LedgerError("is being written by another process", thing, "try again when that has finished")
    if "readonly" in words or "unable to open" in words or "full" in words:
        return NotWritable(f"cannot be written ({words})", thing, "name a file in a folder that you may write")
    return LedgerError(f"cannot be reached ({words})", thing, "check the address")


def check_folder(address: str) -> None:
    """Raise unless the folder of a new ledger is there.

    Raises:
        NotWritable: if there is no such folder.
    """
    if is_file(address) and not Path(address).parent.is_dir():
        raise NotWritable("cannot be made: its folder is not there", address, "make the folder or name another")


def check_version(engine: Engine, address: str) -> None:
    """Raise unless the database holds our tables; bring those of an older version up to date.

    Raises:
        NoLedger: if it is empty.
        WrongVersion: if its tables are a newer version's, or none of ours.
        NotWritable: if they are an older version's and may not be written.
    """
    names = set(inspect(engine).get_table_names())
    if not names:
        raise no_ledger(address)
    if "alembic_version" not in names:
        raise WrongVersion("is no ledger of whoholds", shown(address), "name another file")
    with engine.connect() as connection:
        found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    if found is None:
        raise WrongVersion("says no version of its tables", shown(address), "name another file")
    if found in OLDER:
        _bring_up_to_date(engine, address, found)
    elif found != VERSION or not names.issuperset(metadata.tables):
        age = "a newer" if str(found) > VERSION else "another"
        remedy = "read it with that one, or make a new desk with `whoholds init`"
        raise WrongVersion(
            f"was written by {age} whoholds (tables {found}, this one reads {VERSION})", shown(address), remedy
        )


def _bring_up_to_date(engine: Engine, address: str, found: str) -> None:
    try:
        with engine.begin() as connection:
            # Writing first makes a second process wait here; it then finds nothing left to do.
            connection.execute(text("UPDATE alembic_version SET version_num = version_num"))
            _migrate(connection)
    except OperationalError as error:
        if "readonly" not in str(error.orig):
            raise
        what = f"has the tables of an older whoholds (tables {found}, this one reads {VERSION})"
        remedy = "they are brought up to date where they may be written: copy it into a folder of your own"
        raise NotWritable(what, shown(address), remedy) from None


def no_ledger(address: str) -> NoLedger:
    """Return the error for a ledger that is not there."""
    return NoLedger("is not there", shown(address), "make a desk with `whoholds init --theatre NAME`")


def make_tables(engine: Engine, facts: Mapping[str, str]) -> None:
    """Run all migrations and write the ledger's facts, in one transaction."""
    with engine.begin() as connection:
        _migrate(connection)
        for key, value in facts.items():
            connection.execute(meta.insert().values(key=key, value=value))


def _migrate(connection: Connection) -> None:
    """Run the migrations that the database has not had, in the transaction that is open."""
    # Alembic takes a sixth of a second to import, and only new and old ledgers need it.
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", "whoholds.ledger:migrations")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
