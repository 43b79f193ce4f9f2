import sys

print(sys.stdout.write("written\n"))  # expect: written
# expect: 8
sys.stdout.flush()
print(sys.stdin.read() == "", sys.stdin.readline() == "", list(sys.stdin))  # expect: True True []
class Upper:
    def __init__(self, target):
        self.target = target
    def write(self, text):
        self.target.write(text.upper())
    def flush(self):
        pass
original = sys.stdout
sys.stdout = Upper(original)
print("shouted")  # expect: SHOUTED
sys.stdout = original
print("normal", sys.stdout is sys.__stdout__)
sys.stderr.write("to the error stream\n")
# expect: normal True
# expect-stderr: to the error stream
