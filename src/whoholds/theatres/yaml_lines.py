"""Safe YAML that remembers the line on which each mapping starts."""

from __future__ import annotations

from typing import Any

import yaml

LINE = "__line__"
"""Key under which a mapping read from YAML keeps the line it starts on."""

_Base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class LineLoader(_Base):  # type: ignore[misc]  # the base is chosen at run time: C where PyYAML has it
    """A safe loader; every mapping it builds has its line under `LINE`, and a key given twice is an error."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:  # noqa: FBT001, FBT002 PyYAML's signature
        """Return the mapping with its line; refuse a key that stands twice."""
        mapping: dict[Any, Any] = super().construct_mapping(node, deep=deep)
        if len(mapping) != len(node.value):
            raise yaml.constructor.ConstructorError(None, None, "a key stands twice", node.start_mark)
        mapping[LINE] = node.start_mark.line + 1
        return mapping
