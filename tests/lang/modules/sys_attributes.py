import sys

print(sys.version_info >= (3, 11), sys.version_info[0], sys.version_info.major, sys.maxsize, sys.byteorder, sys.platform)
# expect: True 3 3 9223372036854775807 little linux
print(isinstance(sys.version, str), isinstance(sys.implementation.name, str), sys.maxunicode, isinstance(sys.path, list), "sys" in sys.modules)
# expect: True True 1114111 True True
print(sys.float_info.max, sys.float_info.epsilon, sys.argv[1:], len(sys.argv), isinstance(sys.executable, str))
# expect: 1.7976931348623157e+308 2.220446049250313e-16 [] 1 True
print(sys.getsizeof([]) > 0, sys.getsizeof("") < sys.getsizeof("a" * 1000), isinstance(sys.flags.interactive, int), sys.stdout.encoding.lower())
# expect: True True True utf-8
