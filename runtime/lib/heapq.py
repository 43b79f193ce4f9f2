"""A heap in a list: heap[k] <= heap[2*k+1] and heap[k] <= heap[2*k+2], so heap[0] is the smallest.

The algorithms are Williams's heapsort steps, with Floyd's improvement: an item taken from the end
of the list is first sent down to a leaf, choosing the smaller child at every level, and then up to
its place, which costs fewer comparisons than looking for the place on the way down.
"""

from _traceback import hide as _hide

__all__ = ["heappush", "heappop", "heapify", "heapreplace", "merge", "nlargest", "nsmallest", "heappushpop"]


def _check(heap, function):
    if not isinstance(heap, list):
        raise TypeError(f"{function}() argument {'' if function == 'heapify' else '1 '}must be list, "
                        f"not {type(heap).__name__}")
    if not heap and function in ("heappop", "heapreplace"):
        raise IndexError("index out of range")


def _rise(heap, start, place):
    """Moves the item at `place` up, not above `start`."""
    item = heap[place]
    while place > start:
        parent = (place - 1) >> 1
        above = heap[parent]
        if not item < above:
            break
        heap[place] = above
        place = parent
    heap[place] = item


def _sink(heap, place):
    """Sends the item at `place` down to a leaf, and from there up to where it belongs."""
    end = len(heap)
    start = place
    item = heap[place]
    child = 2 * place + 1
    while child < end:
        right = child + 1
        if right < end and not heap[child] < heap[right]:
            child = right
        heap[place] = heap[child]
        place = child
        child = 2 * place + 1
    heap[place] = item
    _rise(heap, start, place)


def heappush(heap, item, /):
    """Puts item into the heap."""
    _check(heap, "heappush")
    heap.append(item)
    _rise(heap, 0, len(heap) - 1)


def heappop(heap, /):
    """Removes and returns the smallest item."""
    _check(heap, "heappop")
    last = heap.pop()
    if not heap:
        return last
    smallest = heap[0]
    heap[0] = last
    _sink(heap, 0)
    return smallest


def heapreplace(heap, item, /):
    """Returns the smallest item and puts `item` in its place: a pop and then a push."""
    _check(heap, "heapreplace")
    smallest = heap[0]
    heap[0] = item
    _sink(heap, 0)
    return smallest


def heappushpop(heap, item, /):
    """A push and then a pop, faster than the two."""
    _check(heap, "heappushpop")
    if heap and heap[0] < item:
        item, heap[0] = heap[0], item
        _sink(heap, 0)
    return item


def heapify(heap, /):
    """Makes a list a heap, in time proportional to its length."""
    _check(heap, "heapify")
    for place in range(len(heap) // 2 - 1, -1, -1):
        _sink(heap, place)


class _Reversed:
    """An item that compares the other way round."""

    __slots__ = ("item",)

    def __init__(self, item):
        self.item = item

    def __lt__(self, other):
        return other.item < self.item

    def __eq__(self, other):
        return other.item == self.item


# What CPython has in C leaves no frames in tracebacks.
for _function in _check, _rise, _sink, heappush, heappop, heapreplace, heappushpop, heapify:
    _hide(_function.__code__)


def merge(*iterables, key=None, reverse=False):
    """The items of sorted inputs as one sorted iterator, without reading the inputs ahead."""
    heap = []
    for order, iterable in enumerate(iterables):
        advance = iter(iterable).__next__
        try:
            item = advance()
        except StopIteration:
            continue
        rank = item if key is None else key(item)
        heap.append([_Reversed(rank) if reverse else rank, order, item, advance])
    heapify(heap)
    while len(heap) > 1:
        entry = heap[0]
        yield entry[2]
        try:
            item = entry[2] = entry[3]()
        except StopIteration:
            heappop(heap)
            continue
        rank = item if key is None else key(item)
        entry[0] = _Reversed(rank) if reverse else rank
        _sink(heap, 0)
    if heap:
        _, _, item, advance = heap[0]
        yield item
        yield from advance.__self__


def nsmallest(n, iterable, key=None):
    """The n smallest items, in order; like sorted(iterable, key=key)[:n]."""
    if n == 1:
        missing = object()
        found = min(iterable, default=missing, key=key)
        return [] if found is missing else [found]
    items = sorted(iterable, key=key)
    return items if n >= len(items) else items[:max(n, 0)]


def nlargest(n, iterable, key=None):
    """The n largest items, in order; like sorted(iterable, key=key, reverse=True)[:n]."""
    if n == 1:
        missing = object()
        found = max(iterable, default=missing, key=key)
        return [] if found is missing else [found]
    items = sorted(iterable, key=key, reverse=True)
    return items if n >= len(items) else items[:max(n, 0)]
