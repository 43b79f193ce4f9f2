// The frame stack and the register stack of a thread.
#include "vm/exec/frame.h"

#include <stdlib.h>

#include "vm/exec/cell.h"
#include "vm/exec/guest_stack.h"
#include "vm/exec/profile.h"
#include "vm/needs_runtime.h"
#include "vm/object/exceptions.h"
#include "vm/object/heap.h"
#include "vm/object/lock.h"
#include "vm/object/lookup_cache.h"
#include "vm/object/refcount.h"

GuestPlace frame_place(const ThreadState *ts, bool outside_library) {
    const Frame *frame = ts->frame;
    while (outside_library && frame && code_is_library(frame->code) && frame->previous) {
        frame = frame->previous;
    }
    return frame ? (GuestPlace){frame->code, frame_word(frame)} : (GuestPlace){0};
}

bool exec_thread_init(ThreadState *ts) {
    ts->lookup_cache = calloc(1, sizeof(LookupCache));
    if (!ts->lookup_cache || !guest_stack_take(ts)) {
        exec_thread_done(ts);
        return false;
    }
    return true;
}

void exec_thread_done(ThreadState *ts) {
    guest_stack_give(ts);
    free(ts->lookup_cache);
    free(ts->open_reads);
    profile_free_memory(ts);
    ts->open_reads = NULL;
    ts->lookup_cache = NULL;
}

Frame *frame_allocate_slow(ThreadState *ts, const Code *code, Value *registers) {
    if (ts->guest_depth < ts->interpreter->recursion_limit && guest_stack_extend(ts)) {
        return frame_allocate(ts, code, registers);
    }
    raise_error(ts, EXC_RECURSION_ERROR, "maximum recursion depth exceeded");
    return NULL;
}

Frame *frame_push_code(ThreadState *ts, Code *code, Object *globals, Object *builtins,
                       Value locals) {
    Value *registers = ts->frame ? ts->frame->stack_top : ts->registers;
    Frame *frame = frame_allocate(ts, code, registers);
    if (!frame) {
        return NULL;
    }
    // Functions made here, and theirs, run with these in any thread: cached_global looks into
    // them without a lock.
    object_open(ts, globals);
    object_open(ts, builtins);
    for (uint32_t i = 0; i < code->n_registers; i++) {
        registers[i] = UNBOUND;
    }
    *frame = (Frame){
        .registers = registers,
        .pc = code->words,
        .code = code,
        .globals = globals,
        .builtins = builtins,
        .previous = ts->frame,
        .stack_top = registers + code->n_registers + 1,
    };
    if (!value_is_null(locals)) {
        frame->locals = borrow(ref_take(ts, locals));
    }
    ts->frame = frame;
    return frame;
}

Value *frame_scratch(ThreadState *ts, size_t n) {
    Value *registers = ts->frame ? ts->frame->stack_top : ts->registers;
    while ((size_t)(ts->registers_end - registers) < n + 8) {
        if (!guest_stack_extend(ts)) {
            raise_error(ts, EXC_RECURSION_ERROR, "maximum recursion depth exceeded");
            return NULL;
        }
    }
    return registers;
}

Ref execute_code(ThreadState *ts, Code *code, Object *globals, Value locals) {
    Ref builtins = dict_get_text(ts, globals, "__builtins__");
    if (ref_is_null(builtins) && error_is_set(ts)) {
        return NO_REF;
    }
    Object *dict = ts->interpreter->builtins;
    if (!ref_is_null(builtins) && value_is(borrow(builtins), KIND_DICT)) {
        dict = value_object(borrow(builtins));
    }
    bool needs_locals = code->flags & (CODE_LOCALS_MAPPING | CODE_CLASS_BODY);
    Value namespace = value_is_null(locals) && needs_locals ? object_value(globals) : locals;
    // The code may take the module whose names these are out of sys.modules.
    Ref kept = ref_take_object(ts, globals);
    Frame *frame = frame_push_code(ts, code, globals, dict, namespace);
    Ref result = NO_REF;
    if (frame) {
        frame->flags = FRAME_ENTRY;
        result = execute(ts);
    }
    ref_drop(ts, kept);
    ref_drop(ts, builtins);
    return result;
}

// The value of a variable, looking through its cell; NO_VALUE if it has none.
static Ref local_value(ThreadState *ts, Frame *frame, uint32_t i) ATTACHED {
    Value v = frame->registers[i];
    if (value_is_unbound(v)) {
        return NO_REF;
    }
    if (frame->code->local_kinds[i] & LOCAL_CELL) {
        return value_is(v, KIND_CELL) ? cell_get(ts, value_object(v)) : NO_REF;
    }
    return ref_take(ts, v);
}

Ref frame_locals(ThreadState *ts, Frame *frame) {
    if (!value_is_null(frame->locals)) {
        return ref_take(ts, frame->locals);
    }
    if (!frame->function || frame->code->flags & CODE_MODULE) {
        return ref_take_object(ts, frame->globals);
    }
    Ref dict = dict_new(ts);
    const Code *code = frame->code;
    bool ok = !ref_is_null(dict);
    for (uint32_t i = 0; ok && i < code->n_locals + code->n_free; i++) {
        bool is_free = i >= code->n_locals;
        if (!is_free && (code->local_kinds[i] & LOCAL_HIDDEN)) {
            continue;
        }
        Value name = is_free ? code->free_names[i - code->n_locals] : code->local_names[i];
        Ref v = NO_REF;
        if (is_free) {
            const Tuple *closure = (const Tuple *)value_object(frame->function->closure);
            v = cell_get(ts, value_object(closure->items[i - code->n_locals]));
        } else {
            v = local_value(ts, frame, i);
        }
        ok = ref_is_null(v) || dict_set(ts, value_object(borrow(dict)), name, borrow(v));
        ref_drop(ts, v);
    }
    if (!ok) {
        ref_drop(ts, dict);
        return NO_REF;
    }
    return dict;
}
