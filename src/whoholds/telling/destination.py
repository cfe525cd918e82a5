"""Where a map or a brief goes: the suffix says the form, and a folder that refuses writing gets one line."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from whoholds.errors import NotWritable, QuestionError


def suffix_of(path: str | Path, known: Collection[str]) -> str:
    """Return the suffix of `path` in lower case.

    Raises:
        QuestionError: if it is none of `known`; the message lists them.
    """
    suffix = Path(path).suffix.lower()
    if suffix in known:
        return suffix
    what = f"has the suffix {suffix}, which names no form" if suffix else "has no suffix that names its form"
    raise QuestionError(what, str(path), f"end it in one of {', '.join(sorted(known))}")


def write_file(path: str | Path, content: str | bytes) -> None:
    """Write `content`; text goes out as UTF-8 with plain line ends.

    Raises:
        NotWritable: if the folder does not exist or refuses the file; nothing is left half written.
    """
    target = Path(path)
    data = content.encode("utf-8", "replace") if isinstance(content, str) else content
    draft = target.with_name(f".{target.name}.part")
    try:
        draft.write_bytes(data)
        draft.replace(target)
    except OSError as fault:
        draft_exists = fault.filename is not None and draft.is_file()
        if draft_exists:
            draft.unlink(missing_ok=True)
        why = fault.strerror or "the system refused"
        raise NotWritable(
            f"cannot be written ({why})", str(path), "name a folder that exists and allows it"
        ) from None
