# subprocess: nothing read so far is lost by a timeout, who waits does not keep others from killing,
# pipes are served without threads, and errors say what CPython says.
import array
import os
import pathlib
import subprocess
import sys
import threading
import warnings

print("--- killed by one thread while another waits")
process = subprocess.Popen(["sleep", "1000"])
waiter = threading.Thread(target=process.wait)
waiter.start()
print(process.poll())
process.kill()
waiter.join()
print(process.returncode, waiter.name)

print("--- timeouts")
for text in False, True:
    try:
        subprocess.run(["sh", "-c", "echo out; echo err >&2; exec sleep 1000"], capture_output=True, timeout=0.5,
                       text=text)
    except subprocess.TimeoutExpired as error:
        print(error, error.output, error.stderr)
reader, writer = os.pipe()
process = subprocess.Popen(["sh", "-c", "echo begin; read line <&%d; echo $line" % reader], pass_fds=[reader],
                           stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
try:
    process.communicate(timeout=0.2)
except subprocess.TimeoutExpired as error:
    print(error.timeout)
try:
    process.communicate("input")
except ValueError as error:
    print(error)
os.write(writer, b"go on\n")
print(process.communicate(), process.communicate(), process.stdout.closed)

print("--- pipes")
big = b"x" * 1_000_000
print(subprocess.run(["cat"], input=big, capture_output=True).stdout == big)
print(subprocess.run(["true"], input=big, capture_output=True))
print(subprocess.run(["printf", r"a\r\nb\rc\n"], capture_output=True, text=True))
print(subprocess.run(["cat"], input="é\n", capture_output=True, encoding="latin-1"))
for wrong, text in ("str", False), (b"bytes", True):
    try:
        subprocess.run(["cat"], input=wrong, capture_output=True, text=text)
    except (TypeError, AttributeError) as error:
        print(type(error).__name__, error)
reader, writer = os.pipe()
for data in b"bytes", bytearray(b"bytearray"), memoryview(b"memoryview")[6:], array.array("b", [65]), "str":
    try:
        print(os.write(writer, data), os.read(reader, 100))
    except TypeError as error:
        print(error)

print("--- errors")
for program in "kill -9 $$", "kill -60 $$", "exit 3":
    try:
        subprocess.run(program, shell=True, check=True)
    except subprocess.CalledProcessError as error:
        print(error)
for arguments, option in ((["true"], {"bufsize": "much"}), (pathlib.Path("/bin/true"), {"shell": True})):
    try:
        subprocess.Popen(arguments, **option)
    except TypeError as error:
        print(error)
print(subprocess.call(["true"], bufsize=None), subprocess.call(pathlib.Path("/bin/true")))
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    subprocess.run(["true"], bufsize=1, stdout=subprocess.PIPE)
    print([str(warning.message) for warning in caught])
process = subprocess.Popen(["true", "a long argument, as it might be", "and another one, longer than that one"])
process.wait()
print(process)
print(subprocess.Popen[bytes], subprocess.CompletedProcess[str])

print("--- what the child does first")


def attempt(*arguments, **options):
    try:
        done = subprocess.run(*arguments, capture_output=True, **options)
        print("->", done.returncode, done.stdout, done.stderr)
    except (OSError, ValueError, TypeError, KeyError, OverflowError, subprocess.SubprocessError) as error:
        print(type(error).__name__, error)


SHOW = ["sh", "-c", "umask; pwd; echo err >&2"]
attempt(SHOW, preexec_fn=lambda: os.umask(0o27), cwd="/")
attempt(["true"], preexec_fn=lambda: print("not written"))
attempt(["cat"], preexec_fn=lambda: os.write(1, b"first "), input=b"then")
attempt(["true"], preexec_fn=lambda: 1 / 0)
attempt(["true"], preexec_fn=5)
attempt(["no_such_program"], preexec_fn=int)
attempt(["true"], preexec_fn=int, cwd="/no_such_folder")
if os.getuid() == 0:
    attempt(["sh", "-c", "id -u; id -g; id -G"], user=65534, group=5, extra_groups=[1, 2])
    attempt(["id", "-u"], user="nobody")
else:
    print("-> 0 b'65534\\n5\\n5 1 2\\n' b''\n-> 0 b'65534\\n' b''")
for option in ({"user": "no_such_user"}, {"user": -1}, {"user": 1.5}, {"group": "no_such_group"}, {"group": -5},
               {"group": b"x"}, {"group": 2**64}, {"user": 2**64}, {"extra_groups": "x"}, {"extra_groups": [-1]}, {"extra_groups": [None]}):
    attempt(["true"], **option)

print("--- which program, with which streams")
attempt(["name", "-c", "echo $0"], executable="/bin/sh")
attempt("echo $0", shell=True, executable="/bin/sh")
attempt(["true"], executable="no_such_program")
attempt(["sh", "-c", "echo found"], env={"PATH": "/no_such_folder"})
attempt(["sh", "-c", "echo found"], env={})
attempt(["true"], env={"A=B": "c"})
attempt(["echo"], text=True, universal_newlines=False)
for option in ({"stdout": subprocess.STDOUT}, {"pipesize": "x"}, {"startupinfo": 1}, {"creationflags": 1}):
    try:
        subprocess.Popen(["true"], **option)
    except (ValueError, TypeError) as error:
        print(error)
script = "import subprocess; subprocess.run(['sh', '-c', 'echo out; echo err >&2'], stdout=2, stderr=1)"
attempt([sys.executable, "-c", script])
attempt([sys.executable, "-c", "import os, subprocess; os.close(0); os.close(1); "
                               "done = subprocess.run(['cat'], input=b'in', capture_output=True); "
                               "os.write(2, done.stdout)"])
print(subprocess.check_output(["cat"], input=None), subprocess.check_output(["cat"], input=None, text=True))
try:
    subprocess.check_output(["true"], check=True)
except ValueError as error:
    print(error)
for error in subprocess.CalledProcessError(1, "x"), subprocess.TimeoutExpired("x", 1):
    error.stdout = "text"
    print(error.output, error.args)
print(subprocess.list2cmdline(["a b", 'c"d', "e\\", "f g\\", "", 'h\\"', "i\\j"]))

print("--- nobody waits")
warnings.simplefilter("always")
process = subprocess.Popen(["sh", "-c", "read line"], stdin=subprocess.PIPE)
pid, stdin = process.pid, process.stdin
with warnings.catch_warnings(record=True) as caught:
    del process
print([str(each.message).replace(str(pid), "PID") for each in caught])
stdin.close()
os.waitid(os.P_PID, pid, os.WEXITED | os.WNOWAIT)
subprocess.run(["true"])
try:
    os.waitpid(pid, 0)
except ChildProcessError as error:
    print(error)
