def v(x):
    print("eval", x)
    return x

print(v(1) < v(2) < v(3))  # expect: eval 1
# expect: eval 2
# expect: eval 3
# expect: True
print(v(3) < v(2) < v(1))  # expect: eval 3
# expect: eval 2
# expect: False
print(1 < 2 < 3 < 4, 1 < 3 < 2, 3 > 2 >= 2 > 1, 1 == 1.0 == True, 1 < 2 > 1, 1 != 2 != 1)
# expect: True False True True True True
print(1 in [1] in [[1]], "a" in "abc" in ["abc"], None is None is None, not 1 < 2 < 3, 0 < 1 and 2)
# expect: True True True False 2
x = 5
print(0 <= x < 10, (0 <= x) < 10, x == 5 in [True])  # expect: True True False
