functions = [lambda: i for i in range(3)]
print([f() for f in functions])  # expect: [2, 2, 2]
functions = [lambda i=i: i for i in range(3)]
print([f() for f in functions])  # expect: [0, 1, 2]
made = []
for x in range(3):
    def f():
        return x
    made.append(f)
print([f() for f in made])  # expect: [2, 2, 2]
x = "changed"
print(made[0]())  # expect: changed
