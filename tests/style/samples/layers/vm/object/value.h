// A circle of two.
#include "vm/object/heap.h"
