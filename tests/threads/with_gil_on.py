# mode: on
import sys

print(sys._is_gil_enabled())  # expect: True
