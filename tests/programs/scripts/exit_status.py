import sys


def leave(code):
    try:
        print("leaving with", code)
        sys.exit(code)
    finally:
        print("finally still runs")


leave(42)
