"""Sorting tasks so that each comes after those it depends on."""

from types import GenericAlias

__all__ = ["TopologicalSorter", "CycleError"]


class CycleError(ValueError):
    """Tasks that depend on each other in a circle; args[1] is the circle."""


class _Node:
    """A task: how many others it still waits for, and which wait for it."""

    def __init__(self, node):
        self.node = node
        self.waits_for = 0
        self.successors = []


_OUT, _DONE = -1, -2  # in waits_for: handed out by get_ready(); finished


class TopologicalSorter:
    """A graph {task: what it depends on, ...}, and its tasks in an order that works."""

    def __init__(self, graph=None):
        self._nodes = {}
        self._ready = None  # a list after prepare()
        self._passed_out = self._finished = 0
        for node, predecessors in (graph or {}).items():
            self.add(node, *predecessors)

    def _node(self, node):
        if node not in self._nodes:
            self._nodes[node] = _Node(node)
        return self._nodes[node]

    def add(self, node, *predecessors):
        """Adds a task and what it depends on."""
        if self._ready is not None:
            raise ValueError("Nodes cannot be added after a call to prepare()")
        info = self._node(node)
        info.waits_for += len(predecessors)
        for predecessor in predecessors:
            self._node(predecessor).successors.append(node)

    def prepare(self):
        """Ends the adding of tasks; CycleError if there is a circle."""
        if self._ready is not None:
            raise ValueError("cannot prepare() more than once")
        self._ready = [info.node for info in self._nodes.values() if info.waits_for == 0]
        circle = self._find_circle()
        if circle:
            raise CycleError("nodes are in a cycle", circle)

    def get_ready(self):
        """The tasks whose turn it is, each only once."""
        self._check_prepared()
        ready = tuple(self._ready)
        for node in ready:
            self._nodes[node].waits_for = _OUT
        self._ready.clear()
        self._passed_out += len(ready)
        return ready

    def is_active(self):
        """Whether there is more to do."""
        self._check_prepared()
        return self._finished < self._passed_out or bool(self._ready)

    def __bool__(self):
        return self.is_active()

    def done(self, *nodes):
        """Says that tasks are finished: those that waited for them may follow."""
        self._check_prepared()
        for node in nodes:
            info = self._nodes.get(node)
            if info is None:
                raise ValueError(f"node {node!r} was not added using add()")
            if info.waits_for >= 0:
                raise ValueError(f"node {node!r} was not passed out (still not ready)")
            if info.waits_for == _DONE:
                raise ValueError(f"node {node!r} was already marked done")
            info.waits_for = _DONE
            self._finished += 1
            for successor in info.successors:
                waiting = self._nodes[successor]
                waiting.waits_for -= 1
                if waiting.waits_for == 0:
                    self._ready.append(successor)

    def _check_prepared(self):
        if self._ready is None:
            raise ValueError("prepare() must be called first")

    def _find_circle(self):
        """Goes as deep as it can; meeting a task that is on the way closes a circle."""
        seen = set()
        for start in self._nodes:
            path, iterators, places = [], [], {}
            node = start
            while True:
                if node in places:
                    return path[places[node]:] + [node]
                if node not in seen:
                    seen.add(node)
                    iterators.append(iter(self._nodes[node].successors))
                    places[node] = len(path)
                    path.append(node)
                while path:
                    try:
                        node = next(iterators[-1])
                        break
                    except StopIteration:
                        del places[path.pop()]
                        iterators.pop()
                else:
                    break
        return None

    def static_order(self):
        """An iterator over all tasks in order."""
        self.prepare()
        while self.is_active():
            ready = self.get_ready()
            yield from ready
            self.done(*ready)

    __class_getitem__ = classmethod(GenericAlias)
