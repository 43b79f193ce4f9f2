"""What the numbers in os.stat() mean."""

ST_MODE, ST_INO, ST_DEV, ST_NLINK, ST_UID, ST_GID, ST_SIZE, ST_ATIME, ST_MTIME, ST_CTIME = range(10)
S_IFSOCK, S_IFLNK, S_IFREG, S_IFBLK, S_IFDIR, S_IFCHR, S_IFIFO = (0o140000, 0o120000, 0o100000, 0o060000,
                                                                  0o040000, 0o020000, 0o010000)
S_IFDOOR, S_IFPORT, S_IFWHT = 0, 0, 0  # other systems have them
S_ISUID, S_ISGID, S_ISVTX = 0o4000, 0o2000, 0o1000
S_IRWXU, S_IRUSR, S_IWUSR, S_IXUSR = 0o700, 0o400, 0o200, 0o100
S_IREAD, S_IWRITE, S_IEXEC = S_IRUSR, S_IWUSR, S_IXUSR
S_ENFMT = S_ISGID
S_IRWXG, S_IRGRP, S_IWGRP, S_IXGRP = 0o070, 0o040, 0o020, 0o010
S_IRWXO, S_IROTH, S_IWOTH, S_IXOTH = 0o007, 0o004, 0o002, 0o001


def S_IMODE(mode):
    """The permissions."""
    return mode & 0o7777


def S_IFMT(mode):
    """The kind of file."""
    return mode & 0o170000


def S_ISDIR(mode): return S_IFMT(mode) == S_IFDIR
def S_ISCHR(mode): return S_IFMT(mode) == S_IFCHR
def S_ISBLK(mode): return S_IFMT(mode) == S_IFBLK
def S_ISREG(mode): return S_IFMT(mode) == S_IFREG
def S_ISFIFO(mode): return S_IFMT(mode) == S_IFIFO
def S_ISLNK(mode): return S_IFMT(mode) == S_IFLNK
def S_ISSOCK(mode): return S_IFMT(mode) == S_IFSOCK
def S_ISDOOR(mode): return False
def S_ISPORT(mode): return False
def S_ISWHT(mode): return False


_KINDS = {S_IFSOCK: "s", S_IFLNK: "l", S_IFREG: "-", S_IFBLK: "b", S_IFDIR: "d", S_IFCHR: "c", S_IFIFO: "p"}


def filemode(mode):
    """The mode as ls -l shows it: -rwxr-xr-x."""
    text = _KINDS.get(S_IFMT(mode), "?")
    for shift, special, letters in ((6, S_ISUID, "sS"), (3, S_ISGID, "sS"), (0, S_ISVTX, "tT")):
        bits = mode >> shift & 7
        text += "r" if bits & 4 else "-"
        text += "w" if bits & 2 else "-"
        if mode & special:
            text += letters[0] if bits & 1 else letters[1]
        else:
            text += "x" if bits & 1 else "-"
    return text
