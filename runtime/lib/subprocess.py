"""Other programs as child processes."""

from _posix_spawn import spawn as _spawn
import functools
import io
import os
import select
import threading
import time
import types
import warnings

__all__ = ["Popen", "PIPE", "STDOUT", "DEVNULL", "call", "check_call", "getstatusoutput", "getoutput",
           "check_output", "run", "CalledProcessError", "SubprocessError", "TimeoutExpired", "CompletedProcess"]

PIPE, STDOUT, DEVNULL = -1, -2, -3


class SubprocessError(Exception):
    pass


class CalledProcessError(SubprocessError):
    """A program that ended with an exit status other than 0."""

    def __init__(self, returncode, cmd, output=None, stderr=None):
        self.returncode = returncode
        self.cmd = cmd
        self.output = output
        self.stderr = stderr

    def __str__(self):
        if self.returncode < 0:
            import signal
            try:
                return f"Command '{self.cmd}' died with {signal.Signals(-self.returncode)!r}."
            except ValueError:
                return f"Command '{self.cmd}' died with unknown signal {-self.returncode}."
        return f"Command '{self.cmd}' returned non-zero exit status {self.returncode}."

    @property
    def stdout(self):
        return self.output

    @stdout.setter
    def stdout(self, value):
        self.output = value


class TimeoutExpired(SubprocessError):
    """A program that took too long."""

    def __init__(self, cmd, timeout, output=None, stderr=None):
        self.cmd = cmd
        self.timeout = timeout
        self.output = output
        self.stderr = stderr

    def __str__(self):
        return f"Command '{self.cmd}' timed out after {self.timeout} seconds"

    @property
    def stdout(self):
        return self.output

    @stdout.setter
    def stdout(self, value):
        self.output = value


class CompletedProcess:
    """A program that has ended: args, returncode, stdout, stderr."""

    def __init__(self, args, returncode, stdout=None, stderr=None):
        self.args = args
        self.returncode = returncode
        self.stdout = stdout
        self.stderr = stderr

    def __repr__(self):
        shown = [f"args={self.args!r}", f"returncode={self.returncode!r}"]
        if self.stdout is not None:
            shown.append(f"stdout={self.stdout!r}")
        if self.stderr is not None:
            shown.append(f"stderr={self.stderr!r}")
        return f"{type(self).__name__}({', '.join(shown)})"

    def check_returncode(self):
        """Raises CalledProcessError if it ended with another exit status than 0."""
        if self.returncode:
            raise CalledProcessError(self.returncode, self.args, self.stdout, self.stderr)

    __class_getitem__ = classmethod(types.GenericAlias)


# Programs that nobody waits for any more, and that still ran when they were last looked at.
_active = []


def _cleanup():
    for process in _active[:]:
        if process.poll() is not None:
            try:
                _active.remove(process)
            except ValueError:
                pass  # another thread was here


