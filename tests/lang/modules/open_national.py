# Files in encodings that are the C library's.
import os
import tempfile

path = os.path.join(tempfile.mkdtemp(), "file")
for encoding, text in (("cp1252", "é€"), ("iso-8859-15", "é€"), ("iso8859-7", "αβ"), ("koi8-r", "Жж"), ("cp1251", "Жж"),
                       ("mac-roman", "é"), ("shift_jis", "あ"), ("gbk", "中")):
    with open(path, "w", encoding=encoding) as file:
        file.write(text + "\nsecond\n")
    with open(path, encoding=encoding) as file:
        print(file.encoding, file.read(1) == text[0], ascii(file.readline()), file.read())
    with open(path, "rb") as file:
        assert file.read() == (text + "\nsecond\n").encode(encoding)
# expect: cp1252 True '\u20ac\n' second
# expect:
# expect: iso-8859-15 True '\u20ac\n' second
# expect:
# expect: iso8859-7 True '\u03b2\n' second
# expect:
# expect: koi8-r True '\u0436\n' second
# expect:
# expect: cp1251 True '\u0436\n' second
# expect:
# expect: mac-roman True '\n' second
# expect:
# expect: shift_jis True '\n' second
# expect:
# expect: gbk True '\n' second
# expect:
try:
    open(path, encoding="no such encoding")
except LookupError as error:
    print(error)  # expect: unknown encoding: no such encoding
with open(path, "w", encoding="cp1252") as file:
    try:
        file.write("Ж")
    except UnicodeEncodeError as error:
        print(error.reason)  # expect: character maps to <undefined>
os.remove(path)
os.rmdir(os.path.dirname(path))
