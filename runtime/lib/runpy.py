# Running modules by name: `gilt -m module`.

import sys


def _run_module_as_main(name):
    main = sys.modules["__main__"] if "__main__" in sys.modules else type(sys)("__main__")
    sys.modules["__main__"] = main
    path, text, package = _find(name)
    sys.argv[0] = path
    main.__file__ = path
    main.__package__ = package
    main.__builtins__ = __builtins__
    exec(compile(text, path, "exec"), main.__dict__)


def _find(name):
    parts = name.split(".")
    if len(parts) > 1:
        parent = __import__(".".join(parts[:-1]), None, None, ["*"])
        folders = parent.__path__
    else:
        folders = sys.path
    for folder in folders:
        base = (folder or ".") + "/" + parts[-1]
        for path, package in ((base + "/__main__.py", name), (base + ".py", ".".join(parts[:-1]))):
            try:
                with open(path) as file:
                    return path, file.read(), package
            except OSError:
                pass
    sys.stderr.write(f"{sys.executable}: No module named {name}\n")
    sys.exit(1)
