import sys

for code in (0, 3, None, "message", 2.5):
    try:
        sys.exit(code)
    except SystemExit as stop:
        print(repr(stop.code), stop.args)  # expect: 0 (0,)
        # expect: 3 (3,)
        # expect: None ()
        # expect: 'message' ('message',)
        # expect: 2.5 (2.5,)
try:
    exit_in_finally = 1
    sys.exit(4)
finally:
    print("cleaning up")  # expect: cleaning up
# expect-exit: 4
