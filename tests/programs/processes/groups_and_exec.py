# Process groups and sessions, becoming another program, and what the status of a child says.
import os
import signal
import subprocess
import sys


def child(function):
    sys.stdout.flush()
    pid = os.fork()
    if pid == 0:
        try:
            function()
        finally:
            os._exit(99)
    print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))


print("--- groups and sessions")
process = subprocess.Popen(["sleep", "1000"], start_new_session=True)
print(os.getpgid(process.pid) == process.pid, os.getsid(process.pid) == process.pid, os.getpgrp() == os.getpgid(0))
os.killpg(process.pid, signal.SIGTERM)
print(process.wait())


def lead_session():
    os.setsid()
    os._exit(os.getsid(0) == os.getpid() == os.getpgrp())


def lead_group():
    os.setpgrp()
    os._exit(os.getpgrp() == os.getpid())


child(lead_session)
child(lead_group)
nobody = 2 ** 22 + 1
for attempt in (lambda: os.killpg(nobody, 0), lambda: os.getpgid(nobody), lambda: os.getsid(nobody),
                lambda: os.setpgid(1, 1)):
    try:
        attempt()
    except OSError as error:
        print(type(error).__name__, error)

print("--- another program")
child(lambda: os.execvp("sh", ["sh", "-c", "exit 4"]))
child(lambda: os.execve("/bin/sh", ["sh", "-c", "exit $CODE"], {"CODE": "5"}))
child(lambda: os.execl("/bin/sh", "sh", "-c", "exit 6"))
child(lambda: os.execlpe("sh", "sh", "-c", "exit $CODE", {"CODE": "7", "PATH": "/bin"}))
for attempt in lambda: os.execvp("no such program", ["x"]), lambda: os.execv("/", ["x"]):
    try:
        attempt()
    except OSError as error:
        print(type(error).__name__)
print(os.system("exit 3"), os.waitstatus_to_exitcode(os.system("kill -9 $$")))

print("--- stopped and gone on")
process = subprocess.Popen(["sleep", "1000"])
os.kill(process.pid, signal.SIGSTOP)
status = os.waitpid(process.pid, os.WUNTRACED)[1]
print(os.WIFSTOPPED(status), os.WSTOPSIG(status), os.WIFEXITED(status), os.WIFSIGNALED(status))
os.kill(process.pid, signal.SIGCONT)
print(os.WIFCONTINUED(os.waitpid(process.pid, os.WCONTINUED)[1]))
descriptor = os.pidfd_open(process.pid)
print(os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOHANG))
signal.pidfd_send_signal(descriptor, signal.SIGKILL)
happened = os.waitid(os.P_PIDFD, descriptor, os.WEXITED | os.WNOWAIT)
print(happened.si_pid == process.pid, happened.si_signo == signal.SIGCHLD, happened.si_status,
      happened.si_code == os.CLD_KILLED, len(happened), type(happened))
print(process.wait())
for function, *arguments in ((os.waitid, os.P_PID, process.pid, os.WEXITED), (os.waitid, 99, 0, 0),
                             (signal.pidfd_send_signal, descriptor, 0), (os.pidfd_open, -1)):
    try:
        print(function(*arguments))
    except OSError as error:
        print(error)
os.close(descriptor)

print("--- figures")
times = os.times()
print(len(times), times.user >= 0, times.elapsed > 0, os.nice(0) >= 0, os.sched_yield(), len(os.getloadavg()))
