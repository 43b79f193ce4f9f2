// The types of the module itertools are in three files by what they do: itertools_stream.c (one
// item in, one item out), itertools_group.c (several items at a time) and
// itertools_combinations.c (choosing from a pool). itertools.c is the module.
//
// A stage takes items from an iterator and gives others. What is written after it is made, the
// `state` and the numbers, is read and written under the object lock, so that two threads may
// share a stage: each item goes to one of them. Guest code is never called under the lock.
#ifndef GILT_RUNTIME_MODULES_ITERTOOLS_H
#define GILT_RUNTIME_MODULES_ITERTOOLS_H

#include "vm/exec/call.h"
#include "vm/needs_runtime.h"
#include "vm/object/exceptions.h"
#include "vm/object/heap.h"
#include "vm/object/lock.h"
#include "vm/object/native.h"
#include "vm/object/protocol.h"
#include "vm/object/refcount.h"

typedef struct Stage {
    Object head;
    Value source;   // the iterator taken from, or a Tuple of them; never changes
    Value function; // what is called for each item, or another thing that never changes
    Value state;    // what is remembered from item to item, or NO_VALUE
    int64_t position, limit, step, taken; // as the stage says
    bool is_flagged;                      // started, or ended, as the stage says
} Stage;

static inline Stage *as_stage(Object *object) {
    return (Stage *)(void *)object;
}

static inline Stage *stage_of(Value v) {
    return as_stage(value_object(v));
}

// A stage of the class that __new__ was given; takes the references `source`, also on failure.
// Null with the exception set, also if source is NO_REF.
Stage *stage_new(ThreadState *ts, Value cls, Ref source, Value function) ATTACHED;

// The state now, a new reference; NO_REF (no exception) if there is none.
Ref stage_state(ThreadState *ts, Stage *stage) ATTACHED;
// Takes the reference to a new state.
void stage_set_state(ThreadState *ts, Stage *stage, Ref state) ATTACHED RUNS_GUEST;

// A tuple of the iterators of the items of a tuple.
Ref stage_iterate_all(ThreadState *ts, Value iterables) ATTACHED RUNS_GUEST;

// The function tee.
Ref itertools_tee(ThreadState *ts, const Value *arguments) ATTACHED RUNS_GUEST;

// Slots of every stage.
void stage_destroy(ThreadState *ts, Object *object) ATTACHED RUNS_GUEST;
void stage_traverse(Object *object, Visitor visit, void *context);
Ref stage_self(ThreadState *ts, Value self) ATTACHED;

// The rows of TypeSpec that are the same for all of them.
#define STAGE_SPEC(type_name, type_kind, type_methods, next_slot, text)                        \
    {                                                                                          \
        .name = "itertools." type_name, .kind = type_kind, .size = sizeof(Stage),              \
        .flags = TYPE_BASE | TYPE_DEFINES_NEW,                                                 \
        .slots = {.destroy = stage_destroy,                                                    \
                  .traverse = stage_traverse,                                                  \
                  .iterate = stage_self,                                                       \
                  .next = next_slot},                                                          \
        .methods = type_methods, .doc = text,                                                  \
    }

#endif
