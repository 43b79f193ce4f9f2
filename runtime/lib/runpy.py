"""Running modules by name: `gilt -m module`."""

import _imp
from importlib.machinery import ModuleSpec, SourceFileLoader
import sys

__all__ = ["run_module", "run_path"]


def _run_module_as_main(name):
    main = sys.modules["__main__"] if "__main__" in sys.modules else type(sys)("__main__")
    sys.modules["__main__"] = main
    found = _find(name)
    if found is None:
        sys.stderr.write(f"{sys.executable}: No module named {name}\n")
        sys.exit(1)
    path, text, package = found
    sys.argv[0] = path
    main.__file__ = path
    main.__package__ = package
    # By this a process that multiprocessing spawns finds the program.
    full_name = name + ".__main__" if package == name else name
    main.__loader__ = SourceFileLoader(full_name, path)
    main.__spec__ = ModuleSpec(full_name, main.__loader__, origin=path)
    main.__builtins__ = __builtins__
    exec(compile(text, path, "exec"), main.__dict__)


def _find(name):
    """(path, text, package) of a module, or of a package's __main__; None if there is none."""
    parts = name.split(".")
    folders = sys.path
    if len(parts) > 1:
        folders = __import__(".".join(parts[:-1]), None, None, ["*"]).__path__
    for folder in folders:
        base = (folder or ".") + "/" + parts[-1]
        for path, package in ((base + "/__main__.py", name), (base + ".py", ".".join(parts[:-1]))):
            try:
                with open(path) as file:
                    return path, file.read(), package
            except OSError:
                pass
    for embedded, package in ((name + ".__main__", name), (name, ".".join(parts[:-1]))):
        found = _imp.embedded(embedded)
        if found is not None and not found[2]:
            return found[0], found[1], package
    return None


def run_module(mod_name, init_globals=None, run_name=None, alter_sys=False):
    """Runs a module anew; its names."""
    found = _find(mod_name)
    if found is None:
        raise ImportError(f"No module named {mod_name}")
    path, text, package = found
    names = dict(init_globals or {}, __name__=run_name or mod_name, __file__=path, __package__=package,
                 __builtins__=__builtins__)
    exec(compile(text, path, "exec"), names)
    return names


def run_path(path_name, init_globals=None, run_name=None):
    """Runs a file; its names."""
    with open(path_name) as file:
        text = file.read()
    names = dict(init_globals or {}, __name__=run_name or "<run_path>", __file__=path_name, __package__="",
                 __builtins__=__builtins__)
    exec(compile(text, path_name, "exec"), names)
    return names
