print(format(3.14159, ".2f"), format(255, "x"), format("a", ">4"), format(42), format(None), format([1]))
# expect: 3.14 ff    a 42 None [1]

class Money:
    def __init__(self, amount):
        self.amount = amount

    def __format__(self, spec):
        return f"<{self.amount}:{spec}>"

print(format(Money(5)), format(Money(5), "wide"), f"{Money(7):a b}", f"{Money(7)}", "{:x}".format(Money(8)))
# expect: <5:> <5:wide> <7:a b> <7:> <8:x>

class Bad:
    def __format__(self, spec):
        return 1

try:
    format(Bad(), "")
except TypeError as error:
    print(error)  # expect: __format__ must return a str, not int
