"""gilt -m pytest FILE..."""

import sys

import pytest

sys.exit(int(pytest.main()))
