// Each thread's tables of look-ups it has made; no other thread touches them.
//
//     LookupEntry      (type version, name)  ->  what the class and its bases have
//                                                (type.c)
//     AttributeEntry   (guard, name)         ->  what an attribute of a value comes to
//                                                (vm/exec/attribute_cache.h)
#ifndef GILT_VM_OBJECT_LOOKUP_CACHE_H
#define GILT_VM_OBJECT_LOOKUP_CACHE_H

#include <stdint.h>

#include "vm/object/thread_state.h"

#define LOOKUP_CACHE_SIZE    512
#define ATTRIBUTE_CACHE_SIZE 512

typedef struct LookupEntry {
    uint32_t version; // 0: empty
    Value name;       // interned Str
    Value value;      // borrowed; NO_VALUE: no class has it
} LookupEntry;

typedef struct AttributeEntry {
    uint32_t guard; // 0: empty
    uint16_t form;  // AttributeForm
    uint32_t place; // where, by form
    Value name;     // interned Str
    Value value;    // borrowed, by form
} AttributeEntry;

typedef struct LookupCache {
    LookupEntry classes[LOOKUP_CACHE_SIZE];
    AttributeEntry attributes[ATTRIBUTE_CACHE_SIZE];
} LookupCache;

// Where the look-up of `name` in a type of this version is remembered.
static inline LookupEntry *lookup_entry(ThreadState *ts, uint32_t version, Value name) {
    uint32_t mixed = version * 31u ^ (uint32_t)(name.bits >> 4);
    return &ts->lookup_cache->classes[mixed % LOOKUP_CACHE_SIZE];
}

// Where the attribute `name` of values with this guard is remembered.
static inline AttributeEntry *attribute_entry(ThreadState *ts, uint32_t guard, Value name) {
    uint32_t mixed = guard * 31u ^ (uint32_t)(name.bits >> 4);
    return &ts->lookup_cache->attributes[mixed % ATTRIBUTE_CACHE_SIZE];
}

#endif
