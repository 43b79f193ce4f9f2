def pair():
    value = 0

    def get():
        return value

    def put(new):
        nonlocal value
        value = new

    return get, put

get, put = pair()
put(5)
print(get())  # expect: 5
other_get, _ = pair()
print(other_get(), get.__closure__[0].cell_contents, get.__closure__[0] is put.__closure__[0], pair.__closure__)
# expect: 0 5 True None
