// Iteration, raising, handling, and the with statement.
#include "vm/base/check.h"
#include "vm/exec/call.h"
#include "vm/exec/generator.h"
#include "vm/exec/operands.h"
#include "vm/exec/operations.h"
#include "vm/needs_runtime.h"
#include "vm/object/exceptions.h"
#include "vm/object/heap.h"
#include "vm/object/lock.h"
#include "vm/object/protocol.h"

// If the loop's body begins by taking the item apart, the items go to the targets of that
// instruction at once: 2; 0 the iterator has ended or raised, -1 not such a body or iterator.
static int next_unpacked(ThreadState *ts, Frame *frame, uint64_t word) ATTACHED RUNS_GUEST {
    uint64_t body = load_relaxed(&frame->pc[operand_signed_c(word)].word);
    if (operand_op(body) != OP_UNPACK || operand_b(body) != operand_a(word) ||
        operand_a(word) < frame->code->n_locals) {
        return -1;
    }
    Value *out = &frame->registers[operand_a(body)];
    int done =
        iterator_next_unpacked(ts, frame->registers[operand_b(word)], out, operand_c(body));
    return done > 0 ? 2 : done;
}

int operation_for_iter(ThreadState *ts, Frame *frame, uint64_t word) {
    int more = next_unpacked(ts, frame, word);
    if (more > 0) {
        return more;
    }
    if (more < 0) {
        Value iterator = frame->registers[operand_b(word)];
        Ref (*next)(ThreadState *, Object *) = value_type(ts, iterator)->slots.next;
        Ref item = next ? next(ts, value_object(iterator)) : iterator_next(ts, iterator);
        if (LIKELY(!ref_is_null(item))) {
            register_set(ts, frame, operand_a(word), item);
            return 1;
        }
    }
    if (!iterator_has_ended(ts)) {
        return -1;
    }
    registers_release(ts, &frame->registers[operand_b(word)], 1);
    return 0;
}

// The exception that `raise v` means: v itself or a new instance of the class v. NO_REF: not
// one.
static Ref make_exception(ThreadState *ts, Value v) ATTACHED {
    if (value_is(v, KIND_TYPE) || value_has_layout(ts, v, KIND_TYPE)) {
        Type *type = (Type *)value_object(v);
        if (!type_is_subtype(type, exception_type(ts, EXC_BASE_EXCEPTION))) {
            return raise_error(ts, EXC_TYPE_ERROR, "exceptions must derive from BaseException");
        }
        Ref instance = value_call(ts, v, NULL, 0);
        if (!ref_is_null(instance) && !value_has_layout(ts, borrow(instance), KIND_EXCEPTION)) {
            raise_no_exception(ts, v, borrow(instance));
            ref_drop(ts, instance);
            return NO_REF;
        }
        return instance;
    }
    if (!value_has_layout(ts, v, KIND_EXCEPTION)) {
        return raise_error(ts, EXC_TYPE_ERROR, "exceptions must derive from BaseException");
    }
    return ref_take(ts, v);
}

// An exception or a class of exceptions.
static bool is_exception(ThreadState *ts, Value v) ATTACHED {
    return value_has_layout(ts, v, KIND_EXCEPTION) ||
           (value_has_layout(ts, v, KIND_TYPE) &&
            type_is_subtype((Type *)value_object(v), exception_type(ts, EXC_BASE_EXCEPTION)));
}

// Sets __cause__ from the operand of `from`. False with the exception set.
static bool set_cause(ThreadState *ts, Exception *exception, Value from) ATTACHED {
    Ref cause = NO_REF;
    if (value_is_none(from)) {
        cause = owned(NONE);
    } else if (is_exception(ts, from)) {
        cause = make_exception(ts, from);
    } else {
        raise_error(ts, EXC_TYPE_ERROR, "exception causes must derive from BaseException");
    }
    if (ref_is_null(cause)) {
        return false;
    }
    object_lock(ts, &exception->head);
    Value old = slot_load(&exception->cause);
    slot_publish(&exception->cause, borrow(cause));
    store_relaxed(&exception->suppress_context, true);
    object_unlock(ts, &exception->head);
    value_drop(ts, old);
    return true;
}

