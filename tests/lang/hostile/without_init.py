# Objects that __init__ has not been called for, and for which it is called again.
for kind in (staticmethod, classmethod):
    wrapper = kind.__new__(kind)
    print(repr(wrapper), wrapper.__func__)
    try:
        wrapper.__get__(3, int)
    except RuntimeError as error:
        print(error)
# expect: <staticmethod(<NULL>)> None
# expect: uninitialized staticmethod object
# expect: <classmethod(<NULL>)> None
# expect: uninitialized classmethod object
try:
    staticmethod.__new__(staticmethod)()
except RuntimeError as error:
    print(error)  # expect: uninitialized staticmethod object

empty = property.__new__(property)
print(empty.__doc__, empty.__isabstractmethod__)  # expect: None False
try:
    empty.__get__(3, int)
except AttributeError as error:
    print(error)  # expect: property of 'int' object has no getter

nobody = super.__new__(super)
print(nobody.__self__, nobody.__thisclass__)  # expect: None None
print(nobody.__get__(3, int) is nobody)  # expect: True


class Documented:
    def __getattribute__(self, name):
        again.__init__(None)
        raise AttributeError(name)

    def __getattr__(self, name):
        return "text of " + type(self).__name__


again = property(int)
again.__init__(Documented())
print(again.__doc__)  # expect: text of Documented


class Left:
    name = property(lambda self: (super.__init__(behind, Right, Right()), type(self).__name__)[1])


class Right(Left):
    pass


behind = super(Right, Right())
print(behind.name)  # expect: Right
