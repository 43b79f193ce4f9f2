"""A program that cannot be started says so, also when signals interrupt who waits to hear it."""
import signal
import subprocess

signal.signal(signal.SIGALRM, lambda number, frame: None)
signal.setitimer(signal.ITIMER_REAL, 0.0003, 0.0003)
errors = []
for i in range(200):
    try:
        subprocess.Popen(["/no/such/program"])
    except FileNotFoundError as error:
        errors.append(error.filename)
signal.setitimer(signal.ITIMER_REAL, 0)
print(len(errors), set(errors))
print(subprocess.run(["sh", "-c", "exit 3"]).returncode)
