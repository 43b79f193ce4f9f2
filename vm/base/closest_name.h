// The closest name: what "Did you mean" proposes for a name that does not exist.
//
// The DISTANCE of two names is the cheapest way to turn one into the other: a character
// inserted, removed or replaced costs 2, one whose case changes costs 1. A name is close enough
// if no more than a third of the characters change, and of several the first one with the
// smallest distance wins. Names are compared as bytes, as CPython does.
#ifndef GILT_VM_BASE_CLOSEST_NAME_H
#define GILT_VM_BASE_CLOSEST_NAME_H

#include <stdbool.h>
#include <stddef.h>

#include "vm/base/contract.h"

// A search under way. Start with the first two fields, the rest zero.
typedef struct ClosestName {
    const char *wrong; // the name that does not exist; borrowed
    size_t size;
    bool is_found;
    size_t distance; // of the best name so far, if is_found
} ClosestName;

// Looks at one more name: true if it is close enough and closer than all before, so that it is
// the one to propose. A name equal to the wrong one never is. O(length of both, multiplied).
bool closest_name_improves(ClosestName *search, const char *name, size_t size) ANY_THREAD;

#endif
