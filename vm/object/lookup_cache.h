// Each thread's table of class look-ups by (type version, name); see type.c. No other thread
// touches it.
#ifndef GILT_VM_OBJECT_LOOKUP_CACHE_H
#define GILT_VM_OBJECT_LOOKUP_CACHE_H

#include <stdint.h>

#include "vm/object/thread_state.h"

#define LOOKUP_CACHE_SIZE 512

typedef struct LookupEntry {
    uint32_t version; // 0: empty
    Value name;       // interned Str
    Value value;      // borrowed; NO_VALUE: no class has it
} LookupEntry;

// Where the look-up of `name` in a type of this version is remembered.
static inline LookupEntry *lookup_entry(ThreadState *ts, uint32_t version, Value name) {
    return &ts->lookup_cache[(version * 31u ^ (uint32_t)(name.bits >> 4)) % LOOKUP_CACHE_SIZE];
}

#endif
