s = "text"
print(f"{s:10}|{s:<10}|{s:>10}|{s:^10}|{s:*^11}|{s:.2}|{s:8.2}|{s:s}|{s:中>6}")
# expect: text      |text      |      text|   text   |***text****|te|te      |text|中中text
print(f"|{'中文':>6}|{'😀':<3}|{'é':^5}|{s:05}|{s:<05}")  # expect: |    中文|😀  |  é  |text0|text0
