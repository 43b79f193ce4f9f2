"""Copying, moving and removing files and folders."""

import fnmatch
import os
import stat
import sys
from _archives import (
    ReadError, RegistryError, get_archive_formats, get_unpack_formats, make_archive, register_archive_format,
    register_unpack_format, unpack_archive, unregister_archive_format, unregister_unpack_format,
)
from collections import namedtuple

__all__ = ["copyfileobj", "copyfile", "copymode", "copystat", "copy", "copy2", "copytree", "move", "rmtree",
           "Error", "SpecialFileError", "ExecError", "make_archive", "get_archive_formats", "register_archive_format",
           "unregister_archive_format", "get_unpack_formats", "register_unpack_format", "unregister_unpack_format",
           "unpack_archive", "ignore_patterns", "chown", "which", "get_terminal_size", "SameFileError", "disk_usage"]

_PIECE = 64 * 1024  # bytes that are copied at once


class Error(OSError):
    """Something that is not done; of copytree(): a list of all that failed."""


class SameFileError(Error):
    """Source and destination are the same file."""


class SpecialFileError(OSError):
    """A file that cannot be copied: a named pipe."""


class ExecError(OSError):
    """A command that could not be run."""


def copyfileobj(fsrc, fdst, length=0):
    """Copies what is left of a file object to another."""
    while data := fsrc.read(length or _PIECE):
        fdst.write(data)


def _same(src, dst):
    return os.path.exists(dst) and os.path.samefile(src, dst)


def _is_pipe(path):
    try:
        return stat.S_ISFIFO(os.stat(path).st_mode)
    except OSError:
        return False  # not there yet


def copyfile(src, dst, *, follow_symlinks=True):
    """Copies the contents of a file."""
    if _same(src, dst):
        raise SameFileError(f"{src!r} and {dst!r} are the same file")
    for path in src, dst:
        if _is_pipe(path):  # opening it would wait for the other side
            raise SpecialFileError(f"`{os.fspath(path)}` is a named pipe")
    if not follow_symlinks and os.path.islink(src):
        os.symlink(os.readlink(src), dst)
        return dst
    with open(src, "rb") as source:
        try:
            target = open(dst, "wb")
        except IsADirectoryError:
            if not os.path.exists(dst):
                raise FileNotFoundError(f"Directory does not exist: {dst}") from None
            raise
        with target:
            copyfileobj(source, target)
    return dst


def _is_link_for_link(src, dst, follow_symlinks):
    """Whether this is about links themselves, which have neither permissions nor times to set here."""
    return not follow_symlinks and os.path.islink(src) and os.path.islink(dst)


def copymode(src, dst, *, follow_symlinks=True):
    """Copies the permissions."""
    if not _is_link_for_link(src, dst, follow_symlinks):
        os.chmod(dst, stat.S_IMODE(os.stat(src).st_mode))


def copystat(src, dst, *, follow_symlinks=True):
    """Copies permissions and times."""
    if _is_link_for_link(src, dst, follow_symlinks):
        return
    status = os.stat(src)
    os.utime(dst, ns=(status.st_atime_ns, status.st_mtime_ns))
    os.chmod(dst, stat.S_IMODE(status.st_mode))


def _target(src, dst):
    return os.path.join(dst, os.path.basename(src)) if os.path.isdir(dst) else dst


def copy(src, dst, *, follow_symlinks=True):
    """Copies a file with its permissions, into a folder or to a name."""
    dst = _target(src, dst)
    copyfile(src, dst, follow_symlinks=follow_symlinks)
    copymode(src, dst, follow_symlinks=follow_symlinks)
    return dst


def copy2(src, dst, *, follow_symlinks=True):
    """Copies a file with permissions and times."""
    dst = _target(src, dst)
    copyfile(src, dst, follow_symlinks=follow_symlinks)
    copystat(src, dst, follow_symlinks=follow_symlinks)
    return dst


def ignore_patterns(*patterns):
    """For copytree(ignore=...): leaves out the names that match."""
    def ignore(path, names):
        return {name for pattern in patterns for name in fnmatch.filter(names, pattern)}
    return ignore


def copytree(src, dst, symlinks=False, ignore=None, copy_function=copy2, ignore_dangling_symlinks=False,
             dirs_exist_ok=False):
    """Copies a folder with all that is in it; what fails is told at the end, in one Error."""
    with os.scandir(src) as found:
        entries = list(found)
    ignored = ignore(os.fspath(src), [entry.name for entry in entries]) if ignore is not None else ()
    os.makedirs(dst, exist_ok=dirs_exist_ok)
    takes_entry = copy_function in (copy, copy2)
    errors = []
    for entry in entries:
        if entry.name in ignored:
            continue
        source, target = os.path.join(src, entry.name), os.path.join(dst, entry.name)
        try:
            if symlinks and entry.is_symlink():
                os.symlink(os.readlink(source), target)
            elif entry.is_symlink() and ignore_dangling_symlinks and not os.path.exists(source):
                continue
            elif entry.is_dir():
                copytree(source, target, symlinks, ignore, copy_function, ignore_dangling_symlinks, dirs_exist_ok)
            else:
                copy_function(entry if takes_entry else source, target)
        except Error as error:
            errors.extend(error.args[0])
        except OSError as error:
            errors.append((source, target, str(error)))
    try:
        copystat(src, dst)
    except OSError as error:
        errors.append((src, dst, str(error)))
    if errors:
        raise Error(errors)
    return dst


