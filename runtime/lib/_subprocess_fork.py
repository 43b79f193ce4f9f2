"""Programs for which the child has to do more, before it becomes them, than _posix_spawn does: run preexec_fn, and become
another user. It is a fork of this process, which reports by a pipe what went wrong."""

import os

import _fork
from _posix_spawn import prepare

_NO_FUNCTION = b"preexec_fn"
_NO_ID = 2**32 - 1  # what the system takes for: leave it alone


def ids_of(user, group, extra_groups):
    """The numbers of a user, a group and other groups, given by name or number; None where nothing is."""
    gid = _group(group, "Group must be a string or an integer, not {}") if group is not None else None
    gids = None
    if extra_groups is not None:
        if isinstance(extra_groups, str):
            raise ValueError("Groups must be a list, not a string")
        gids = [_group(each, "Items in extra_groups must be a string or integer, not {}") for each in extra_groups]
    if user is None:
        return None, gid, gids
    if isinstance(user, str):
        import pwd
        user = pwd.getpwnam(user).pw_uid
    elif not isinstance(user, int):
        raise TypeError("User must be a string or an integer")
    if user < 0:
        raise ValueError(f"User ID cannot be negative, got {user}")
    if user >= _NO_ID:
        raise OverflowError("uid is greater than maximum")
    return user, gid, gids


def _group(group, complaint):
    if isinstance(group, str):
        import grp
        return grp.getgrnam(group).gr_gid
    if not isinstance(group, int):
        raise TypeError(complaint.format(type(group)))
    if group < 0:
        raise ValueError(f"Group ID cannot be negative, got {group}")
    if group >= _NO_ID:
        raise OverflowError("gid is greater than maximum")
    return group


def spawn(preexec_fn, ids, *arguments):
    """As _posix_spawn.spawn(arguments): the child's number."""
    reader, writer = os.pipe()
    try:
        pid = os.fork()
        if pid == 0:
            _become(writer, preexec_fn, ids, arguments)
        os.close(writer)
        writer = -1
        report = os.read(reader, 100)
    finally:
        os.close(reader)
        if writer != -1:
            os.close(writer)
    if not report:
        return pid
    os.waitpid(pid, 0)
    if report == _NO_FUNCTION:
        from subprocess import SubprocessError
        raise SubprocessError("Exception occurred in preexec_fn.")
    number, _, filename = report.partition(b":")
    raise OSError(int(number), os.strerror(int(number)), os.fsdecode(filename) if filename else None)


def _become(writer, preexec_fn, ids, arguments):
    """In the child, which does not come back."""
    report = b"0:"
    try:
        _fork.forget_output()
        prepare(*arguments)
        _take_ids(*ids)
        if preexec_fn is not None:
            report = _NO_FUNCTION
            preexec_fn()
            report = b"0:"
        command, environment, programs = arguments[0], arguments[1], arguments[-1]
        _run_first(programs, command, os.environb if environment is None else environment)
    except OSError as error:
        if report != _NO_FUNCTION:
            report = b"%d:%s" % (error.errno, os.fsencode(error.filename or ""))
    finally:
        os.write(writer, report)
        os._exit(255)


def _take_ids(uid, gid, gids):
    if gids is not None:
        os.setgroups(gids)
    if gid is not None:
        os.setregid(gid, gid)
    if uid is not None:
        os.setreuid(uid, uid)


def _run_first(programs, command, environment):
    """Become the first of these programs that is there."""
    if isinstance(environment, tuple):
        environment = dict(each.split("=", 1) for each in environment)
    failed = None
    for program in programs:
        try:
            os.execve(program, command, environment)
        except (FileNotFoundError, NotADirectoryError) as error:
            failed = failed or error
        except OSError as error:
            failed = error
    failed.filename = command[0]
    raise failed