class Popen:
    """A child process."""

    returncode = 0  # until there is a child

    def __init__(self, args, bufsize=-1, executable=None, stdin=None, stdout=None, stderr=None, preexec_fn=None,
                 close_fds=True, shell=False, cwd=None, env=None, universal_newlines=None, startupinfo=None,
                 creationflags=0, restore_signals=True, start_new_session=False, pass_fds=(), *, user=None,
                 group=None, extra_groups=None, encoding=None, errors=None, text=None, umask=-1, pipesize=-1,
                 process_group=None):
        if bufsize is None:
            bufsize = -1
        if not isinstance(bufsize, int):
            raise TypeError("bufsize must be an integer")
        if not isinstance(pipesize, int):
            raise TypeError("pipesize must be an integer")
        if startupinfo is not None:
            raise ValueError("startupinfo is only supported on Windows platforms")
        if creationflags:
            raise ValueError("creationflags is only supported on Windows platforms")
        if text is not None and universal_newlines is not None and bool(universal_newlines) != bool(text):
            raise SubprocessError("Cannot disambiguate when both text and universal_newlines are supplied but different. "
                                  "Pass one or the other.")
        if bufsize == 1 and not (encoding or errors or text or universal_newlines):
            warnings.warn("line buffering (buffering=1) isn't supported in binary mode, the default buffer size will be "
                          "used", RuntimeWarning, stacklevel=2)
        _cleanup()
        if pass_fds and not close_fds:
            warnings.warn("pass_fds overriding close_fds.", RuntimeWarning)
            close_fds = True
        self.args = args
        self.pipesize = pipesize
        self.stdin = self.stdout = self.stderr = None
        self._lock = threading.Lock()  # held by who collects the process
        self._exchange = None
        self.text_mode = encoding or errors or text or universal_newlines
        if isinstance(args, (str, bytes, os.PathLike)):
            if shell and not isinstance(args, (str, bytes)):
                raise TypeError("path-like args is not allowed when shell is true")
            command = [os.fsdecode(args)]
        else:
            command = [os.fsdecode(arg) for arg in args]
        if shell:
            command = ["/bin/sh" if executable is None else os.fsdecode(executable), "-c", *command]
        elif not command:
            raise IndexError("list index out of range")
        program = command[0] if executable is None else os.fsdecode(executable)
        ids = None
        if not user is group is extra_groups is None:
            from _subprocess_fork import ids_of
            ids = ids_of(user, group, extra_groups)
        opened = []
        try:
            child_in, own_in = self._stream(stdin, True, opened)
            if stdout == STDOUT:
                raise ValueError("STDOUT can only be used for stderr")
            child_out, own_out = self._stream(stdout, False, opened)
            if stderr == STDOUT:
                child_err, own_err = (child_out if child_out != -1 else 1), -1
            else:
                child_err, own_err = self._stream(stderr, False, opened)
            environment = None if env is None else tuple(_environment_entry(*item) for item in env.items())
            programs = [program] if os.path.dirname(program) else [
                os.path.join(folder, program) for folder in os.get_exec_path(env)]
            directory = None if cwd is None else os.fsdecode(cwd)
            import sys
            for stream in (sys.stdout, sys.stderr):
                if stream is not None:
                    stream.flush()
            spawn = _spawn
            if preexec_fn is not None or ids is not None:
                import _subprocess_fork
                spawn = functools.partial(_subprocess_fork.spawn, preexec_fn, ids or (None, None, None))
            self.pid = spawn(tuple(command), environment, directory, (child_in, child_out, child_err),
                             tuple(pass_fds) if close_fds else None, start_new_session, restore_signals, umask,
                             -1 if process_group is None else process_group, tuple(programs))
            self.returncode = None
        except BaseException as error:
            for fd in opened:
                os.close(fd)
            if isinstance(error, OSError) and error.filename == command[0]:
                error.filename = program
            raise
        for fd in opened:
            if fd not in (own_in, own_out, own_err):
                os.close(fd)
        if own_in != -1:
            self.stdin = self._file(own_in, "w", bufsize, encoding, errors)
        if own_out != -1:
            self.stdout = self._file(own_out, "r", bufsize, encoding, errors)
        if own_err != -1:
            self.stderr = self._file(own_err, "r", bufsize, encoding, errors)

    def _stream(self, wanted, is_input, opened):
        """The descriptors of the child and of this process; -1 for none."""
        if wanted is None:
            return -1, -1
        if wanted == PIPE:
            reader, writer = os.pipe()
            opened += [reader, writer]
            if self.pipesize > 0:
                import fcntl
                fcntl.fcntl(writer, fcntl.F_SETPIPE_SZ, self.pipesize)
            return (reader, writer) if is_input else (writer, reader)
        if wanted == DEVNULL:
            fd = os.open(os.devnull, os.O_RDWR)
            opened.append(fd)
            return fd, -1
        if isinstance(wanted, int):
            return wanted, -1
        if not is_input:
            wanted.flush()
        return wanted.fileno(), -1

    def _file(self, fd, mode, bufsize, encoding, errors):
        if self.text_mode:
            return io.open(fd, mode, -1 if bufsize == 0 else bufsize, encoding, errors)
        return io.open(fd, mode + "b", -1 if bufsize == 1 else bufsize)

    def __repr__(self):
        text = f"<{type(self).__name__}: returncode: {self.returncode} args: {self.args!r}>"
        return text if len(text) <= 80 else text[:76] + "...>"

    def __del__(self):
        if self.returncode is None:
            warnings.warn(f"subprocess {self.pid} is still running", ResourceWarning, source=self)
            if self.poll() is None:
                _active.append(self)  # collected when another is started

    @property
    def universal_newlines(self):
        """Whether the pipes carry text."""
        return self.text_mode

    @universal_newlines.setter
    def universal_newlines(self, universal_newlines):
        self.text_mode = bool(universal_newlines)

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        for stream in (self.stdout, self.stderr, self.stdin):
            if stream:
                try:
                    stream.close()
                except BrokenPipeError:
                    pass
        self.wait()

    def poll(self):
        """The exit status; None while the program runs."""
        if self.returncode is None and self._lock.acquire(blocking=False):
            try:
                self._collect(os.WNOHANG)
            finally:
                self._lock.release()
        return self.returncode

    def _collect(self, options):
        # The lock is held: a process is collected once.
        if self.returncode is not None:
            return
        try:
            pid, status = os.waitpid(self.pid, options)
        except ChildProcessError:
            self.returncode = 0
            return
        if pid:
            self.returncode = os.waitstatus_to_exitcode(status)

    def wait(self, timeout=None):
        """Waits until the program ends; its exit status."""
        if timeout is None:
            with self._lock:
                self._collect(0)
            return self.returncode
        end = time.monotonic() + timeout
        delay = 0.0005
        while self.poll() is None:
            left = end - time.monotonic()
            if left <= 0:
                raise TimeoutExpired(self.args, timeout)
            delay = min(delay * 2, left, 0.05)
            time.sleep(delay)
        return self.returncode

    def communicate(self, input=None, timeout=None):
        """Gives input, reads all output, waits: (stdout, stderr).

        After a TimeoutExpired it may be called again, without input: nothing is lost."""
        end = None if timeout is None else time.monotonic() + timeout
        if self._exchange is None:
            self._exchange = _Exchange(self, input)
        elif input:
            raise ValueError("Cannot send input after starting communication")
        if not self._exchange.go_on(end):
            raise self._exchange.timed_out(timeout)
        try:
            self.wait(None if end is None else max(0, end - time.monotonic()))
        except TimeoutExpired:
            raise self._exchange.timed_out(timeout) from None
        return self._exchange.outputs()

    def send_signal(self, sig):
        """Sends a signal, if the program still runs."""
        if self.poll() is None:
            os.kill(self.pid, sig)

    def terminate(self):
        """Asks the program to end (SIGTERM)."""
        self.send_signal(15)

    def kill(self):
        """Ends the program (SIGKILL)."""
        self.send_signal(9)

    __class_getitem__ = classmethod(types.GenericAlias)


