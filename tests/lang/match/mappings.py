def f(x):
    match x:
        case {"kind": "point", "x": x, "y": y}:
            return x, y
        case {"kind": kind, **rest}:
            return kind, rest
        case {}:
            return "some mapping"
        case _:
            return "no"

print(f({"kind": "point", "x": 1, "y": 2, "z": 3}), f({"kind": "line", "a": 1}), f({"q": 1}), f({}), f([1]))
# expect: (1, 2) ('line', {'a': 1}) some mapping some mapping no
