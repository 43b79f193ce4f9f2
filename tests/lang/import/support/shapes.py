"""Shapes, for the import tests."""
print("shapes is loading as", __name__)
PI = 3
_hidden = "hidden"

class Square:
    def __init__(self, side):
        self.side = side

    def area(self):
        return self.side ** 2

def double(x):
    return x * FACTOR

FACTOR = 2