def _environment_entry(key, value):
    key = os.fsdecode(key)
    if "=" in key:
        raise ValueError("illegal environment variable name")
    return f"{key}={os.fsdecode(value)}"


class _Exchange:
    """What goes through the pipes of a program, as far as it has come."""

    def __init__(self, process, input):
        self._process = process
        self._left = b""
        self._parts = {stream: [] for stream in (process.stdout, process.stderr) if stream is not None}
        self._poller = select.poll()
        self._open = {}
        if process.stdin is not None:
            self._begin_input(process.stdin, input)
        for stream in self._parts:
            self._watch(stream, select.POLLIN)

    def _begin_input(self, stream, input):
        try:
            stream.flush()
        except BrokenPipeError:
            pass
        if not input:
            self._close(stream)
            return
        if self._process.text_mode:
            input = input.encode(stream.encoding, stream.errors)
        self._left = memoryview(input).cast("B")
        self._watch(stream, select.POLLOUT)

    def _watch(self, stream, event):
        if not stream.closed:
            self._poller.register(stream, event)
            self._open[stream.fileno()] = stream

    def _close(self, stream):
        if not stream.closed and self._open.pop(stream.fileno(), None):
            self._poller.unregister(stream)
        try:
            stream.close()
        except BrokenPipeError:
            pass

    def go_on(self, end):
        """Until all pipes are at their ends, or until the time has come: whether it was the former."""
        while self._open:
            left = None if end is None else end - time.monotonic()
            if left is not None and left <= 0:
                return False
            for fd, event in self._poller.poll(None if left is None else left * 1000):
                stream = self._open[fd]
                if stream is self._process.stdin:
                    self._write(stream)
                else:
                    self._read(stream)
        return True

    def _write(self, stream):
        try:
            # So much fits into a pipe that is ready for something.
            self._left = self._left[os.write(stream.fileno(), self._left[:select.PIPE_BUF]):]
        except BrokenPipeError:
            self._left = b""
        if not self._left:
            self._close(stream)

    def _read(self, stream):
        data = os.read(stream.fileno(), 32768)
        if data:
            self._parts[stream].append(data)
        else:
            self._close(stream)

    def timed_out(self, timeout):
        """The error, with what has come of stdout and of stderr, as bytes; None for nothing."""
        output, stderr = (b"".join(self._parts.get(stream, ())) or None
                          for stream in (self._process.stdout, self._process.stderr))
        return TimeoutExpired(self._process.args, timeout, output=output, stderr=stderr)

    def outputs(self):
        """All of stdout and of stderr; None for what was no pipe."""
        return tuple(self._output(stream) for stream in (self._process.stdout, self._process.stderr))

    def _output(self, stream):
        if stream is None:
            return None
        data = b"".join(self._parts[stream])
        if not self._process.text_mode:
            return data
        return data.decode(stream.encoding, stream.errors).replace("\r\n", "\n").replace("\r", "\n")


