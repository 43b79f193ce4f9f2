try:
    exec("x = " + "[" * 5000 + "]" * 5000)
except (SyntaxError, MemoryError, RecursionError) as error:
    print(type(error).__name__)  # expect: SyntaxError
print("still running")  # expect: still running
