class Manager:
    def __enter__(self):
        print("enter")
    def __exit__(self, *details):
        print("exit", details[0])

def f():
    for i in range(3):
        with Manager():
            try:
                return i
            finally:
                print("finally", i)

print(f())  # expect: enter
# expect: finally 0
# expect: exit None
# expect: 0
