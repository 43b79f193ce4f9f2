"""What cProfile is made of, under the name that CPython gives it."""

import _call_profile
from _struct_sequence import struct_sequence

profiler_entry = struct_sequence("_lsprof", "profiler_entry",
                                 ("code", "callcount", "reccallcount", "totaltime", "inlinetime", "calls"))
profiler_subentry = struct_sequence("_lsprof", "profiler_subentry",
                                    ("code", "callcount", "reccallcount", "totaltime", "inlinetime"))


class Profiler(_call_profile.Profiler):
    """Counts and times the calls of the thread that enables it."""

    def getstats(self):
        """A profiler_entry for each function that was called."""
        rows = self._rows()
        called = {}
        for name, caller, *figures in rows:
            if caller is not None:
                called.setdefault(caller, []).append(profiler_subentry((name, *figures)))
        return [profiler_entry((name, *figures, called.get(name)))
                for name, caller, *figures in rows if caller is None]
