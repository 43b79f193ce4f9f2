"""sys.unraisablehook: what it is given, what happens when it fails or is put back."""
import re
import sys


class Writer:
    """Prints what goes to stderr without addresses."""

    def write(self, text):
        sys.stdout.write(re.sub(r" at 0x[0-9a-f]+", "", text))

    def flush(self):
        pass


class Fragile:
    def __del__(self):
        1 / 0


def hook(arguments):
    print(type(arguments).__name__, arguments.exc_type, arguments.exc_value, arguments.err_msg)
    print(arguments.exc_traceback.tb_frame.f_code.co_name, arguments.object.__qualname__)


def failing_hook(arguments):
    raise KeyError("no hook")


sys.stderr = Writer()
Fragile()
for replacement in (hook, failing_hook, sys.__unraisablehook__, None):
    print("---", getattr(replacement, "__name__", None))
    sys.unraisablehook = replacement
    Fragile()
print("--- deleted")
del sys.unraisablehook
Fragile()
