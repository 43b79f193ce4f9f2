#!/usr/bin/env python3
"""Includes never go upward in the house, and never in a circle. The layers are in layers.txt."""

import re
import sys

import sources

INCLUDE = re.compile(r'^\s*#\s*include\s+"([^"]+)"', re.M)
FOLDERS = ("compiler", "vm", "runtime", "tests")


class Layers:
    """layers.txt, read: which layer owns a path, and the narrower doors."""

    def __init__(self, text):
        self.names = []
        self.owners = {}  # path or folder -> number of its layer, 0 is the lowest
        self.doors = []   # (who, whose, allowed files)
        for line in text.splitlines():
            words = line.split("#")[0].split()
            if not words:
                continue
            if words[0] == "only":
                self.doors.append((words[1], words[2], words[3:]))
                continue
            for path in words[1:]:
                self.owners[path] = len(self.names)
            self.names.append(words[0])

    def find(self, path):
        """The number of the layer that owns the path, or None."""
        matches = [owner for owner in self.owners
                   if path == owner or (owner.endswith("/") and path.startswith(owner))]
        return self.owners[max(matches, key=len)] if matches else None

    def explain(self, path, included):
        """Why this include is not allowed, or None."""
        for who, whose, allowed in self.doors:
            if path.startswith(who) and included.startswith(whose) and included not in allowed:
                return f"{who} may include from {whose} only {', '.join(allowed)}"
        own, other = self.find(path), self.find(included)
        if own is None:
            return "its folder is in no layer of tests/style/layers.txt"
        if other is None:
            return "the included file is in no layer of tests/style/layers.txt"
        if other > own:
            return f"goes up from {self.names[own]} to {self.names[other]}"
        return None


def find_cycle(graph):
    """One circle of includes as a list of files, or an empty list."""
    state, trail = {}, []

    def visit(path):
        state[path] = "open"
        trail.append(path)
        for included in graph.get(path, ()):
            if state.get(included) == "open":
                return trail[trail.index(included):] + [included]
            if included not in state:
                cycle = visit(included)
                if cycle:
                    return cycle
        trail.pop()
        state[path] = "done"
        return []

    for path in sorted(graph):
        if path not in state:
            cycle = visit(path)
            if cycle:
                return cycle
    return []


def check(root):
    text_file = root / "layers.txt"
    layers = Layers((text_file if text_file.exists() else sources.STYLE / "layers.txt").read_text())
    problems, graph = [], {}
    for file in sources.find_files(root, (".c", ".h", ".def"), FOLDERS):
        path, text = file.as_posix(), sources.read(root, file)
        graph[path] = []
        for match in INCLUDE.finditer(text):
            included = match.group(1)
            place = f"{path}:{text.count(chr(10), 0, match.start(1)) + 1}: \"{included}\""
            if not (root / included).exists():
                problems.append(f"{place}: no such file from the project's top")
                continue
            graph[path].append(included)
            reason = layers.explain(path, included)
            if reason:
                problems.append(f"{place}: {reason}")
    cycle = find_cycle(graph)
    if cycle:
        problems.append("include cycle: " + " -> ".join(cycle))
    return problems


if __name__ == "__main__":
    sys.exit(sources.main("layers", check))
