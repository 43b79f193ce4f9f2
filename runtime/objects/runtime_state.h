// RuntimeState: what the object library keeps per interpreter (Interpreter.runtime).
#ifndef GILT_RUNTIME_OBJECTS_RUNTIME_STATE_H
#define GILT_RUNTIME_OBJECTS_RUNTIME_STATE_H

#include "vm/object/thread_state.h"

typedef struct PendingImports PendingImports;

// What the command line said, for sys.flags.
typedef struct SysOptions {
    bool inspect;      // -i
    bool interactive;  // at the prompt
    bool quiet;        // -q
    bool gil_at_start; // the GIL was on when the program started
    int64_t threads;   // gil.threads: how many a program that asks should use
} SysOptions;

typedef struct RuntimeState {
    Type *types;             // the block the built-in types are in (types_boot.c)
    int64_t int_digit_limit; // sys.set_int_max_str_digits(); 0: no limit. Atomic.
    SysOptions options;
    struct SourceLines *source_lines; // runtime/builtins/source_lines.h
    PendingImports *pending_imports;  // runtime/import
    Object *empty_tuple;              // the only tuple without items, once there was one
    Object *signal_handlers;          // runtime/modules/_signal.c: a Dict, null until imported
    uint64_t next_task_number;        // runtime/modules/asyncio_task.c: for names; atomic
    Object *queue_class; // concurrent.interpreters.Queue, null until imported; atomic
} RuntimeState;

// Creates and destroys Interpreter.runtime; false if there is no memory.
bool runtime_state_create(Interpreter *interpreter);
void runtime_state_destroy(Interpreter *interpreter);

static inline RuntimeState *runtime_state_of(const Interpreter *interpreter) {
    return interpreter->runtime;
}

static inline RuntimeState *runtime_state(const ThreadState *ts) {
    return ts->interpreter->runtime;
}

#endif
