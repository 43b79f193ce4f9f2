# A container inside itself is found however far out it lies.
import json
import sys

sys.setrecursionlimit(100000)
for length in (1, 2, 63, 64, 65, 200, 3000):
    inner = chain = []
    for i in range(length - 1):
        chain = [chain] if i % 2 else {"k": chain}
    for before in (0, 1, 70):
        inner.append(chain)
        outer = chain
        for _ in range(before):
            outer = [outer]
        try:
            json.dumps(outer)
        except ValueError as error:
            print(length, before, error)
        inner.clear()
# expect: 1 0 Circular reference detected
# expect: 1 1 Circular reference detected
# expect: 1 70 Circular reference detected
# expect: 2 0 Circular reference detected
# expect: 2 1 Circular reference detected
# expect: 2 70 Circular reference detected
# expect: 63 0 Circular reference detected
# expect: 63 1 Circular reference detected
# expect: 63 70 Circular reference detected
# expect: 64 0 Circular reference detected
# expect: 64 1 Circular reference detected
# expect: 64 70 Circular reference detected
# expect: 65 0 Circular reference detected
# expect: 65 1 Circular reference detected
# expect: 65 70 Circular reference detected
# expect: 200 0 Circular reference detected
# expect: 200 1 Circular reference detected
# expect: 200 70 Circular reference detected
# expect: 3000 0 Circular reference detected
# expect: 3000 1 Circular reference detected
# expect: 3000 70 Circular reference detected
shared = [1]
deep = [shared, shared]
for _ in range(300):
    deep = [deep, shared]
print(len(json.dumps(deep)))  # expect: 2110
