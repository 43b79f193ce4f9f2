# What sets and views learn from an iterable, and when they stop asking.
from itertools import count


def attempt(action):
    try:
        return action()
    except Exception as error:
        return f"{type(error).__name__}: {error}"


# An item too many would not be hashable, or there would be no end.
print({1}.issuperset(count()))  # expect: False
print({1, 2}.issubset(count()))  # expect: True
print({1}.intersection(iter([1, []])))  # expect: {1}
print(attempt(lambda: {1, 2}.intersection(iter([1, []]))))  # expect: TypeError: unhashable type: 'list'
print({1: 1}.keys().isdisjoint(count()))  # expect: False
print({1: []}.items().isdisjoint([(1, [])]))  # expect: False
print({1: []}.items().isdisjoint([(1, [2]), 3]))  # expect: True
print(attempt(lambda: {1: 2}.keys().isdisjoint([[]])))  # expect: TypeError: unhashable type: 'list'
print({1: 2, 3: 4}.keys().isdisjoint({5}), {5}.isdisjoint({5: 1}.keys()))  # expect: True False

# A set changes when all is known.
numbers = {1, 2}
print(attempt(lambda: numbers.intersection_update([1], 5)), numbers)  # expect: TypeError: 'int' object is not iterable {1, 2}
print(numbers.intersection_update(), numbers)  # expect: None {1, 2}
print(numbers.intersection_update([1, 2, 3], {2}), numbers)  # expect: None {2}
print(attempt(lambda: numbers.update([5], 5)), numbers)  # expect: TypeError: 'int' object is not iterable {2, 5}
print({1}.issubset([1, 2]), {1, 3}.issubset([1, 2]), set().issubset([]))  # expect: True False True
print({1}.issuperset([1, 1]), {1, 3}.issuperset({1: 2}), set().issuperset([]))  # expect: True True True
