"""Processes that begin anew: what the parent tells them, and how they begin."""

import io
import os
import runpy
import sys
import types

from . import context, process, reduction, util

__all__ = ["get_executable", "set_executable", "get_preparation_data", "get_command_line", "import_main_path"]

_executable = sys.executable


def set_executable(executable):
    """Set the program that is started."""
    global _executable
    _executable = executable if executable is None else os.fsdecode(executable)


def get_executable():
    """The program that is started."""
    return _executable


def get_command_line(**arguments):
    """The command line of a child."""
    shown = ", ".join(f"{name}={value!r}" for name, value in arguments.items())
    return [_executable, "-c", f"from multiprocessing.spawn import spawn_main; spawn_main({shown})",
            "--multiprocessing-fork"]


def freeze_support():
    """Nothing: for programs made into one file on Windows."""


def spawn_main(pipe_handle, tracker_fd=None):
    """What a child does."""
    from . import resource_tracker
    resource_tracker._resource_tracker._fd = tracker_fd
    sys.exit(run_process(pipe_handle, os.dup(pipe_handle)))


def pickle_process(process_obj, popen):
    """What a child is told, for run_process(); popen notes the descriptors that go with it."""
    preparation = get_preparation_data(process_obj._name)
    stream = io.BytesIO()
    context.set_spawning_popen(popen)
    try:
        reduction.dump(preparation, stream)
        reduction.dump(process_obj, stream)
    finally:
        context.set_spawning_popen(None)
    return stream.getvalue()


def run_process(fd, parent_sentinel):
    """In the child: read from a pipe what to be, and be it; the exit status."""
    with open(fd, "rb", closefd=True) as from_parent:
        process.current_process()._inheriting = True
        try:
            prepare(reduction.pickle.load(from_parent))
            self = reduction.pickle.load(from_parent)
        finally:
            del process.current_process()._inheriting
    return self._bootstrap(parent_sentinel)


def _check_not_importing_main():
    if getattr(process.current_process(), "_inheriting", False):
        raise RuntimeError('''
        An attempt has been made to start a new process before the
        current process has finished its bootstrapping phase.

        This probably means that you are not using fork to start your
        child processes and you have forgotten to use the proper idiom
        in the main module:

            if __name__ == '__main__':
                freeze_support()
                ...

        The "freeze_support()" line can be omitted if the program
        is not going to be frozen to produce an executable.

        To fix this issue, refer to the "Safe importing of main module"
        section in https://docs.python.org/3/library/multiprocessing.html
        ''')


def get_preparation_data(name):
    """What a child needs to be like its parent."""
    _check_not_importing_main()
    data = {
        "log_to_stderr": util._log_to_stderr,
        "authkey": bytes(process.current_process().authkey),
        "name": name,
        "sys_path": [process.ORIGINAL_DIR if path == "" else path for path in sys.path],
        "sys_argv": sys.argv,
        "orig_dir": process.ORIGINAL_DIR,
        "dir": os.getcwd(),
        "start_method": context._default_context.get_start_method(),
    }
    if util._logger is not None:
        data["log_level"] = util._logger.getEffectiveLevel()
    main_module = sys.modules["__main__"]
    main_name = getattr(getattr(main_module, "__spec__", None), "name", None)
    if main_name is not None:
        data["init_main_from_name"] = main_name
    else:
        main_path = getattr(main_module, "__file__", None)
        if main_path is not None:
            data["init_main_from_path"] = os.path.normpath(os.path.join(process.ORIGINAL_DIR, main_path))
    return data


def prepare(data):
    """Become like the parent."""
    if "name" in data:
        process.current_process().name = data["name"]
    if "authkey" in data:
        process.current_process().authkey = data["authkey"]
    if data.get("log_to_stderr"):
        util.log_to_stderr()
    if "log_level" in data:
        util.get_logger().setLevel(data["log_level"])
    if "sys_path" in data:
        sys.path = data["sys_path"]
    if "sys_argv" in data:
        sys.argv = data["sys_argv"]
    if "dir" in data:
        os.chdir(data["dir"])
    if "orig_dir" in data:
        process.ORIGINAL_DIR = data["orig_dir"]
    if "start_method" in data:
        context._default_context.set_start_method(data["start_method"], force=True)
    if "init_main_from_name" in data:
        # A package's __main__ has nothing but what the main program does.
        if not data["init_main_from_name"].endswith("__main__"):
            _import_main(runpy.run_module, data["init_main_from_name"])
    elif "init_main_from_path" in data:
        import_main_path(data["init_main_from_path"])


def import_main_path(main_path):
    """Run the parent's main module, under another name than __main__."""
    name = os.path.splitext(os.path.basename(main_path))[0]
    if name != "ipython":
        _import_main(runpy.run_path, main_path)


def _import_main(run, what):
    main = types.ModuleType("__mp_main__")
    main.__dict__.update(run(what, run_name="__mp_main__"))
    sys.modules["__main__"] = sys.modules["__mp_main__"] = main
