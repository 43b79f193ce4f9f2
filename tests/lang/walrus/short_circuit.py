print(0 and (never := 1), "never" in globals())  # expect: 0 False
print(1 or (other := 1), "other" in globals())  # expect: 1 False
x = (y := 3) if True else (z := 4)
print(x, y, "z" in globals())  # expect: 3 3 False
print(f"{(k := 7)} {k}", {(m := 1): (n := 2)}, m, n, "abc"[(s := 1):], s)  # expect: 7 7 {1: 2} 1 2 bc 1
