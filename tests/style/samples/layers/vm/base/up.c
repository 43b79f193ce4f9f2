// Goes up.
#include "vm/object/value.h"
