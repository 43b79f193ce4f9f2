"""__class__ in a comprehension of a class body, and attribute names that are not strings."""


class A:
    try:
        x = [__class__ for _ in range(1)]
    except NameError as e:
        print('NameError:', e)


for call in (lambda: object.__getattribute__(A(), 1), lambda: object.__setattr__(A(), 1, 2), lambda: object.__delattr__(A(), None)):
    try:
        call()
    except TypeError as e:
        print('TypeError:', e)