def _remove_below(path, failed):
    """Removes a folder that is no link; what somebody else removes meanwhile is gone too."""
    try:
        with os.scandir(path) as found:
            entries = list(found)
    except FileNotFoundError:
        return
    except OSError as error:
        failed(os.scandir, path, error)
        entries = []
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            _remove_below(entry.path, failed)
            continue
        try:
            os.unlink(entry.path)
        except FileNotFoundError:
            pass
        except OSError as error:
            failed(os.unlink, entry.path, error)
    try:
        os.rmdir(path)
    except FileNotFoundError:
        pass
    except OSError as error:
        failed(os.rmdir, path, error)


def rmtree(path, ignore_errors=False, onerror=None, *, onexc=None, dir_fd=None):
    """Removes a folder with all that is in it."""
    if dir_fd is not None:
        raise NotImplementedError("dir_fd unavailable on this platform")
    def failed(function, where, error):
        if ignore_errors:
            return
        if onexc is not None:
            onexc(function, where, error)
        elif onerror is not None:
            onerror(function, where, (type(error), error, error.__traceback__))
        else:
            raise error

    if isinstance(path, bytes):
        path = os.fsdecode(path)
    try:
        status = os.lstat(path)
    except OSError as error:
        failed(os.lstat, path, error)
        return
    if stat.S_ISLNK(status.st_mode):
        failed(os.path.islink, path, OSError("Cannot call rmtree on a symbolic link"))
        return
    _remove_below(path, failed)


rmtree.avoids_symlink_attacks = False  # it goes by paths


def _is_inside(path, folder):
    """Whether the path is somewhere in the folder."""
    path, folder = os.path.abspath(path), os.path.abspath(folder)
    return path == folder or path.startswith(os.path.join(folder, ""))


def move(src, dst, copy_function=copy2):
    """Moves a file or folder, into a folder or to a name."""
    target = dst
    if os.path.isdir(dst):
        if _same(src, dst) and not os.path.islink(src):
            os.rename(src, dst)  # perhaps in other letters
            return None
        target = os.path.join(dst, os.path.basename(os.fspath(src).rstrip("/")))
        if os.path.exists(target):
            raise Error(f"Destination path '{target}' already exists")
    try:
        os.rename(src, target)
    except OSError:
        if os.path.islink(src):
            os.symlink(os.readlink(src), target)
            os.unlink(src)
        elif os.path.isdir(src):
            if _is_inside(dst, src):
                raise Error(f"Cannot move a directory '{src}' into itself '{dst}'.")
            copytree(src, target, symlinks=True, copy_function=copy_function)
            rmtree(src)
        else:
            copy_function(src, target)
            os.unlink(src)
    return target


_usage = namedtuple("usage", "total used free")


def disk_usage(path):
    """How many bytes the file system of that path has, and how many are used and free."""
    system = os.statvfs(path)
    return _usage(system.f_blocks * system.f_frsize, (system.f_blocks - system.f_bfree) * system.f_frsize,
                  system.f_bavail * system.f_frsize)


def _id_of(kind, name, find):
    """The number of a user or group given by name or number, -1 for none: it stays."""
    if name is None:
        return -1
    if isinstance(name, int):
        return name
    try:
        return find(name)
    except KeyError:
        raise LookupError(f"no such {kind}: {name!r}") from None


def chown(path, user=None, group=None, *, dir_fd=None, follow_symlinks=True):
    """Gives a file to a user and a group, by name or number."""
    if user is None and group is None:
        raise ValueError("user and/or group must be set")
    import grp
    import pwd
    os.chown(path, _id_of("user", user, lambda name: pwd.getpwnam(name).pw_uid),
             _id_of("group", group, lambda name: grp.getgrnam(name).gr_gid),
             dir_fd=dir_fd, follow_symlinks=follow_symlinks)


def _is_program(path, mode):
    return os.path.exists(path) and os.access(path, mode) and not os.path.isdir(path)


def which(cmd, mode=os.F_OK | os.X_OK, path=None):
    """The path of the program a command runs; None if there is none."""
    if os.path.dirname(cmd):
        return cmd if _is_program(cmd, mode) else None
    if path is None:
        path = os.environ.get("PATH", "/bin:/usr/bin")
    if not path:
        return None
    decode = os.fsencode if isinstance(cmd, bytes) else os.fsdecode
    for folder in decode(path).split(decode(os.pathsep)):
        name = os.path.join(folder, cmd)
        if _is_program(name, mode):
            return name
    return None


def get_terminal_size(fallback=(80, 24)):
    """The size of the terminal: by COLUMNS and LINES, else as the terminal says, else the fallback."""
    def number(name):
        try:
            return int(os.environ[name])
        except (KeyError, ValueError):
            return 0
    columns, lines = number("COLUMNS"), number("LINES")
    if columns <= 0 or lines <= 0:
        try:
            size = os.get_terminal_size(sys.__stdout__.fileno())
        except (AttributeError, ValueError, OSError):
            size = os.terminal_size(fallback)
        columns = columns if columns > 0 else size.columns or fallback[0]
        lines = lines if lines > 0 else size.lines or fallback[1]
    return os.terminal_size((columns, lines))
