log = []
result = [log.append(x) for x in range(3)]
print(result, log)  # expect: [None, None, None] [0, 1, 2]
print([log.pop() for _ in range(2)], log)  # expect: [2, 1] [0]
def tick(name):
    print("tick", name)
    return [1, 2]

print([(a, b) for a in tick("outer") for b in tick("inner")])  # expect: tick outer
# expect: tick inner
# expect: tick inner
# expect: [(1, 1), (1, 2), (2, 1), (2, 2)]
print({print("key", x): print("value", x) for x in range(2)})  # expect: key 0
# expect: value 0
# expect: key 1
# expect: value 1
# expect: {None: None}
