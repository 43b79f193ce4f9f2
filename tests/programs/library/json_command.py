# The command -m json.tool.
import os
import subprocess
import sys
import tempfile


def run(*arguments, text='{"b": [1, 2.5, null], "a": "\u00e4", "c": {}}'):
    done = subprocess.run([sys.executable, "-m", "json.tool", *arguments], input=text, capture_output=True,
                          encoding="utf-8", env={**os.environ, "COLUMNS": "80"})
    print(done.returncode, done.stdout, done.stderr, sep="\n")


run()
run("--sort-keys", "--indent", "1")
run("--tab", "--no-ensure-ascii")
run("--no-indent")
run("--compact", "--json-lines", text='[1, 2]\n{"x": 3}\n')
run(text="{]")
run("--compact", "--tab")
run("--help")
with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, "file")
    with open(path, "w") as file:
        file.write("[1,2]")
    run("--compact", path)
    run(path, path)
    with open(path) as file:
        print(file.read())
