"""gilt -m unittest [tests ...]"""

import sys

from .main import TestProgram

sys.argv[0] = "gilt -m unittest"
sys.path.insert(0, ".")
TestProgram(module=None)