def list2cmdline(seq):
    """The arguments in one line, as programs of Windows take it apart."""
    words = []
    for word in map(os.fsdecode, seq):
        quoted = []
        backslashes = 0
        for char in word:
            if char == "\\":
                backslashes += 1
                continue
            # Backslashes are themselves unless a quotation mark follows.
            quoted.append("\\" * (2 * backslashes + 1 if char == '"' else backslashes) + char)
            backslashes = 0
        needs_quotes = not word or " " in word or "\t" in word
        text = "".join(quoted) + "\\" * (backslashes * (2 if needs_quotes else 1))
        words.append(f'"{text}"' if needs_quotes else text)
    return " ".join(words)


def run(*popenargs, input=None, capture_output=False, timeout=None, check=False, **kwargs):
    """Runs a program to its end; a CompletedProcess."""
    if input is not None:
        if kwargs.get("stdin") is not None:
            raise ValueError("stdin and input arguments may not both be used.")
        kwargs["stdin"] = PIPE
    if capture_output:
        if kwargs.get("stdout") is not None or kwargs.get("stderr") is not None:
            raise ValueError("stdout and stderr arguments may not be used with capture_output.")
        kwargs["stdout"] = kwargs["stderr"] = PIPE
    with Popen(*popenargs, **kwargs) as process:
        try:
            stdout, stderr = process.communicate(input, timeout=timeout)
        except BaseException:
            process.kill()
            raise
        code = process.poll()
    if check and code:
        raise CalledProcessError(code, process.args, output=stdout, stderr=stderr)
    return CompletedProcess(process.args, code, stdout, stderr)


def call(*popenargs, timeout=None, **kwargs):
    """Runs a program; its exit status."""
    with Popen(*popenargs, **kwargs) as process:
        try:
            return process.wait(timeout=timeout)
        except BaseException:
            process.kill()
            raise


def check_call(*popenargs, **kwargs):
    """Runs a program; CalledProcessError if it fails."""
    code = call(*popenargs, **kwargs)
    if code:
        raise CalledProcessError(code, kwargs.get("args") or popenargs[0])
    return 0


def check_output(*popenargs, timeout=None, **kwargs):
    """Runs a program; what it printed."""
    for name in ("stdout", "check"):
        if name in kwargs:
            raise ValueError(f"{name} argument not allowed, it will be overridden.")
    if "input" in kwargs and kwargs["input"] is None:  # no input, which is not this process's
        is_text = any(kwargs.get(name) for name in ("text", "universal_newlines", "encoding", "errors"))
        kwargs["input"] = "" if is_text else b""
    return run(*popenargs, stdout=PIPE, timeout=timeout, check=True, **kwargs).stdout


def getstatusoutput(cmd, *, encoding=None, errors=None):
    """(exit status, output) of a shell command."""
    done = run(cmd, shell=True, text=True, stdout=PIPE, stderr=STDOUT, encoding=encoding, errors=errors)
    return done.returncode, done.stdout.removesuffix("\n")


def getoutput(cmd, *, encoding=None, errors=None):
    """The output of a shell command."""
    return getstatusoutput(cmd, encoding=encoding, errors=errors)[1]
