"""The users of the system, from /etc/passwd."""

from _struct_sequence import struct_sequence

struct_passwd = struct_sequence("pwd", "struct_passwd", (
    "pw_name", "pw_passwd", "pw_uid", "pw_gid", "pw_gecos", "pw_dir", "pw_shell",
))


def getpwall():
    """Return a list of all users."""
    users = []
    with open("/etc/passwd", errors="surrogateescape") as file:
        for line in file:
            fields = line.rstrip("\n").split(":")
            if len(fields) == 7 and fields[2].isdigit() and fields[3].isdigit():
                users.append(struct_passwd([*fields[:2], int(fields[2]), int(fields[3]), *fields[4:]]))
    return users


def getpwnam(name, /):
    """Return the user of a name."""
    if not isinstance(name, str):
        raise TypeError(f"getpwnam() argument must be str, not {type(name).__name__}")
    if "\0" in name:
        raise ValueError("embedded null byte")
    for user in getpwall():
        if user.pw_name == name:
            return user
    raise KeyError(f"getpwnam(): name not found: {name!r}")


def getpwuid(uidobj, /):
    """Return the user of a number."""
    if not hasattr(uidobj, "__index__"):
        raise TypeError(f"uid should be integer, not {type(uidobj).__name__}")
    for user in getpwall():
        if user.pw_uid == uidobj:
            return user
    raise KeyError(f"getpwuid(): uid not found: {uidobj}")
