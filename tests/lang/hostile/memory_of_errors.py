# An error object keeps its frames alive only as long as it lives itself.
class Big:
    alive = 0
    def __init__(self):
        Big.alive += 1
    def __del__(self):
        Big.alive -= 1

def fail():
    big = Big()
    raise ValueError("x")

try:
    fail()
except ValueError as error:
    print(Big.alive)  # expect: 1
print(Big.alive)  # expect: 0
kept = None
try:
    fail()
except ValueError as error:
    kept = error
print(Big.alive)  # expect: 1
kept = None
print(Big.alive)  # expect: 0
