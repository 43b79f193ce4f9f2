s = "hello World 3x"
print(s.upper(), s.lower(), s.title(), s.capitalize(), s.swapcase())
# expect: HELLO WORLD 3X hello world 3x Hello World 3X Hello world 3x HELLO wORLD 3X
print("ÄÖÜ straße".lower(), "straße".upper(), "ß".casefold(), "Ünïcödé".swapcase())
# expect: äöü straße STRASSE ss üNÏCÖDÉ
print("they're bill's".title(), "ǆ".title(), "ﬁ".upper())  # expect: They'Re Bill'S ǅ FI
print("ΑΣ".lower(), "İ".lower() == "i̇")  # expect: ας True
