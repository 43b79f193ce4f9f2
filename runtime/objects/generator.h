// What the three kinds of generator object have in common.
#ifndef GILT_RUNTIME_OBJECTS_GENERATOR_H
#define GILT_RUNTIME_OBJECTS_GENERATOR_H

#include "vm/base/contract.h"
#include "vm/exec/generator.h"

static inline Generator *as_generator(Value v) {
    return (Generator *)(void *)value_object(v);
}

// Slots.
void generator_destroy(ThreadState *ts, Object *self) ATTACHED RUNS_GUEST;
void generator_traverse(Object *self, Visitor visit, void *context);
Ref generator_repr(ThreadState *ts, Value self) ATTACHED;

// Attributes.
Ref generator_get_name(ThreadState *ts, Value self) ATTACHED;
bool generator_set_name(ThreadState *ts, Value self, Value name) ATTACHED RUNS_GUEST;
Ref generator_get_qualified_name(ThreadState *ts, Value self) ATTACHED;
bool generator_set_qualified_name(ThreadState *ts, Value self, Value name) ATTACHED RUNS_GUEST;
Ref generator_get_code(ThreadState *ts, Value self) ATTACHED;
Ref generator_get_frame(ThreadState *ts, Value self) ATTACHED;
Ref generator_get_running(ThreadState *ts, Value self) ATTACHED;
Ref generator_get_suspended(ThreadState *ts, Value self) ATTACHED;
Ref generator_get_inner(ThreadState *ts, Value self) ATTACHED;

// The exception that throw(kind, value, traceback) means (value and traceback may be NO_VALUE).
// NO_REF with TypeError if it means none.
Ref thrown_exception(ThreadState *ts, Value kind, Value value,
                     Value traceback) ATTACHED RUNS_GUEST;

// StopIteration(value) for what has returned, the value for what has yielded.
Ref outcome_as_iteration(ThreadState *ts, GeneratorOutcome outcome, Ref result) ATTACHED;

#endif
