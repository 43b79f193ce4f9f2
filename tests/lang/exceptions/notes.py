error = ValueError("main text")
error.add_note("first note")
error.add_note("second note")
print(error, error.__notes__)  # expect: main text ['first note', 'second note']
try:
    error.add_note(5)
except TypeError as problem:
    print(problem)  # expect: note must be a str, not 'int'
