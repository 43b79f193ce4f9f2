class Wrong:
    def __bool__(self):
        return 1

class Negative:
    def __len__(self):
        return -1

for value in (Wrong(), Negative()):
    try:
        bool(value)
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
    try:
        if value:
            print("never")
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)  # expect: TypeError __bool__ should return bool, returned int
        # expect: TypeError __bool__ should return bool, returned int
        # expect: ValueError __len__() should return >= 0
        # expect: ValueError __len__() should return >= 0
try:
    bool(1, 2)
except TypeError as error:
    print(error)  # expect: bool expected at most 1 argument, got 2
try:
    class Child(bool):
        pass
except TypeError as error:
    print(error)  # expect: type 'bool' is not an acceptable base type
