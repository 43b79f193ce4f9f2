print("k=v=w".partition("="), "k=v=w".rpartition("="), "kv".partition("="), "kv".rpartition("="))
# expect: ('k', '=', 'v=w') ('k=v', '=', 'w') ('kv', '', '') ('', '', 'kv')
print("=".partition("="), "".partition("="), "a中b".partition("中"))  # expect: ('', '=', '') ('', '', '') ('a', '中', 'b')
try:
    "x".partition("")
except ValueError as error:
    print(error)  # expect: empty separator
