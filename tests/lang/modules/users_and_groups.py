# The users and groups of the system.
import grp
import os
import pwd

root = pwd.getpwuid(0)
print(root.pw_name, root[2], root == pwd.getpwnam("root"), root in pwd.getpwall())  # expect: root 0 True True
print(grp.getgrgid(0).gr_name, type(grp.getgrall()[0]).__name__, 0 in os.getgrouplist("root", 0))  # expect: root struct_group True
for function, argument in ((pwd.getpwnam, "no such user"), (pwd.getpwuid, 99999999), (grp.getgrnam, "no such group"),
                           (grp.getgrgid, "a"), (pwd.getpwnam, 1)):
    try:
        function(argument)
    except (KeyError, TypeError) as error:
        print(type(error).__name__, error.args[0])
# expect: KeyError getpwnam(): name not found: 'no such user'
# expect: KeyError getpwuid(): uid not found: 99999999
# expect: KeyError getgrnam(): name not found: 'no such group'
# expect: TypeError gid should be integer, not str
# expect: TypeError getpwnam() argument must be str, not int
