// Lives in no layer.
#include "vm/base/door.h"
