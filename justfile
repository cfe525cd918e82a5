# Six words. `just --list` shows them.

python := env("PYTHON", "python3")

# make .venv with everything that development needs
setup:
    {{python}} -m venv .venv
    .venv/bin/pip install -e ".[dev]"

# lint, types, import rules
check:
    .venv/bin/ruff check .
    .venv/bin/ruff format --check .
    .venv/bin/mypy
    .venv/bin/lint-imports

# the tests
test *ARGS:
    .venv/bin/python -m pytest {{ARGS}}

# write the generated reference pages
docs:
    .venv/bin/python docs/generate.py

# the long measurements against the development sets and speed
gate:
    .venv/bin/python bench/quality.py
    .venv/bin/python bench/control_map.py
    .venv/bin/python bench/control.py --seeds 50
    .venv/bin/python bench/control_speed.py
    .venv/bin/python bench/consequences.py

# wheel and source archive
release:
    .venv/bin/pip install build
    .venv/bin/python -m build
