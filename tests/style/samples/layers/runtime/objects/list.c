// Goes down, as it should, and to a file that is not there.
#include "vm/object/heap.h"
#include "heap.h"
