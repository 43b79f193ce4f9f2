"""Other programs as child processes."""

from _posix_spawn import spawn as _spawn
import io
import os
import threading
import time
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
            return f"Command '{self.cmd}' died with signal {-self.returncode}."
        return f"Command '{self.cmd}' returned non-zero exit status {self.returncode}."

    @property
    def stdout(self):
        return self.output


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


class Popen:
    """A child process."""

    def __init__(self, args, bufsize=-1, executable=None, stdin=None, stdout=None, stderr=None, preexec_fn=None,
                 close_fds=True, shell=False, cwd=None, env=None, universal_newlines=None, startupinfo=None,
                 creationflags=0, restore_signals=True, start_new_session=False, pass_fds=(), *, user=None,
                 group=None, extra_groups=None, encoding=None, errors=None, text=None, umask=-1, pipesize=-1,
                 process_group=None):
        if preexec_fn is not None:
            raise NotImplementedError("gilt has no preexec_fn: the child runs no guest code before the program")
        if not (user is group is extra_groups is None):
            raise NotImplementedError("gilt starts programs as the same user and groups")
        if pass_fds and not close_fds:
            warnings.warn("pass_fds overriding close_fds.", RuntimeWarning)
            close_fds = True
        self.args = args
        self.returncode = None
        self.stdin = self.stdout = self.stderr = None
        self._lock = threading.Lock()
        self.text_mode = bool(encoding or errors or text or universal_newlines)
        if isinstance(args, (str, bytes, os.PathLike)):
            command = [os.fsdecode(args)]
        else:
            command = [os.fsdecode(arg) for arg in args]
        if shell:
            command = ["/bin/sh", "-c", *command]
        if executable is not None:
            command[0] = os.fsdecode(executable)
        opened = []
        try:
            child_in, own_in = self._stream(stdin, True, opened)
            child_out, own_out = self._stream(stdout, False, opened)
            if stderr == STDOUT:
                child_err, own_err = (child_out if child_out != -1 else 1), -1
            else:
                child_err, own_err = self._stream(stderr, False, opened)
            environment = None if env is None else tuple(
                f"{os.fsdecode(key)}={os.fsdecode(value)}" for key, value in env.items())
            directory = None if cwd is None else os.fsdecode(cwd)
            import sys
            for stream in (sys.stdout, sys.stderr):
                if stream is not None:
                    stream.flush()
            self.pid = _spawn(tuple(command), environment, directory, (child_in, child_out, child_err),
                              tuple(pass_fds) if close_fds else None, start_new_session,
                              restore_signals, umask, -1 if process_group is None else process_group)
        except BaseException:
            for fd in opened:
                os.close(fd)
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

    @staticmethod
    def _stream(wanted, is_input, opened):
        """The descriptors of the child and of this process; -1 for none."""
        if wanted is None:
            return -1, -1
        if wanted == PIPE:
            reader, writer = os.pipe()
            opened += [reader, writer]
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
        return f"<{type(self).__name__}: returncode: {self.returncode} args: {self.args!r}>"

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
        with self._lock:
            if self.returncode is None:
                self._collect(os.WNOHANG)
        return self.returncode

    def _collect(self, options):
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
                if self.returncode is None:
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
        """Gives input, reads all output, waits: (stdout, stderr)."""
        results = {}
        helpers = []

        def read(name, stream):
            results[name] = stream.read()
            stream.close()

        def write():
            try:
                if input:
                    self.stdin.write(input)
                self.stdin.close()
            except (BrokenPipeError, ValueError):
                pass

        for name in ("stdout", "stderr"):
            stream = getattr(self, name)
            if stream is not None and not stream.closed:
                helpers.append(threading.Thread(target=read, args=(name, stream), daemon=True))
        if self.stdin is not None and not self.stdin.closed:
            helpers.append(threading.Thread(target=write, daemon=True))
        for helper in helpers:
            helper.start()
        end = None if timeout is None else time.monotonic() + timeout
        for helper in helpers:
            helper.join(None if end is None else max(0, end - time.monotonic()))
            if helper.is_alive():
                raise TimeoutExpired(self.args, timeout, results.get("stdout"), results.get("stderr"))
        self.wait(None if end is None else max(0, end - time.monotonic()))
        return results.get("stdout"), results.get("stderr")

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
    if "stdout" in kwargs:
        raise ValueError("stdout argument not allowed, it will be overridden.")
    return run(*popenargs, stdout=PIPE, timeout=timeout, check=True, **kwargs).stdout


def getstatusoutput(cmd, *, encoding=None, errors=None):
    """(exit status, output) of a shell command."""
    done = run(cmd, shell=True, text=True, stdout=PIPE, stderr=STDOUT, encoding=encoding, errors=errors)
    return done.returncode, done.stdout.removesuffix("\n")


def getoutput(cmd, *, encoding=None, errors=None):
    """The output of a shell command."""
    return getstatusoutput(cmd, encoding=encoding, errors=errors)[1]
