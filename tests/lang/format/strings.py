s = "text"
print(f"{s:10}|{s:<10}|{s:>10}|{s:^10}|{s:*^11}|{s:.2}|{s:8.2}|{s:s}|{s:中>6}")
# expect: text      |text      |      text|   text   |***text****|te|te      |text|中中text
print(f"|{'中文':>6}|{'😀':<3}|{'é':^5}|{s:05}|{s:<05}")  # expect: |    中文|😀  |  é  |text0|text0

class Loud(str):
    def __str__(self):
        return self.upper() + "!"

s = Loud("text")
print(f"{s}", f"{s!s}", f"{s:6}|", "{} {:}".format(s, s), format(s), "%s" % s, s + "")
# expect: TEXT! TEXT! text  | TEXT! TEXT! TEXT! TEXT! text
