"""The names of the operating system's errors."""

import _posix_files as _posix

errorcode = {}
for _name, _number in _posix.error_names.items():
    globals()[_name] = _number
    errorcode.setdefault(_number, _name)
del _name, _number
