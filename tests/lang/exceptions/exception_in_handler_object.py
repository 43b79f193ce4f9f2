class Picky(Exception):
    def __init__(self, a, b):
        super().__init__(a)

try:
    raise Picky
except TypeError as error:
    print(error)  # expect: Picky.__init__() missing 2 required positional arguments: 'a' and 'b'
class BadStr(Exception):
    def __str__(self):
        raise ValueError("in __str__")

try:
    raise BadStr()
except BadStr as error:
    try:
        str(error)
    except ValueError as inner:
        print(inner, repr(error))  # expect: in __str__ BadStr()
