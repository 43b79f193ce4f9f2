class A:
    def __init__(self, x):
        if x < 0:
            raise ValueError("negative")
        self.x = x

try:
    A(-1)
except ValueError as error:
    print(error)  # expect: negative
class ReturnsValue:
    def __init__(self):
        return 5

try:
    ReturnsValue()
except TypeError as error:
    print(error)  # expect: __init__() should return None, not 'int'
try:
    object(5)
except TypeError as error:
    print(error)  # expect: object() takes no arguments