bool operation_raise(ThreadState *ts, Frame *frame, uint64_t word) {
    Ref exception = make_exception(ts, frame->registers[operand_a(word)]);
    if (ref_is_null(exception)) {
        return false;
    }
    bool has_from = operand_op(word) == OP_RAISE_FROM;
    if (has_from && !set_cause(ts, (Exception *)value_object(borrow(exception)),
                               frame->registers[operand_b(word)])) {
        ref_drop(ts, exception);
        return false;
    }
    register_consume(ts, frame, operand_a(word));
    if (has_from) {
        register_consume(ts, frame, operand_b(word));
    }
    raise_exception(ts, exception);
    return false;
}

bool operation_raise_again(ThreadState *ts) {
    if (value_is_null(ts->handled) || value_is_none(ts->handled)) {
        raise_error(ts, EXC_RUNTIME_ERROR, "No active exception to reraise");
        return false;
    }
    error_restore(ts, ref_take(ts, ts->handled));
    return true;
}

void operation_push_handled(ThreadState *ts, Frame *frame, uint64_t word) {
    Value previous = ts->handled;
    ts->handled = borrow(ref_take(ts, frame->registers[operand_b(word)]));
    if (frame->flags & FRAME_GENERATOR && !frame->generator->is_handling) {
        frame->generator->is_handling = true;
        register_set(ts, frame, operand_a(word), owned(PREVIOUS_IS_CALLERS));
        if (!value_is_null(previous)) {
            value_drop(ts, previous); // the caller still holds it
        }
        return;
    }
    register_set(ts, frame, operand_a(word), owned(value_is_null(previous) ? NONE : previous));
}

void operation_pop_handled(ThreadState *ts, Frame *frame, uint64_t word) {
    uint32_t a = operand_a(word);
    Value done = ts->handled;
    Value previous = frame->registers[a];
    frame->registers[a] = UNBOUND;
    if (value_same(previous, PREVIOUS_IS_CALLERS)) {
        Value callers = frame->generator->caller_handled;
        frame->generator->is_handling = false;
        previous = value_is_null(callers) ? NONE : borrow(ref_take(ts, callers));
    }
    ts->handled = value_is_none(previous) ? NO_VALUE : previous;
    value_drop(ts, done);
}

// Whether the exception is an instance of the class; 0, 1, or -1 if `class` is no exception
// class.
static int matches_class(ThreadState *ts, Value exception, Value class) ATTACHED {
    if (!value_is_object(class) || !value_has_layout(ts, class, KIND_TYPE) ||
        !type_is_subtype((Type *)value_object(class), exception_type(ts, EXC_BASE_EXCEPTION))) {
        raise_error(ts, EXC_TYPE_ERROR,
                    "catching classes that do not inherit from BaseException is not allowed");
        return -1;
    }
    return type_is_subtype(value_type(ts, exception), (Type *)value_object(class));
}

bool operation_match_exception(ThreadState *ts, Frame *frame, uint64_t word) {
    Value exception = frame->registers[operand_b(word)];
    Value class = frame->registers[operand_c(word)];
    int matches = 0;
    if (value_has_layout(ts, class, KIND_TUPLE)) {
        const Tuple *classes = (const Tuple *)value_object(class);
        // All of them are looked at, so that a wrong one is found whatever was raised.
        for (int64_t i = 0; i < classes->length && matches >= 0; i++) {
            int one = matches_class(ts, exception, classes->items[i]);
            matches = one < 0 ? -1 : matches | one;
        }
    } else {
        matches = matches_class(ts, exception, class);
    }
    if (matches < 0) {
        return false;
    }
    register_consume(ts, frame, operand_c(word));
    register_set(ts, frame, operand_a(word), owned(value_bool(matches)));
    return true;
}

bool operation_match_group(ThreadState *ts, Frame *frame, uint64_t word) {
    Ref match;
    Ref rest;
    if (!exception_group_match(ts, frame->registers[operand_b(word)],
                               frame->registers[operand_c(word)], &match, &rest)) {
        return false;
    }
    register_consume(ts, frame, operand_c(word));
    register_set(ts, frame, operand_a(word), rest);
    register_set(ts, frame, operand_a(word) + 1, match);
    return true;
}

bool operation_reraise_group(ThreadState *ts, Frame *frame, uint64_t word) {
    Ref result = exception_group_reraise(ts, frame->registers[operand_b(word)],
                                         frame->registers[operand_c(word)]);
    if (ref_is_null(result)) {
        return false;
    }
    register_consume(ts, frame, operand_b(word));
    register_consume(ts, frame, operand_c(word));
    register_set(ts, frame, operand_a(word), result);
    return true;
}

