import support
import support.with_all
import support.with_all as w
from support import with_all, label
from support.with_all import shown, not_shown as n
from support.with_all import (
    shown as s,
    _also_shown,
)

print(support.label, label, support.with_all is w, w is with_all, shown, n, s, _also_shown)
# expect: support package support package True True 1 3 1 2
print(w.__name__, support.__name__, type(w).__name__)  # expect: support.with_all support module
