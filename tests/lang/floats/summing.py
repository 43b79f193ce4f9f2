values = [0.1] * 10
total = 0.0
for value in values:
    total += value
print(total)  # expect: 0.9999999999999999
print(sum(values))  # expect: 1.0
print(sum([1e100, 1.0, -1e100]), sum([1, 2.5, 3]))  # expect: 1.0 6.5
mean = sum([2.5, 3.5, 4.5]) / 3
print(mean)  # expect: 3.5
