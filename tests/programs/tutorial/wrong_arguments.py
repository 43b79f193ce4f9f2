"""Arguments in the wrong place: what the library and the classes' hooks say."""
import io
import logging
import re
import sys
from abc import ABC

try:
    re.compile(1, "pattern")
except TypeError as error:
    print(error)


class Base(ABC):
    def __init_subclass__(cls, /, kind=None, **keywords):
        super().__init_subclass__(**keywords)


try:
    class Broken(Base, kind="x", colour="red"):
        pass
except TypeError as error:
    print(error)

logging.basicConfig(format="%(message)s", stream=sys.stdout)
sys.stderr = io.StringIO()


def report(count):
    logging.warning("%d of %d", count)


report(5)
lines = sys.stderr.getvalue().replace(__file__, "FILE").splitlines()
print(lines[0], *lines[lines.index("Call stack:"):], sep="\n")
