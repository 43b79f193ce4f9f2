# os.posix_spawn(): what the child does with its descriptors, its attributes, and what is refused.
import os
import signal
import tempfile


def attempt(program, arguments, environment, **attributes):
    try:
        pid = os.posix_spawn(program, arguments, environment, **attributes)
        return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    except (OSError, TypeError, ValueError) as error:
        return f"{type(error).__name__}: {error}"


def sh(script, **attributes):
    return attempt("/bin/sh", ["sh", "-c", script], {"WORD": "hello"}, **attributes)


with tempfile.TemporaryDirectory() as folder:
    out = os.path.join(folder, "out")
    writes = (os.POSIX_SPAWN_OPEN, 1, out, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    print(sh("echo $WORD; echo $0 >&2", file_actions=[writes, (os.POSIX_SPAWN_DUP2, 1, 2)]))
    print(sh("echo lost", file_actions=[(os.POSIX_SPAWN_CLOSE, 1), (os.POSIX_SPAWN_OPEN, 2, os.devnull, os.O_WRONLY, 0)]))
    print(sh('test "$(cut -d " " -f 5 /proc/$$/stat)" = $$', setpgroup=0), sh("exit 4", setsid=True, resetids=True))
    with open(out) as stream:
        print(stream.read().split())

spare = os.open(os.devnull, os.O_RDONLY)
os.set_inheritable(spare, True)
looks = f"test -e /proc/self/fd/{spare}"
print(sh(looks), sh(looks, file_actions=[(os.POSIX_SPAWN_CLOSEFROM, 3)]))

signal.signal(signal.SIGUSR1, signal.SIG_IGN)
kills = "kill -USR1 $$; exit 7"
print(sh(kills), sh(kills, setsigdef=[signal.SIGUSR1]))
print(sh(kills, setsigdef=[signal.SIGUSR1], setsigmask=[signal.SIGUSR1]), sh(kills, setsigdef=(), setsigmask=()))
pid = os.posix_spawnp("sh", ["sh", "-c", "exit 5"], None)
print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))

for actions in (3, "x", [()], [(9, 1)], [(os.POSIX_SPAWN_OPEN, 1)], [(os.POSIX_SPAWN_CLOSE, 1, 2)], [("open", 1)],
                [(os.POSIX_SPAWN_DUP2, 77, 1)], [(os.POSIX_SPAWN_OPEN, 1, "a\0b", 0, 0)], None, ()):
    print(actions, "->", sh("exit 1", file_actions=actions))
for attributes in ({"setpgroup": "a"}, {"setsigmask": [0]}, {"setsigdef": 3}, {"setsigdef": ["a"]}):
    print(attributes, "->", sh("exit 1", **attributes))
for arguments in ([], "x", [""], ["a\0"], [1]):
    print(arguments, "->", attempt("/bin/true", arguments, {}))
for environment in ({"A=B": "c"}, {"": "x"}, {"A\0": "b"}, {"A": 1}, 3):
    print(environment, "->", attempt("/bin/true", ["true"], environment))
for program in ("/no/such", b"/no/such", "/etc/passwd"):
    print(program, "->", attempt(program, ["x"], {}))

for execute, arguments in ((os.execv, ()), (os.execve, ({},)), (os.execve, ({"A=": "b"},)), (os.execve, (None,))):
    try:
        execute("/no/such", ["such"], *arguments)
    except (OSError, TypeError, ValueError) as error:
        print(execute.__name__, type(error).__name__, error)
