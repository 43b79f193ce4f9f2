# -u and PYTHONUNBUFFERED: what is printed is out at once, even if the program ends without a word.
import os
import subprocess
import sys

PROGRAM = "import os; print('out'); os._exit(0)"
for value, options in (None, []), ("", []), ("1", []), (None, ["-u"]):
    environment = dict(os.environ)
    environment.pop("PYTHONUNBUFFERED", None)
    if value is not None:
        environment["PYTHONUNBUFFERED"] = value
    done = subprocess.run([sys.executable, *options, "-c", PROGRAM], env=environment, capture_output=True)
    print(value, options, done.stdout)
