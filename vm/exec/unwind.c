// Unwinding: from where an exception was raised to the handler that takes it.
//
// Exceptions cost nothing until they are raised: each code object has a table of ranges
// (compiler/code.h), searched here. On the way every frame left behind adds an entry to the
// exception's traceback.
#include "vm/base/check.h"
#include "vm/exec/cell.h"
#include "vm/exec/generator.h"
#include "vm/exec/operations.h"
#include "vm/exec/profile.h"
#include "vm/object/exceptions.h"
#include "vm/object/heap.h"
#include "vm/object/lock.h"
#include "vm/object/refcount.h"

// Remembers of the variables of the frame what a proposal for a wrong name needs; the frame
// itself will be gone when the exception is reported.
static void remember_scope(ThreadState *ts, Traceback *entry, Frame *frame) ATTACHED {
    const Code *code = frame->code;
    if (!frame->function || !value_is_null(frame->locals)) {
        Value scope = frame->locals;
        entry->scope = value_is_null(scope) ? NO_VALUE : borrow(ref_take(ts, scope));
        return;
    }
    entry->is_function = true;
    for (uint32_t i = 0; i < code->n_free; i++) {
        if (value_same(code->free_names[i], known_name(ts, NAME_SELF))) {
            const Tuple *closure = (const Tuple *)value_object(frame->function->closure);
            entry->scope = borrow(cell_get(ts, value_object(closure->items[i])));
        }
    }
    for (uint32_t i = 0; i < code->n_locals && i < 64; i++) {
        Value v = frame->registers[i];
        if (value_is_unbound(v) || (code->local_kinds[i] & LOCAL_HIDDEN)) {
            continue;
        }
        entry->bound |= UINT64_C(1) << i;
        if (value_same(code->local_names[i], known_name(ts, NAME_SELF))) {
            bool is_cell = code->local_kinds[i] & LOCAL_CELL;
            Ref self = !is_cell                 ? ref_take(ts, v)
                       : value_is(v, KIND_CELL) ? cell_get(ts, value_object(v))
                                                : NO_REF;
            entry->scope = borrow(self);
        }
    }
}

static bool proposes_names(ThreadState *ts, const Exception *exception) ATTACHED {
    const Type *type = exception->head.type;
    return type_is_subtype(type, exception_type(ts, EXC_NAME_ERROR)) ||
           type_is_subtype(type, exception_type(ts, EXC_ATTRIBUTE_ERROR));
}

// Puts an entry for the frame in front of the traceback. Without memory the entry is left out.
static void add_traceback(ThreadState *ts, Frame *frame) ATTACHED {
    Exception *exception = (Exception *)value_object(ts->error);
    if (object_is_immortal(&exception->head) || load_relaxed(&frame->code->is_unseen)) {
        return; // the prepared MemoryError is shared by all who raise it
    }
    Ref raised = error_fetch(ts);
    Traceback *entry = object_new(ts, builtin_type(ts, KIND_TRACEBACK), sizeof *entry);
    if (entry) {
        entry->code = frame->code;
        entry->globals = value_object(borrow(ref_take_object(ts, frame->globals)));
        entry->word = frame_word(frame);
        entry->line = code_position(frame->code, entry->word).line;
        if (value_is_null(slot_load(&exception->traceback)) && proposes_names(ts, exception)) {
            remember_scope(ts, entry, frame);
        }
        // The same exception may be on its way in another thread.
        object_lock(ts, &exception->head);
        entry->next = slot_load(&exception->traceback);
        slot_publish(&exception->traceback, object_value(entry));
        object_unlock(ts, &exception->head);
    } else {
        error_clear(ts);
    }
    error_restore(ts, raised);
}

const CodeHandler *code_find_handler(const Code *code, uint32_t word) {
    for (uint32_t i = 0; i < code->n_handlers; i++) {
        const CodeHandler *handler = &code->handlers[i];
        if (word >= handler->start && word < handler->end) {
            return handler;
        }
    }
    return NULL;
}

Frame *unwind(ThreadState *ts, bool is_new) {
    for (;;) {
        Frame *frame = ts->frame;
        CHECK_SLOW(error_is_set(ts), "unwinding needs an exception");
        if (is_new) {
            add_traceback(ts, frame);
        }
        const CodeHandler *handler = code_find_handler(frame->code, frame_word(frame));
        if (UNLIKELY(ts->profile != NULL)) {
            profile_unwinding(ts, frame, handler != NULL);
        }
        if (handler) {
            frame_clear(ts, frame, handler->depth);
            frame->registers[handler->depth] = borrow(error_fetch(ts));
            frame->pc = frame->code->words + handler->handler;
            return frame;
        }
        bool is_entry = frame->flags & FRAME_ENTRY;
        if (frame->flags & FRAME_GENERATOR) {
            if (generator_convert_stop(ts, frame->generator)) {
                add_traceback(ts, frame);
            }
            generator_finish(ts, GENERATOR_RAISED);
            if (is_entry) {
                return NULL;
            }
            is_new = true;
            continue;
        }
        Value instance = frame->flags & FRAME_INITIALIZER ? frame->instance : NO_VALUE;
        frame_pop(ts);
        value_drop(ts, instance);
        if (is_entry) {
            return NULL;
        }
        is_new = true;
    }
}
