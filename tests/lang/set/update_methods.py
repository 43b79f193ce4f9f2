s = {1, 2}
s.update([3], (4,), "a")
print(len(s), "a" in s)  # expect: 5 True
s.discard("a")
s.difference_update([1], [2])
print(sorted(s))  # expect: [3, 4]
s.intersection_update([3, 4, 9])
s.symmetric_difference_update([4, 5])
print(sorted(s), s.clear(), s, len(s))  # expect: [3, 5] None set() 0
t = {7}
print(t.pop(), t, t.copy())  # expect: 7 set() set()
