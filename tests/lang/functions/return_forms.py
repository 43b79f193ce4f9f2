def early(x):
    if x:
        return "yes"

def bare():
    return

def several():
    return 1, "two", [3]

def in_loop(limit):
    for i in range(100):
        while True:
            if i == limit:
                return i
            break
    return "not found"

print(early(1), early(0), bare(), several(), in_loop(5), in_loop(1000))
# expect: yes None None (1, 'two', [3]) 5 not found
