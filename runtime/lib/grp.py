"""The groups of the system, from /etc/group."""

from _struct_sequence import struct_sequence

struct_group = struct_sequence("grp", "struct_group", ("gr_name", "gr_passwd", "gr_gid", "gr_mem"))


def getgrall():
    """Return a list of all groups."""
    groups = []
    with open("/etc/group", errors="surrogateescape") as file:
        for line in file:
            fields = line.rstrip("\n").split(":")
            if len(fields) == 4 and fields[2].isdigit():
                members = [member for member in fields[3].split(",") if member]
                groups.append(struct_group([*fields[:2], int(fields[2]), members]))
    return groups


def getgrnam(name):
    """Return the group of a name."""
    if not isinstance(name, str):
        raise TypeError(f"getgrnam() argument 1 must be str, not {type(name).__name__}")
    if "\0" in name:
        raise ValueError("embedded null byte")
    for group in getgrall():
        if group.gr_name == name:
            return group
    raise KeyError(f"getgrnam(): name not found: {name!r}")


def getgrgid(id):
    """Return the group of a number."""
    if not hasattr(id, "__index__"):
        raise TypeError(f"gid should be integer, not {type(id).__name__}")
    for group in getgrall():
        if group.gr_gid == id:
            return group
    raise KeyError(f"getgrgid(): gid not found: {id}")
