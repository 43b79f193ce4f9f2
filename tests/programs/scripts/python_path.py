# Where modules are looked for: the folders of PYTHONPATH, unless -E or -I; the current folder comes first for -m.
import os
import subprocess
import sys
import tempfile

SHOW = """
import sys
import where
print(where.__file__.replace(sys.argv[1], 'HERE'))
"""

with tempfile.TemporaryDirectory() as here:
    here = os.path.realpath(here)
    for folder in "one", "two":
        os.mkdir(f"{here}/{folder}")
        with open(f"{here}/{folder}/where.py", "w") as f:
            f.write("")
    with open(f"{here}/show_path.py", "w") as f:
        f.write("import sys\n"
                "named = [p for p in sys.path if p == '' or p.startswith(sys.argv[1])]\n"
                "print([p.replace(sys.argv[1], 'HERE') for p in named])\n")

    def run(path, *arguments):
        environment = dict(os.environ, PYTHONPATH=path)
        done = subprocess.run([sys.executable, *arguments, here], env=environment, cwd=here,
                              capture_output=True, text=True)
        print(path.replace(here, "HERE"), arguments[0], "->", done.stdout.strip() or done.stderr.splitlines()[-1])

    for path in f"{here}/one", "two", "two:one", ":one/../two/", "":
        run(path, "-c", SHOW)
    for path in f"{here}/one:./two", "one:two:one", ":", "one:", "/../..:nowhere", "":
        run(path, "show_path.py")
        run(path, "-m", "show_path")
    run("one", "-E", "show_path.py")
    run("one", "-E", "-c", SHOW)
    run("one", "-I", "-c", SHOW)
