def outer(define):
    def inner():
        return value
    if define:
        value = 1
    return inner

print(outer(True)())  # expect: 1
try:
    outer(False)()
except NameError as error:
    print(type(error).__name__, error)
    # expect: NameError cannot access free variable 'value' where it is not associated with a value in enclosing scope

def deleted():
    x = 1
    def inner():
        return x
    del x
    try:
        return inner()
    except NameError as error:
        return str(error)

print(deleted())  # expect: cannot access free variable 'x' where it is not associated with a value in enclosing scope
