"""Comparing files and folders."""

import os
import stat
from itertools import filterfalse

__all__ = ["clear_cache", "cmp", "dircmp", "cmpfiles", "DEFAULT_IGNORES"]

DEFAULT_IGNORES = ["RCS", "CVS", "tags", ".git", ".hg", ".bzr", "_darcs", "__pycache__"]
_cache = {}


def clear_cache():
    """Forgets which files were the same."""
    _cache.clear()


def _signature(path):
    status = os.stat(path)
    return stat.S_IFMT(status.st_mode), status.st_size, status.st_mtime


def cmp(f1, f2, shallow=True):
    """Whether two files are the same; shallow trusts equal type, size and time."""
    first, second = _signature(f1), _signature(f2)
    if first[0] != stat.S_IFREG or second[0] != stat.S_IFREG:
        return False
    if shallow and first == second:
        return True
    if first[1] != second[1]:
        return False
    key = (f1, f2, first, second)
    if key not in _cache:
        with open(f1, "rb") as a, open(f2, "rb") as b:
            _cache[key] = a.read() == b.read()
    return _cache[key]


def cmpfiles(a, b, common, shallow=True):
    """(same, different, not comparable) of the files that two folders share."""
    result = [], [], []
    for name in common:
        try:
            result[not cmp(os.path.join(a, name), os.path.join(b, name), shallow)].append(name)
        except (OSError, ValueError):
            result[2].append(name)
    return result


class dircmp:
    """What two folders have in common and what not; computed when it is asked for."""

    def __init__(self, a, b, ignore=None, hide=None, *, shallow=True):
        self.left, self.right = a, b
        self.hide = [os.curdir, os.pardir] if hide is None else hide
        self.ignore = DEFAULT_IGNORES if ignore is None else ignore
        self.shallow = shallow

    def _list(self, folder):
        return sorted(name for name in os.listdir(folder) if name not in self.hide and name not in self.ignore)

    def __getattr__(self, name):
        if name in ("left_list", "right_list"):
            value = self._list(self.left if name == "left_list" else self.right)
        elif name == "common":
            value = [entry for entry in self.left_list if entry in set(self.right_list)]
        elif name in ("left_only", "right_only"):
            names = self.left_list if name == "left_only" else self.right_list
            value = list(filterfalse(set(self.common).__contains__, names))
        elif name in ("common_dirs", "common_files", "common_funny"):
            self._sort_common()
            return self.__dict__[name]
        elif name in ("same_files", "diff_files", "funny_files"):
            self.same_files, self.diff_files, self.funny_files = cmpfiles(self.left, self.right, self.common_files,
                                                                          self.shallow)
            return self.__dict__[name]
        elif name == "subdirs":
            value = {entry: type(self)(os.path.join(self.left, entry), os.path.join(self.right, entry), self.ignore,
                                       self.hide, shallow=self.shallow) for entry in self.common_dirs}
        else:
            raise AttributeError(name)
        setattr(self, name, value)
        return value

    def _sort_common(self):
        self.common_dirs, self.common_files, self.common_funny = [], [], []
        for name in self.common:
            try:
                kinds = {stat.S_IFMT(os.stat(os.path.join(folder, name)).st_mode)
                         for folder in (self.left, self.right)}
            except OSError:
                kinds = set()
            if kinds == {stat.S_IFDIR}:
                self.common_dirs.append(name)
            elif kinds == {stat.S_IFREG}:
                self.common_files.append(name)
            else:
                self.common_funny.append(name)

    def report(self):
        """Prints what is the same and what differs."""
        print("diff", self.left, self.right)
        for heading, names in ((f"Only in {self.left}", self.left_only), (f"Only in {self.right}", self.right_only),
                               ("Identical files", self.same_files), ("Differing files", self.diff_files),
                               ("Trouble with common files", self.funny_files),
                               ("Common subdirectories", self.common_dirs),
                               ("Common funny cases", self.common_funny)):
            if names:
                print(heading, ":", sorted(names))

    def report_partial_closure(self):
        """The same, with the folders in them."""
        self.report()
        for sub in self.subdirs.values():
            print()
            sub.report()

    def report_full_closure(self):
        """The same, with all folders below."""
        self.report()
        for sub in self.subdirs.values():
            print()
            sub.report_full_closure()
