// A circle of two.
#include "vm/object/value.h"
