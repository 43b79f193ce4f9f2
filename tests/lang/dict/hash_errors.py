class Unhashable:
    def __eq__(self, other):
        return True

class BadHash:
    def __hash__(self):
        return "x"

class Raising:
    def __hash__(self):
        raise ValueError("hash failed")

for key in (Unhashable(), BadHash(), Raising()):
    for action in (lambda: {key: 1}, lambda: {}.get(key), lambda: hash(key)):
        try:
            action()
            print("no error")
        except (TypeError, ValueError) as error:
            print(type(error).__name__, error)  # expect: TypeError unhashable type: 'Unhashable'
            # expect: TypeError unhashable type: 'Unhashable'
            # expect: TypeError unhashable type: 'Unhashable'
            # expect: TypeError __hash__ method should return an integer
            # expect: TypeError __hash__ method should return an integer
            # expect: TypeError __hash__ method should return an integer
            # expect: ValueError hash failed
            # expect: ValueError hash failed
            # expect: ValueError hash failed
