"""Reports of what profilers have measured: Stats.

Measurements are a dict from functions, as (file, line, name), to (calls that were no recursion, all calls, seconds
inside, seconds with what was called, callers); callers is a dict from functions to the part of that that is theirs.
A profiler gives them by create_stats() and its attribute `stats`, a file by marshal.
"""

import marshal
import os
import re
import sys
import time
from dataclasses import dataclass
from enum import StrEnum

__all__ = ["Stats", "SortKey", "FunctionProfile", "StatsProfile"]


class SortKey(StrEnum):
    """What functions can be sorted by."""

    CALLS = "calls", "ncalls"
    CUMULATIVE = "cumulative", "cumtime"
    FILENAME = "filename", "module"
    LINE = "line"
    NAME = "name"
    NFL = "nfl"
    PCALLS = "pcalls"
    STDNAME = "stdname"
    TIME = "time", "tottime"

    def __new__(cls, *values):
        key = str.__new__(cls, values[0])
        key._value_ = values[0]
        for other in values[1:]:
            cls._value2member_map_[other] = key
        key._all_values = values
        return key


@dataclass(unsafe_hash=True)
class FunctionProfile:
    """A line of the report."""

    ncalls: str
    tottime: float
    percall_tottime: float
    cumtime: float
    percall_cumtime: float
    file_name: str
    line_number: int


@dataclass(unsafe_hash=True)
class StatsProfile:
    """The report as objects: FunctionProfiles by their functions' names."""

    total_tt: float
    func_profiles: dict[str, FunctionProfile]


# --- functions as text -------------------------------------------------------------------------

def func_std_string(func):
    """file:line(name), or {name} for what is no guest function."""
    file, line, name = func
    if (file, line) == ("~", 0):
        return f"{{{name[1:-1]}}}" if name.startswith("<") and name.endswith(">") else name
    return f"{file}:{line}({name})"


def func_strip_path(func):
    file, line, name = func
    return os.path.basename(file), line, name


def func_get_function_name(func):
    return func[2]


def f8(x):
    return f"{x:8.3f}"


def _count(calls, primitive):
    return str(calls) if calls == primitive else f"{calls}/{primitive}"


# --- sums of measurements ----------------------------------------------------------------------

def add_callers(target, source):
    """The callers of both."""
    callers = dict(target)
    for func, part in source.items():
        if func not in callers:
            callers[func] = part
        elif isinstance(part, tuple):
            callers[func] = tuple([a + b for a, b in zip(part, callers[func])])
        else:
            callers[func] += part
    return callers


def add_func_stats(target, source):
    """What was measured about a function twice, together."""
    return *[a + b for a, b in zip(source[:4], target[:4])], add_callers(target[4], source[4])


_NOTHING = 0, 0, 0, 0, {}
# What the columns of a row are: 0-3 as measured, then file, line, name, and the function as text.
_NAME, _FILE, _LINE = (6, 1), (4, 1), (5, 1)
_CALLS, _WHOLE, _INSIDE, _PRIMITIVE, _TEXT = (1, -1), (3, -1), (2, -1), (0, -1), (7, 1)
_KEYS = {"calls": (_CALLS,), "ncalls": (_CALLS,), "cumtime": (_WHOLE,), "cumulative": (_WHOLE,), "filename": (_FILE,),
         "line": (_LINE,), "module": (_FILE,), "name": (_NAME,), "nfl": (_NAME, _FILE, _LINE),
         "pcalls": (_PRIMITIVE,), "stdname": (_TEXT,), "time": (_INSIDE,), "tottime": (_INSIDE,)}
_TITLES = {_CALLS: "call count", _WHOLE: "cumulative time", _FILE: "file name", _LINE: "line number",
           _NAME: "function name", _PRIMITIVE: "primitive call count", _TEXT: "standard name", _INSIDE: "internal time"}


