# How a program that a signal ends looks to whoever waits for it.
import subprocess
import sys

for code in [
    "import os, signal; os.kill(os.getpid(), signal.SIGTERM)",
    "import signal; signal.raise_signal(signal.SIGKILL)",
    "import signal; signal.raise_signal(signal.SIGINT)",
    "raise KeyboardInterrupt",
    "import signal, sys\n"
    "signal.signal(signal.SIGTERM, lambda *a: sys.exit(3)); signal.raise_signal(signal.SIGTERM)",
    "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); signal.raise_signal(signal.SIGTERM)",
    "import signal, sys; signal.signal(signal.SIGUSR1, lambda *a: sys.exit('bye'))\n"
    "signal.raise_signal(signal.SIGUSR1)",
    "import sys; sys.exit(130)",
    "import signal; signal.alarm(1); signal.pause()",
]:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    print(done.returncode, done.stderr.strip().split("\n")[-1])
