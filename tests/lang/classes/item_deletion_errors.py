# What deleting and assigning items says when a class has not the method.
class Deletes:
    def __delitem__(self, key):
        print("deleted", key)


class Assigns:
    def __setitem__(self, key, value):
        print("assigned", key, value)


class Neither:
    pass


def attempt(function):
    try:
        function()
    except (TypeError, AttributeError) as error:
        print(f"{type(error).__name__}: {error}")


def assign(target, key):
    def run():
        target[key] = 1

    attempt(run)


def delete(target, key):
    def run():
        del target[key]

    attempt(run)


assign(Deletes(), 0)  # expect: AttributeError: __setitem__
delete(Deletes(), 0)  # expect: deleted 0
assign(Assigns(), 0)  # expect: assigned 0 1
delete(Assigns(), 0)  # expect: AttributeError: __delitem__
assign(Neither(), 0)  # expect: TypeError: 'Neither' object does not support item assignment
delete(Neither(), 0)  # expect: TypeError: 'Neither' object doesn't support item deletion
delete(Neither(), "a")  # expect: TypeError: 'Neither' object does not support item deletion
delete(None, 0)  # expect: TypeError: 'NoneType' object does not support item deletion
delete("abc", 0)  # expect: TypeError: 'str' object doesn't support item deletion
delete("abc", slice(1))  # expect: TypeError: 'str' object does not support item deletion
delete((1, 2), 0)  # expect: TypeError: 'tuple' object doesn't support item deletion
