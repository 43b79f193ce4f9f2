// What classmethod and staticmethod share: one callable, wrapped, whose names they show.
#ifndef GILT_RUNTIME_OBJECTS_WRAPPED_CALLABLE_H
#define GILT_RUNTIME_OBJECTS_WRAPPED_CALLABLE_H

#include "vm/base/contract.h"
#include "vm/object/layouts.h"
#include "vm/object/native.h"

typedef struct WrappedCallable {
    Object head;
    // NO_VALUE before __init__. Read without a lock: other threads are stopped when it is
    // replaced, not when it is filled in.
    Value callable;
    Attributes attributes;
} WrappedCallable;

static inline WrappedCallable *as_wrapped(Value v) {
    return (WrappedCallable *)(void *)value_object(v);
}

// What is wrapped. NO_REF with RuntimeError before __init__.
Ref wrapped_callable_take(ThreadState *ts, Value self) ATTACHED;

// __new__ and __init__ of both types.
Ref wrapped_callable_make(ThreadState *ts, const Value *arguments) ATTACHED;
Ref wrapped_callable_initialise(ThreadState *ts, const Value *arguments) ATTACHED RUNS_GUEST;

// The slots destroy and traverse of both types.
void wrapped_callable_destroy(ThreadState *ts, Object *self) ATTACHED;
void wrapped_callable_traverse(Object *self, Visitor visit, void *context);
// "<classmethod(<function f at 0x...>)>".
Ref wrapped_callable_repr(ThreadState *ts, Value self) ATTACHED RUNS_GUEST;

extern const GetSetDef WRAPPED_CALLABLE_ATTRIBUTES[];

#endif
