# Without anything on the standard input, input() meets the end at once.
try:
    input()
except EOFError as error:
    print(error)  # expect: EOF when reading a line
