"""exit and quit: what they say, what they take, and that the program ends."""
print(exit, quit)
print(type(exit), type(help))
for call in (lambda: exit(), lambda: quit(3), lambda: exit("text"), lambda: exit(code=4)):
    try:
        call()
    except SystemExit as error:
        print(repr(error.code))
try:
    exit(1, 2)
except TypeError as error:
    print(error)
quit(5)
