def compose(*functions):
    def run(x):
        for function in functions:
            x = function(x)
        return x
    return run

print(compose(lambda x: x + 1, str, len)(999))  # expect: 4
print(list(map(lambda x, y: x * y, [1, 2, 3], [4, 5])), list(filter(None, [0, 1, "", "a"])), sorted("bA", key=str.lower))
# expect: [4, 10] [1, 'a'] ['A', 'b']
table = {"+": lambda a, b: a + b, "-": lambda a, b: a - b}
print(table["+"](1, 2), table["-"](5, 3), [f(10) for f in (str, float, bin)])  # expect: 3 2 ['10', 10.0, '0b1010']
def apply(f, *args, **kwargs):
    return f(*args, **kwargs)

print(apply(max, 3, 9, 2), apply(sorted, "ba", reverse=True), apply(dict, a=1))  # expect: 9 ['b', 'a'] {'a': 1}
