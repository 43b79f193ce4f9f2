counter = 0
def bump():
    global counter, created
    counter += 1
    created = "made inside"

bump()
bump()
print(counter, created)  # expect: 2 made inside
def shadow():
    counter = "local"
    return counter

print(shadow(), counter)  # expect: local 2
def deep():
    def inner():
        global counter
        counter = 50
    counter = "of deep"
    inner()
    return counter

print(deep(), counter)  # expect: of deep 50
def remove():
    global created
    del created

remove()
print("created" in globals())  # expect: False
