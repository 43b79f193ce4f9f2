class Show:
    def __getitem__(self, key):
        return key

show = Show()
print(show[1], show[1:2], show[::3], show[1, 2], show[1:2, ::3], show[...], show["k"], show[:], show[()])
# expect: 1 slice(1, 2, None) slice(None, None, 3) (1, 2) (slice(1, 2, None), slice(None, None, 3)) Ellipsis k slice(None, None, None) ()
class Store:
    def __setitem__(self, key, value):
        print("set", key, value)

    def __delitem__(self, key):
        print("del", key)

s = Store()
s[1:2] = 5  # expect: set slice(1, 2, None) 5
s["a", 2] = 6  # expect: set ('a', 2) 6
del s[::2]  # expect: del slice(None, None, 2)
s[0] = s[1] = 7
# expect: set 0 7
# expect: set 1 7
