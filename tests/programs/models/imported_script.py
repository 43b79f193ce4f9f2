# skip-oracle: what gilt models is made of
# A script that is imported for its function sees its own name in sys.argv, and no arguments.
import os
import sys
import tempfile

import _models

with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, "script_with_arguments.py")
    with open(path, "w") as file:
        file.write("import sys\nFACTOR = int(sys.argv[1]) if len(sys.argv) > 1 else 2\n"
                   "def times(n):\n    return n * FACTOR, len(sys.argv)\n")
    sys.argv = ["gilt models", path + ":times", "21"]
    times = _models.find_function(path + ":times")
    print(sys.argv == [path], times(21))
    results, _ = _models.run_interpreters(times, (21,), 2)
    print(results)
