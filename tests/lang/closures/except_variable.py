# The name of an except clause is removed at the clause's end, in a cell as well.
def f():
    try:
        1 / 0
    except ZeroDivisionError as error:
        def show():
            return str(error)
        inside = show()
    try:
        show()
    except NameError as problem:
        return inside, str(problem)

print(f())
# expect: ('division by zero', "cannot access free variable 'error' where it is not associated with a value in enclosing scope")
