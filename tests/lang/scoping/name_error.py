for text in ("undefined", "undefined_function()", "undefined.x", "[nope for _ in range(1)]"):
    try:
        eval(text)
    except NameError as error:
        print(error, error.name)  # expect: name 'undefined' is not defined undefined
        # expect: name 'undefined_function' is not defined undefined_function
        # expect: name 'undefined' is not defined undefined
        # expect: name 'nope' is not defined nope
def f():
    return missing_global

try:
    f()
except NameError as error:
    print(error)  # expect: name 'missing_global' is not defined
try:
    del nothing
except NameError as error:
    print(error)  # expect: name 'nothing' is not defined
missing_global = "now there"
print(f())  # expect: now there
