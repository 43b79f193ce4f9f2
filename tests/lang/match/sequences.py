def f(x):
    match x:
        case []:
            return "empty"
        case [a]:
            return f"one {a}"
        case [1, b]:
            return f"1 and {b}"
        case (a, b):
            return f"two {a} {b}"
        case [first, *rest, last] if last == "end":
            return f"{first} {rest}"
        case [first, *_]:
            return f"starts {first}"
        case _:
            return "not a sequence"

for x in ([], [5], [1, 2], (3, 4), [1, 2, 3, "end"], (1, 2, 3), "ab", {1, 2}, range(2), 5):
    print(f(x))  # expect: empty
    # expect: one 5
    # expect: 1 and 2
    # expect: two 3 4
    # expect: 1 [2, 3]
    # expect: starts 1
    # expect: not a sequence
    # expect: not a sequence
    # expect: two 0 1
    # expect: not a sequence
