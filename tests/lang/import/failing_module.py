import sys

for attempt in range(2):
    try:
        import support.broken
    except ZeroDivisionError as error:
        print(error, "support.broken" in sys.modules)  # expect: division by zero False
        # expect: division by zero False
try:
    import support.bad_syntax
except SyntaxError as error:
    print(error.msg, error.lineno)  # expect: invalid syntax 1
