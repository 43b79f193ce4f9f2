s = ""
for i in range(2000):
    s += chr(97 + i % 26)
print(len(s), s[:5], s[-5:], s.count("a"))  # expect: 2000 abcde tuvwx 77
t = s
t += "!"
print(len(s), len(t), t[-1])  # expect: 2000 2001 !
wide = ""
for i in range(300):
    wide += "x" if i % 3 else "中"
print(len(wide), wide.count("中"), wide[:4])  # expect: 300 100 中xx中