// A special method of the manager's class; TypeError if there is none. *self gets what it must
// be called with first (NO_REF if it is bound already).
static Ref special_method(ThreadState *ts, Value manager, KnownName name, const char *protocol,
                          const char *missing, Ref *self) ATTACHED {
    Type *type = value_type(ts, manager);
    Ref method = type_lookup(ts, type, known_name(ts, name));
    if (ref_is_null(method)) {
        if (!error_is_set(ts)) {
            raise_error(ts, EXC_TYPE_ERROR,
                        "'%s' object does not support the %scontext manager protocol%s",
                        type->name, protocol, missing);
        }
        return NO_REF;
    }
    Type *method_type = value_type(ts, borrow(method));
    *self = NO_REF;
    if (method_type->flags & TYPE_METHOD_LIKE) {
        *self = ref_take(ts, manager);
    } else if (method_type->slots.descriptor_get) {
        Ref bound =
            method_type->slots.descriptor_get(ts, borrow(method), manager, object_value(type));
        ref_drop(ts, method);
        return bound;
    }
    return method;
}

bool operation_with_enter(ThreadState *ts, Frame *frame, uint64_t word) {
    bool is_async = operand_d(word);
    const char *protocol = is_async ? "asynchronous " : "";
    Value *slots = &frame->registers[operand_b(word)];
    Value manager = slots[0];
    Ref enter_self = NO_REF;
    Ref exit_self = NO_REF;
    Ref enter = special_method(ts, manager, is_async ? NAME_AENTER : NAME_ENTER, protocol, "",
                               &enter_self);
    if (ref_is_null(enter)) {
        return false;
    }
    Ref leave = special_method(
        ts, manager, is_async ? NAME_AEXIT : NAME_EXIT, protocol,
        is_async ? " (missed __aexit__ method)" : " (missed __exit__ method)", &exit_self);
    Ref result = NO_REF;
    if (!ref_is_null(leave)) {
        Value argument = borrow(enter_self);
        result = value_call(ts, borrow(enter), &argument, ref_is_null(enter_self) ? 0 : 1);
    }
    ref_drop(ts, enter);
    ref_drop(ts, enter_self);
    if (ref_is_null(result)) {
        ref_drop(ts, leave);
        ref_drop(ts, exit_self);
        return false;
    }
    Value managed = slots[0];
    slots[0] = borrow(leave);
    slots[1] = ref_is_null(exit_self) ? UNBOUND : borrow(exit_self);
    value_drop(ts, managed);
    register_set(ts, frame, operand_a(word), result);
    return true;
}

bool operation_with_exit(ThreadState *ts, Frame *frame, uint64_t word) {
    Value *slots = &frame->registers[operand_b(word)];
    uint32_t c = operand_c(word);
    Value arguments[4] = {slots[1], NONE, NONE, NONE};
    if (c != NO_REGISTER) {
        Value exception = frame->registers[c];
        Value traceback = slot_load(&((Exception *)value_object(exception))->traceback);
        arguments[1] = object_value(value_type(ts, exception));
        arguments[2] = exception;
        arguments[3] = value_is_null(traceback) ? NONE : traceback;
    }
    bool has_self = !value_is_unbound(slots[1]);
    Ref result =
        value_call(ts, slots[0], has_self ? arguments : arguments + 1, has_self ? 4 : 3);
    if (ref_is_null(result)) {
        return false;
    }
    registers_release(ts, slots, 2);
    register_set(ts, frame, operand_a(word), result);
    return true;
}

bool operation_print_result(ThreadState *ts, Frame *frame, uint64_t word) {
    Value v = frame->registers[operand_a(word)];
    Ref hook = dict_get_str(ts, ts->interpreter->sys_dict, known_name(ts, NAME_DISPLAYHOOK));
    if (ref_is_null(hook)) {
        if (!error_is_set(ts)) {
            raise_error(ts, EXC_RUNTIME_ERROR, "lost sys.displayhook");
        }
        return false;
    }
    Ref result = value_call(ts, borrow(hook), &v, 1);
    ref_drop(ts, hook);
    if (ref_is_null(result)) {
        return false;
    }
    ref_drop(ts, result);
    register_consume(ts, frame, operand_a(word));
    return true;
}
