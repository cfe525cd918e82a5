"""Safe YAML that remembers the line on which each mapping starts."""

from __future__ import annotations

import re
from typing import Any

import yaml

LINE = "__line__"
"""Key under which a mapping read from YAML keeps the line it starts on."""

DEEPEST = 50
"""Lists and mappings may stand this deep in one another; the C parser crashes on some thousands."""

_Base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_STEEP_LINE = re.compile(rf"^[ \t]{{{DEEPEST},}}\S|(?:[-?:][ \t]+){{{DEEPEST},}}", re.MULTILINE)


class LineLoader(_Base):  # type: ignore[misc]  # the base is chosen at run time: C where PyYAML has it
    """A safe loader; every mapping has its line under `LINE`; double keys and odd values are YAML errors."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:  # noqa: FBT001, FBT002 PyYAML's signature
        """Return the mapping with its line; refuse a key that stands twice."""
        mapping: dict[Any, Any] = super().construct_mapping(node, deep=deep)
        if len(mapping) != len(node.value):
            raise yaml.constructor.ConstructorError(None, None, "a key stands twice", node.start_mark)
        mapping[LINE] = node.start_mark.line + 1
        return mapping

    def construct_object(self, node: yaml.Node, deep: bool = False) -> Any:  # noqa: ANN401, FBT001, FBT002 PyYAML's signature
        """Return the node's value; a value that looks like a day or a number and is none is a YAML error."""
        try:
            return super().construct_object(node, deep=deep)
        except (ValueError, OverflowError) as error:
            raise yaml.constructor.ConstructorError(None, None, str(error), node.start_mark) from error


def load_yaml(text: str) -> Any:  # noqa: ANN401 YAML holds anything
    """Return a YAML document, built safely and with lines.

    Raises:
        yaml.YAMLError: if it is no YAML, or nested deeper than `DEEPEST`.
    """
    if _may_be_deep(text):
        _refuse_depth(text)
    return yaml.load(text, Loader=LineLoader)  # noqa: S506 LineLoader is a safe loader


def _may_be_deep(text: str) -> bool:
    """Return whether a quick look finds brackets, indents or dashes that could stand too deep."""
    return _STEEP_LINE.search(text) is not None or _bracket_depth(text) > DEEPEST


def _bracket_depth(text: str) -> int:
    depth = deepest = 0
    for bracket in re.findall(r"[\[\]{}]", text):
        depth = depth + 1 if bracket in "[{" else max(0, depth - 1)
        deepest = max(deepest, depth)
    return deepest


def _refuse_depth(text: str) -> None:
    """Raise if the document's parts stand too deep in one another; walks events, which do not nest."""
    depth = 0
    for event in yaml.parse(text, Loader=_Base):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > DEEPEST:
            mark: Any = event.start_mark  # of the C parser or of the other, which share no type
            raise yaml.constructor.ConstructorError(None, None, "is nested too deep", mark)
