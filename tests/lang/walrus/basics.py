if (n := len("hello")) > 3:
    print(n)  # expect: 5
print((x := 5) + x, x, [y := 1, y + 1], (a := 1, b := 2), a, b)  # expect: 10 5 [1, 2] (1, 2) 1 2
data = [1, 2, 3, 4]
while (item := data.pop()) > 2:
    print("popped", item)  # expect: popped 4
    # expect: popped 3
print(item, data)  # expect: 2 [1]
def f(x): return x * 2
print([y for x in range(4) if (y := f(x)) > 2], y)  # expect: [4, 6] 6
print(f(z := 4), z, any([(hit := v) > 1 for v in (1, 2, 3)]), hit)  # expect: 8 4 True 3
