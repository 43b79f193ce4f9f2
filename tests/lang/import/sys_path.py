import sys

sys.path.insert(0, sys.path[0] + "/support")
import with_all
import support.with_all
print(with_all.shown, with_all is support.with_all, with_all.__name__)  # expect: 1 False with_all
