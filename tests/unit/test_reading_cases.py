from __future__ import annotations

import pytest

from support.cases import Case, failures, load_cases


@pytest.mark.parametrize("case", load_cases("STRONG"), ids=lambda case: f"{case.file}: {case.text[:50]}")
def test_every_strong_case_holds(case: Case):
    assert failures(case) == []
