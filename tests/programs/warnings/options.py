"""The option -W and PYTHONWARNINGS, as the warnings module sees them."""
import os
import subprocess
import sys

CODE = "import warnings, sys; warnings.warn('w', UserWarning); print('went on'); 1 is 1"
for options, variable in (
    ([], ""),
    (["-W", "ignore"], ""),
    (["-Wignore::UserWarning"], ""),
    (["-Werror"], ""),
    (["-We::UserWarning"], ""),
    (["-W", "ignore::SyntaxWarning", "-W", "error::DeprecationWarning"], ""),
    ([], "ignore"),
    (["-Wdefault"], "error,ignore::SyntaxWarning"),
    (["-Wnonsense"], "ignore"),
    (["-W", "error:other message"], ""),
    (["-W", "error:w"], ""),
    (["-W", "ignore::NoSuchWarning"], "ignore::SyntaxWarning"),
):
    run = subprocess.run([sys.executable, *options, "-c", CODE], capture_output=True, text=True,
                         env=dict(os.environ, PYTHONWARNINGS=variable))
    print(options, repr(variable), run.returncode, run.stdout.split())
    print("   ", [line for line in run.stderr.splitlines() if "Warning:" in line])
