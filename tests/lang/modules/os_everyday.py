import os

print(os.cpu_count() >= 1, os.getpid() > 0, os.sep, os.name, os.linesep == "\n", os.path.exists("/"), os.path.isdir("/tmp"))
# expect: True True / posix True True True
print(os.path.join("a", "b", "c.txt"), os.path.join("a", "/b"), os.path.basename("/x/y.txt"), os.path.dirname("/x/y.txt"), os.path.splitext("f.tar.gz"), os.path.split("/a/b"))
# expect: a/b/c.txt /b y.txt /x ('f.tar', '.gz') ('/a', 'b')
os.environ["GILT_TEST"] = "value"
print(os.environ["GILT_TEST"], os.environ.get("GILT_NOT_SET"), os.getenv("GILT_NOT_SET", "default"), "GILT_TEST" in os.environ, os.getenv("GILT_TEST"))
# expect: value None default True value
del os.environ["GILT_TEST"]
try:
    os.environ["GILT_TEST"]
except KeyError as error:
    print(error)  # expect: 'GILT_TEST'
print(os.path.abspath("/a/../b"), os.path.normpath("a//b/./c/.."), os.path.isabs("/a"), os.path.isfile("/no/such"), os.getcwd() == os.path.abspath("."))
# expect: /b a/b True False True
