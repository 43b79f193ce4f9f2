class Any:
    def __eq__(self, other):
        return True

print([Any()] == [5], 7 in [Any()], [1, 2].index(Any()), [Any(), 3].count(9))  # expect: True True 0 1

class Broken:
    def __eq__(self, other):
        raise ValueError("no compare")

b = Broken()
print(b in [b], [b] == [b], [b].index(b))  # expect: True True 0
try:
    5 in [b]
except ValueError as error:
    print(error)  # expect: no compare
