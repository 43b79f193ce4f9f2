# errno has a name for every error of the system; of two names for one number errorcode has one.
import errno
import os

print(len(errno.errorcode), errno.errorcode[errno.ESHUTDOWN], os.strerror(errno.ESHUTDOWN))
for number in errno.EWOULDBLOCK, errno.EDEADLK, errno.EOPNOTSUPP, errno.EDQUOT:
    names = sorted(name for name in dir(errno) if getattr(errno, name) == number)
    print(number, names, errno.errorcode[number])