class Stats:
    """Measurements of profilers or files, added up; the methods return the object, so they can be chained."""

    def __init__(self, *args, stream=None):
        self.stream = stream or sys.stdout
        self.init(args[0] if args else None)
        self.add(*args[1:])

    def init(self, arg):
        """Forgets all, and takes these measurements."""
        self.all_callees = None
        self.files = []
        self.fcn_list = None
        self.total_tt = self.total_calls = self.prim_calls = self.max_name_len = 0
        self.top_level = set()
        self.stats = {}
        self.load_stats(arg)
        self.get_top_level_stats()

    def load_stats(self, arg):
        """Takes the measurements of a file, by its name, or of a profiler."""
        if arg is None:
            return
        if isinstance(arg, str):
            with open(arg, "rb") as file:
                self.stats = marshal.load(file)
            self.files = [f"{time.ctime(os.stat(arg).st_mtime)}    {arg}"]
        elif hasattr(arg, "create_stats"):
            arg.create_stats()
            self.stats, arg.stats = arg.stats, {}
        if not self.stats:
            raise TypeError(f"Cannot create or construct a {self.__class__!r} object from {arg!r}")

    def get_top_level_stats(self):
        """Adds up what all functions did."""
        for func, (primitive, calls, inside, _, callers) in self.stats.items():
            self.total_calls += calls
            self.prim_calls += primitive
            self.total_tt += inside
            if ("jprofile", 0, "profiler") in callers:
                self.top_level.add(func)
        self._measure_names()

    def _measure_names(self):
        self.max_name_len = max([self.max_name_len, *(len(func_std_string(func)) for func in self.stats)])

    def add(self, *arg_list):
        """Adds more measurements."""
        for item in arg_list:
            other = item if type(item) is type(self) else type(self)(item)
            self.files += other.files
            self.total_calls += other.total_calls
            self.prim_calls += other.prim_calls
            self.total_tt += other.total_tt
            self.top_level |= other.top_level
            self.max_name_len = max(self.max_name_len, other.max_name_len)
            self.fcn_list = None
            for func, measured in other.stats.items():
                self.stats[func] = add_func_stats(self.stats.get(func, _NOTHING), measured)
        return self

    def dump_stats(self, filename):
        """Writes a file that Stats(filename) reads."""
        with open(filename, "wb") as file:
            marshal.dump(self.stats, file)

    def strip_dirs(self):
        """Takes the folders from the files' names; functions that look the same then are one."""
        stripped = {}
        for func, measured in self.stats.items():
            callers = {}
            for caller, part in measured[4].items():
                callers = add_callers(callers, {func_strip_path(caller): part})
            func = func_strip_path(func)
            measured = *measured[:4], callers
            stripped[func] = add_func_stats(stripped[func], measured) if func in stripped else measured
        self.stats = stripped
        self.top_level = set(map(func_strip_path, self.top_level))
        self.max_name_len = 0
        self._measure_names()
        self.fcn_list = self.all_callees = None
        return self

    # --- order ---

    sort_arg_dict_default = {
        word: (columns, "name/file/line" if word == "nfl" else _TITLES[columns[0]]) for word, columns in _KEYS.items()}

    def get_sort_arg_defs(self):
        """What can be given to sort_stats(), shortened in all ways that mean one thing: {word: (columns, title)}."""
        found, unclear = {}, set()
        for word, meaning in self.sort_arg_dict_default.items():
            for size in range(len(word), 0, -1):
                start = word[:size]
                if start in found:
                    unclear.add(start)
                    break
                found[start] = meaning
        return {word: meaning for word, meaning in found.items() if word not in unclear}

    def sort_stats(self, *field):
        """Sorts by these keys, strings or SortKeys: the first counts most."""
        if not field:
            self.fcn_list = 0
            return self
        if len(field) == 1 and isinstance(field[0], int):
            field = [{-1: "stdname", 0: "calls", 1: "time", 2: "cumulative"}[field[0]]]
        elif any(type(each) is not type(field[0]) for each in field):
            raise TypeError("Can't have mixed argument type")
        known = self.get_sort_arg_defs()
        meanings = [known[str(word)] for word in field]
        self.sort_type = ", ".join([title for _, title in meanings])
        rows = [(*measured[:4], *func, func_std_string(func), func) for func, measured in self.stats.items()]
        for column, direction in reversed([column for columns, _ in meanings for column in columns]):
            rows.sort(key=lambda row: row[column], reverse=direction < 0)
        self.fcn_list = [row[-1] for row in rows]
        return self

    def reverse_order(self):
        """Turns the order round."""
        if self.fcn_list:
            self.fcn_list.reverse()
        return self

    def calc_callees(self):
        """Finds for each function what it called."""
        if self.all_callees:
            return
        self.all_callees = {func: {} for func in self.stats}
        for func, measured in self.stats.items():
            for caller, part in measured[4].items():
                self.all_callees.setdefault(caller, {})[func] = part

    # --- the report ---

    def eval_print_amount(self, sel, list, msg):
        """The part of the list that is selected, and the message about that."""
        chosen = list
        if isinstance(sel, str):
            try:
                pattern = re.compile(sel)
            except re.PatternError:
                return list, msg + f"   <Invalid regular expression {sel!r}>\n"
            chosen = [func for func in list if pattern.search(func_std_string(func))]
        elif isinstance(sel, float) and 0.0 <= sel < 1.0:
            chosen = list[:int(len(list) * sel + 0.5)]
        elif isinstance(sel, int) and 0 <= sel < len(list):
            chosen = list[:sel]
        if len(list) != len(chosen):
            msg += f"   List reduced from {len(list)} to {len(chosen)} due to restriction <{sel!r}>\n"
        return chosen, msg

    def get_print_list(self, sel_list):
        """(room for names, functions) of a report with these restrictions; prints how they were chosen."""
        if self.fcn_list:
            chosen, message = self.fcn_list[:], f"   Ordered by: {self.sort_type}\n"
        else:
            chosen, message = list(self.stats), "   Random listing order was used\n"
        for restriction in sel_list:
            chosen, message = self.eval_print_amount(restriction, chosen, message)
        if not chosen:
            return 0, chosen
        print(message, file=self.stream)
        is_part = len(chosen) < len(self.stats)
        width = max(len(func_std_string(func)) for func in chosen) if is_part else self.max_name_len
        return width + 2, chosen

    def print_stats(self, *amount):
        """Prints the functions; restrictions are a number of lines, a part between 0 and 1, or a pattern."""
        for name in self.files:
            print(name, file=self.stream)
        if self.files:
            print(file=self.stream)
        indent = " " * 8
        for func in self.top_level:
            print(indent, func_get_function_name(func), file=self.stream)
        primitive = "" if self.total_calls == self.prim_calls else f" ({self.prim_calls} primitive calls)"
        print(f"{indent} {self.total_calls} function calls{primitive} in {self.total_tt:.3f} seconds\n",
              file=self.stream)
        _, chosen = self.get_print_list(amount)
        if chosen:
            self.print_title()
            for func in chosen:
                self.print_line(func)
            print("\n", file=self.stream)
        return self

    def print_title(self):
        print("   ncalls  tottime  percall  cumtime  percall filename:lineno(function)", file=self.stream)

    def print_line(self, func):
        primitive, calls, inside, whole, _ = self.stats[func]
        fields = [_count(calls, primitive).rjust(9), f8(inside), f8(inside / calls) if calls else " " * 8, f8(whole),
                  f8(whole / primitive) if primitive else " " * 8, func_std_string(func)]
        print(*fields, file=self.stream)

    def print_callees(self, *amount):
        """Prints what the functions called."""
        width, chosen = self.get_print_list(amount)
        if chosen:
            self.calc_callees()
            self.print_call_heading(width, "called...")
            for func in chosen:
                self.print_call_line(width, func, self.all_callees.get(func, {}))
            print("\n", file=self.stream)
        return self

    def print_callers(self, *amount):
        """Prints what called the functions."""
        width, chosen = self.get_print_list(amount)
        if chosen:
            self.print_call_heading(width, "was called by...")
            for func in chosen:
                self.print_call_line(width, func, self.stats[func][4], "<-")
            print("\n", file=self.stream)
        return self

    def print_call_heading(self, name_size, column_title):
        print("Function ".ljust(name_size) + column_title, file=self.stream)
        parts = next((measured[4] for measured in self.stats.values() if measured[4]), {})
        if isinstance(next(iter(parts.values()), None), tuple):
            print(" " * name_size + "    ncalls  tottime  cumtime", file=self.stream)

    def print_call_line(self, name_size, source, call_dict, arrow="->"):
        print(func_std_string(source).ljust(name_size) + arrow, end=" ", file=self.stream)
        if not call_dict:
            print(file=self.stream)
        indent = ""
        for func in sorted(call_dict):
            name, value = func_std_string(func), call_dict[func]
            if isinstance(value, tuple):
                calls, primitive, inside, whole = value
                count = _count(calls, primitive).rjust(7 + 2 * len(indent))
                text, width = f"{count} {f8(inside)} {f8(whole)}  {name}", name_size + 1
            else:
                text, width = f"{name}({value!r}) {f8(self.stats[func][3])}", name_size + 3
            print(indent * width + text, file=self.stream)
            indent = " "

    def get_stats_profile(self):
        """The report as a StatsProfile."""
        profiles = {}
        for func in self.fcn_list or self.stats:
            primitive, calls, inside, whole, _ = self.stats[func]
            profiles[func[2]] = FunctionProfile(
                _count(calls, primitive), float(f8(inside)), float(f8(inside / calls)) if calls else -1,
                float(f8(whole)), float(f8(whole / primitive)) if primitive else -1, func[0], func[1])
        return StatsProfile(float(f8(self.total_tt)) if profiles else 0, profiles)


if __name__ == "__main__":
    sys.exit("gilt has no browser of profiles: pstats.Stats(file) prints them")
