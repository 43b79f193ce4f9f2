"""Folders as archives, by format: a part of shutil. zip is here; programs may register more."""

import os
import stat

_makers = {}  # name: (function, extra arguments, description)
_takers = {}  # name: (extensions, function, extra arguments, description)


class ReadError(OSError):
    """An archive that cannot be read."""


class RegistryError(Exception):
    """A format that cannot be registered."""


def register_archive_format(name, function, extra_args=None, description=""):
    """Has make_archive() call function(base_name, base_dir, **extra_args) for a format."""
    extra_args = [] if extra_args is None else extra_args
    if not callable(function):
        raise TypeError(f"The {function} object is not callable")
    if not isinstance(extra_args, (tuple, list)):
        raise TypeError("extra_args needs to be a sequence")
    for element in extra_args:
        if not isinstance(element, (tuple, list)) or len(element) != 2:
            raise TypeError("extra_args elements are : (arg_name, value)")
    _makers[name] = function, extra_args, description


def unregister_archive_format(name):
    """Forgets a format."""
    del _makers[name]


def get_archive_formats():
    """The formats that make_archive() knows: (name, description)."""
    return sorted((name, maker[2]) for name, maker in _makers.items())


def make_archive(base_name, format, root_dir=None, base_dir=None, verbose=0, dry_run=0, owner=None, group=None,
                 logger=None):
    """Makes an archive of base_dir, with names that begin at root_dir; returns its path."""
    try:
        function, extra_args, _ = _makers[format]
    except KeyError:
        raise ValueError(f"unknown archive format '{format}'") from None
    owners = {} if format == "zip" else {"owner": owner, "group": group}
    keywords = {"dry_run": dry_run, "logger": logger, **owners, **dict(extra_args)}
    base_dir = os.curdir if base_dir is None else base_dir
    if root_dir is None:
        return function(base_name, base_dir, **keywords)
    if not stat.S_ISDIR(os.stat(root_dir).st_mode):
        raise NotADirectoryError(20, "Not a directory", root_dir)
    if getattr(function, "supports_root_dir", False):
        return function(os.fspath(base_name), base_dir, root_dir=root_dir, **keywords)
    before = os.getcwd()
    base_name = os.path.abspath(base_name)
    os.chdir(root_dir)
    try:
        return function(base_name, base_dir, **keywords)
    finally:
        os.chdir(before)


def _make_zip(base_name, base_dir, *, dry_run=0, logger=None, root_dir=None):
    import zipfile
    archive = base_name + ".zip"
    folder = os.path.dirname(base_name)
    if dry_run:
        return archive
    if folder:
        os.makedirs(folder, exist_ok=True)
    top = os.path.normpath(base_dir if root_dir is None else os.path.join(root_dir, base_dir))
    with zipfile.ZipFile(archive, "w", compression=zipfile.ZIP_DEFLATED) as file:
        if os.path.normpath(base_dir) != os.curdir:
            file.write(top, os.path.normpath(base_dir))
        for path, folders, names in os.walk(top):
            inside = os.path.normpath(path if root_dir is None else os.path.relpath(path, root_dir))
            for name in sorted(folders):
                file.write(os.path.join(path, name), os.path.normpath(os.path.join(inside, name)))
            for name in names:
                if os.path.isfile(os.path.join(path, name)):
                    file.write(os.path.join(path, name), os.path.normpath(os.path.join(inside, name)))
    return archive if root_dir is None else os.path.abspath(archive)


_make_zip.supports_root_dir = True


def register_unpack_format(name, extensions, function, extra_args=None, description=""):
    """Has unpack_archive() call function(filename, extract_dir, **extra_args) for files with these endings."""
    extra_args = [] if extra_args is None else extra_args
    known = {extension: other for other, taker in _takers.items() for extension in taker[0]}
    for extension in extensions:
        if extension in known:
            raise RegistryError(f'{extension} is already registered for "{known[extension]}"')
    if not callable(function):
        raise TypeError("The registered function must be a callable")
    _takers[name] = extensions, function, extra_args, description


def unregister_unpack_format(name):
    """Forgets a format."""
    del _takers[name]


def get_unpack_formats():
    """The formats that unpack_archive() knows: (name, endings, description)."""
    return sorted((name, taker[0], taker[3]) for name, taker in _takers.items())


def unpack_archive(filename, extract_dir=None, format=None, *, filter=None):
    """Takes an archive apart into a folder, by default the current one; its format is known by its ending."""
    extract_dir = os.getcwd() if extract_dir is None else os.fspath(extract_dir)
    filename = os.fspath(filename)
    if format is not None and format not in _takers:
        raise ValueError(f"Unknown unpack format '{format}'")
    for name, (extensions, function, extra_args, _) in _takers.items():
        if format == name or format is None and filename.endswith(tuple(extensions)):
            keywords = {} if filter is None else {"filter": filter}
            function(filename, extract_dir, **dict(extra_args), **keywords)
            return
    raise ReadError(f"Unknown archive format '{filename}'")


def _unpack_zip(filename, extract_dir):
    import zipfile
    if not zipfile.is_zipfile(filename):
        raise ReadError(f"{filename} is not a zip file")
    with zipfile.ZipFile(filename) as archive:
        for info in archive.infolist():
            name = info.filename
            if name.startswith("/") or ".." in name:
                continue  # it would leave the folder
            target = os.path.join(extract_dir, *name.split("/"))
            os.makedirs(os.path.dirname(target), exist_ok=True)
            if not name.endswith("/"):
                with archive.open(name) as source, open(target, "wb") as file:
                    while piece := source.read(64 * 1024):
                        file.write(piece)


register_archive_format("zip", _make_zip, description="ZIP file")
register_unpack_format("zip", [".zip"], _unpack_zip, description="ZIP file")
