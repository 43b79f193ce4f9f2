import sys

print("before")  # expect: before
sys.exit("a message goes to stderr")
# expect-error: a message goes to stderr
