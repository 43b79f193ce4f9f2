"""How the interpreter was built and where its parts are. gilt knows little of this."""

import sys

__all__ = ["get_config_var", "get_config_vars", "get_platform", "get_python_version", "get_path", "get_paths",
           "get_path_names", "get_scheme_names", "get_default_scheme", "is_python_build"]

# Py_GIL_DISABLED: the GIL can be switched off, as in CPython's free-threaded build.
_VARS = {"Py_GIL_DISABLED": 1, "Py_DEBUG": 0, "py_version": "3.13.0", "py_version_short": "3.13",
         "py_version_nodot": "313", "prefix": sys.prefix, "exec_prefix": sys.exec_prefix, "EXT_SUFFIX": None,
         "SOABI": None, "VERSION": "3.13"}


def get_config_vars(*names):
    """All variables, or the values of those named."""
    return [_VARS.get(name) for name in names] if names else dict(_VARS)


def get_config_var(name):
    """The value of one variable, None if there is none."""
    return _VARS.get(name)


def get_platform():
    """The system and the machine: linux-x86_64."""
    import os
    names = os.uname()
    return f"{names.sysname.lower()}-{names.machine}"


def get_python_version():
    """The version of the language without the last part."""
    return "3.13"


def get_scheme_names():
    return ()


def get_default_scheme():
    return "gilt"


def get_path_names():
    return ("stdlib", "scripts", "data")


def get_paths(*arguments, **keywords):
    """The standard library is in the program itself."""
    return {"stdlib": "<gilt>", "scripts": sys.prefix + "/bin", "data": sys.prefix}


def get_path(name, *arguments, **keywords):
    return get_paths()[name]


def is_python_build(check_home=None):
    return False
