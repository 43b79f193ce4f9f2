def find(values, wanted):
    for value in values:
        if value == wanted:
            result = "found"
            break
    else:
        result = "missing"
    return result

print(find([1, 2], 2), find([1, 2], 5), find([], 1))  # expect: found missing missing
for i in range(3):
    for j in range(3):
        if j == i:
            break
    else:
        print("never", i)
    print(i, j)  # expect: 0 0
    # expect: 1 1
    # expect: 2 2
for x in "ab":
    continue
else:
    print("else after continue")  # expect: else after continue
