name, n = "world", 42
print(f"hello {name}, {n + 1} {n!r} {name!r:>10} {name!s} {'é'!a}")
# expect: hello world, 43 42    'world' world '\xe9'
print(f"{{literal}} {{{n}}} {n}{n}", F"{n}" "tail" f"{name}")  # expect: {literal} {42} 4242 42tailworld
print(f"|{n:5d}|{n:<5}|{n:^5}|{n:>5}|{n:05}")  # expect: |   42|42   | 42  |   42|00042
print(f"{'nested ' + f'{n * 2}'} {[x for x in range(3)]} {(lambda x: x * 2)(4)}")  # expect: nested 84 [0, 1, 2] 8
print(f"{ {'a': 1}['a'] } {n if n > 3 else 0} {n == 42}")  # expect: 1 42 True
