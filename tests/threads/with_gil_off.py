# mode: off
# skip-oracle: a default build of CPython always has its GIL
import sys

print(sys._is_gil_enabled())  # expect: False
