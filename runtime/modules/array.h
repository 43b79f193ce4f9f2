// Arrays as the files array.c and array_methods.c share them.
#ifndef GILT_RUNTIME_MODULES_ARRAY_H
#define GILT_RUNTIME_MODULES_ARRAY_H

#include "runtime/objects/bytes.h"
#include "runtime/objects/packed.h"
#include "vm/object/native.h"

static inline Array *array_of(Value v) {
    return (Array *)(void *)value_object(v);
}

static inline PackedFormat array_format(Value self) {
    return packed_format(array_of(self)->code, true);
}

// How many items there are.
int64_t array_length(ThreadState *ts, Value self) ATTACHED;
// Item i; NO_REF without an exception if there is none.
Ref array_load(ThreadState *ts, Value self, int64_t i) ATTACHED;
// The bytes of one item. False with TypeError or OverflowError in CPython's words.
bool array_pack(ThreadState *ts, Value self, Value v, uint8_t bytes[8]) ATTACHED RUNS_GUEST;
// All items as a new list.
Ref array_to_list(ThreadState *ts, Value self) ATTACHED;
// An exact array with the code of `like` and a copy of the bytes.
Ref array_like(ThreadState *ts, Value like, const void *data, int64_t size) ATTACHED;
// Adds one item, the items of an iterable, the items in a bytes-like object. False with the
// exception set.
bool array_append(ThreadState *ts, Value self, Value v) ATTACHED RUNS_GUEST;
bool array_extend(ThreadState *ts, Value self, Value source) ATTACHED RUNS_GUEST;
bool array_append_bytes(ThreadState *ts, Value self, Value source) ATTACHED;

// array.__new__.
Ref array_make(ThreadState *ts, const Value *arguments) ATTACHED RUNS_GUEST;

extern const NativeDef array_methods[];
extern const GetSetDef array_attributes[];

#endif
