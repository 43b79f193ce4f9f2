a, b = 0, 1
for _ in range(300):
    a, b = b, a + b
print(a)  # expect: 222232244629420445529739893461909967206666939096499764990979600
for _ in range(700):
    a, b = b, a + b
print(len(str(a)), a % 10 ** 20)  # expect: 209 76137795166849228875
