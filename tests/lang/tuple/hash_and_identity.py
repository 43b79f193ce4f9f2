a = (1, 2, ("x", None))
b = (1, 2, ("x", None))
print(a == b, hash(a) == hash(b), {a: 1}[b], b in {a}, () == ())  # expect: True True 1 True True
print(hash((1,)) == hash((1.0,)) == hash((True,)), len({(1, 2), (2, 1), (1, 2.0)}))  # expect: True 2
for value in ((1, []), ({},), (1, (2, [3]))):
    try:
        {value: 1}
    except TypeError as error:
        print(error)  # expect: unhashable type: 'list'
        # expect: unhashable type: 'dict'
        # expect: unhashable type: 'list'
