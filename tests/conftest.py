"""Makes the helpers beside it (`wars.py`) importable from every folder of tests."""
