// asyncio.Handle: a call that a loop is going to make, in a context; what call_soon() gives.
//
// The handles of futures' callbacks have one argument, those of steps none: these need no
// tuple. Whoever runs a handle takes references to what it calls, since the call may cancel it.
#include "runtime/modules/asyncio.h"
#include "runtime/modules/context.h"
#include "vm/exec/call.h"
#include "vm/object/exceptions.h"
#include "vm/object/heap.h"
#include "vm/object/native.h"
#include "vm/object/protocol.h"

static Handle *as_handle(Value v) {
    return (Handle *)(void *)value_object(v);
}

// --- making ---------------------------------------------------------------------------------

Ref handle_new(ThreadState *ts, Value loop, Value callback, Value arguments, Value argument,
               Value context) {
    bool has_context = !value_is_null(context) && !value_is_none(context);
    Ref own_context = has_context ? ref_take(ts, context) : context_copy_current(ts);
    Handle *handle = ref_is_null(own_context)
                         ? NULL
                         : object_new(ts, builtin_type(ts, KIND_LOOP_HANDLE), sizeof *handle);
    if (!handle) {
        ref_drop(ts, own_context);
        return NO_REF;
    }
    handle->context = borrow(own_context);
    handle->loop = borrow(ref_take(ts, loop));
    handle->callback = borrow(ref_take(ts, callback));
    handle->arguments = borrow(take_if_given(ts, arguments));
    handle->argument = borrow(take_if_given(ts, argument));
    return object_ref(handle);
}

static Ref handle_make(ThreadState *ts, const Value *a) ATTACHED {
    Type *type = (Type *)value_object(a[0]);
    Object *handle = object_new(ts, type, type->instance_size);
    return handle ? object_ref(handle) : NO_REF;
}

// __init__(self, callback, args, loop, context=None)
static Ref handle_init(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    Handle *handle = as_handle(a[0]);
    bool has_context = !value_is_null(a[4]) && !value_is_none(a[4]);
    Ref context = has_context ? ref_take(ts, a[4]) : context_copy_current(ts);
    Ref arguments =
        value_is(a[2], KIND_TUPLE) ? ref_take(ts, a[2]) : tuple_from_iterable(ts, a[2]);
    int is_debug =
        ref_is_null(context) || ref_is_null(arguments) ? -1 : loop_is_debug(ts, a[3]);
    Ref stack = is_debug <= 0 ? NO_REF
                              : asyncio_call_helper(ts, "asyncio.format_helpers",
                                                    "_creation_stack", NULL, 0);
    if (is_debug < 0 || (is_debug && ref_is_null(stack))) {
        ref_drop(ts, context);
        ref_drop(ts, arguments);
        return NO_REF;
    }
    field_set(ts, handle, &handle->context, context);
    field_set(ts, handle, &handle->arguments, arguments);
    field_set(ts, handle, &handle->argument, NO_REF);
    field_set(ts, handle, &handle->callback, ref_take(ts, a[1]));
    field_set(ts, handle, &handle->loop, ref_take(ts, a[3]));
    field_set(ts, handle, &handle->source_traceback, stack);
    field_set(ts, handle, &handle->text, NO_REF);
    store_relaxed(&handle->is_cancelled, false);
    return owned(NONE);
}

// --- running --------------------------------------------------------------------------------

// callback(*arguments); the context is entered.
static Ref call_back(ThreadState *ts, Handle *handle, Value callback) ATTACHED RUNS_GUEST {
    Ref arguments = field_take(ts, handle, &handle->arguments);
    Ref argument = field_take(ts, handle, &handle->argument);
    Ref result;
    if (ref_is_null(arguments)) {
        Value only = borrow(argument);
        result = value_call(ts, callback, &only, !ref_is_null(argument));
    } else {
        const Tuple *all = (const Tuple *)(void *)value_object(borrow(arguments));
        result = value_call(ts, callback, all->items, (size_t)all->length);
    }
    ref_drop(ts, argument);
    ref_drop(ts, arguments);
    return result;
}

static Ref get_arguments(ThreadState *ts, Value self) ATTACHED;

// context.run(callback, *arguments), for what is no Context.
static Ref call_in_other(ThreadState *ts, Handle *handle, Value context,
                         Value callback) ATTACHED RUNS_GUEST {
    Ref run = value_get_attribute_text(ts, context, "run");
    Ref arguments = ref_is_null(run) ? NO_REF : get_arguments(ts, object_value(handle));
    Ref first = ref_is_null(arguments) ? NO_REF : tuple_from_array(ts, &callback, 1);
    Ref all = ref_is_null(first)
                  ? NO_REF
                  : value_binary(ts, BINARY_ADD, borrow(first), borrow(arguments));
    Ref result =
        ref_is_null(all) ? NO_REF : value_call_unpacked(ts, borrow(run), borrow(all), NO_VALUE);
    ref_drop(ts, all);
    ref_drop(ts, first);
    ref_drop(ts, arguments);
    ref_drop(ts, run);
    return result;
}

// What the call has raised is set: reports it, unless it ends the program.
static bool report(ThreadState *ts, Handle *handle) ATTACHED RUNS_GUEST {
    if (error_matches(ts, EXC_SYSTEM_EXIT) || error_matches(ts, EXC_KEYBOARD_INTERRUPT)) {
        return false;
    }
    Ref error = error_fetch(ts);
    Value given[] = {object_value(handle), borrow(error)};
    Ref result = asyncio_call_helper(ts, "asyncio.events", "_report_failure", given, 2);
    ref_drop(ts, error);
    ref_drop(ts, result);
    return !ref_is_null(result);
}

bool handle_run(ThreadState *ts, Handle *handle) {
    Ref callback = field_or_none(ts, handle, &handle->callback);
    Ref context = field_or_none(ts, handle, &handle->context);
    Ref result = NO_REF;
    Value outer;
    if (!value_is(borrow(context), KIND_CONTEXT)) {
        result = call_in_other(ts, handle, borrow(context), borrow(callback));
    } else if (context_enter(ts, borrow(context), &outer)) {
        result = call_back(ts, handle, borrow(callback));
        context_leave(ts, outer);
    }
    ref_drop(ts, context);
    ref_drop(ts, callback);
    bool ok = !ref_is_null(result) || report(ts, handle);
    ref_drop(ts, result);
    return ok;
}

static Ref method_run(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    return handle_run(ts, as_handle(a[0])) ? owned(NONE) : NO_REF;
}

// --- other methods --------------------------------------------------------------------------

static Ref cancel(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    Handle *handle = as_handle(a[0]);
    if (load_relaxed(&handle->is_cancelled)) {
        return owned(NONE);
    }
    store_relaxed(&handle->is_cancelled, true);
    Ref loop = field_or_none(ts, handle, &handle->loop);
    int is_debug = loop_is_debug(ts, borrow(loop));
    ref_drop(ts, loop);
    Ref text = is_debug > 0 ? value_repr(ts, a[0]) : NO_REF; // while the callback is known
    if (is_debug < 0 || (is_debug && ref_is_null(text))) {
        return NO_REF;
    }
    field_set(ts, handle, &handle->text, text);
    field_set(ts, handle, &handle->callback, NO_REF);
    field_set(ts, handle, &handle->argument, NO_REF);
    field_set(ts, handle, &handle->arguments, NO_REF);
    return owned(NONE);
}

static Ref cancelled(ThreadState *ts, const Value *a) ATTACHED {
    (void)ts;
    return owned(value_bool(load_relaxed(&as_handle(a[0])->is_cancelled)));
}

static Ref get_context(ThreadState *ts, Value self) ATTACHED {
    return field_or_none(ts, as_handle(self), &as_handle(self)->context);
}

static Ref method_get_context(ThreadState *ts, const Value *a) ATTACHED {
    return get_context(ts, a[0]);
}

static Ref repr_info(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    return asyncio_call_helper(ts, "asyncio.events", "_handle_repr_info", a, 1);
}

static Ref handle_repr(ThreadState *ts, Value self) ATTACHED RUNS_GUEST {
    Ref text = field_take(ts, as_handle(self), &as_handle(self)->text);
    return ref_is_null(text)
               ? asyncio_call_helper(ts, "asyncio.events", "_handle_repr", &self, 1)
               : text;
}

// --- attributes and slots -------------------------------------------------------------------

static Ref get_callback(ThreadState *ts, Value self) ATTACHED {
    return field_or_none(ts, as_handle(self), &as_handle(self)->callback);
}

static Ref get_loop(ThreadState *ts, Value self) ATTACHED {
    return field_or_none(ts, as_handle(self), &as_handle(self)->loop);
}

static Ref get_source_traceback(ThreadState *ts, Value self) ATTACHED {
    return field_or_none(ts, as_handle(self), &as_handle(self)->source_traceback);
}

static Ref get_cancelled(ThreadState *ts, Value self) ATTACHED {
    return cancelled(ts, &self);
}

// As a tuple; None once cancelled.
static Ref get_arguments(ThreadState *ts, Value self) ATTACHED {
    Handle *handle = as_handle(self);
    if (load_relaxed(&handle->is_cancelled) && value_is_null(slot_load(&handle->callback))) {
        return owned(NONE);
    }
    Ref arguments = field_take(ts, handle, &handle->arguments);
    if (!ref_is_null(arguments)) {
        return arguments;
    }
    Ref argument = field_take(ts, handle, &handle->argument);
    Value only = borrow(argument);
    Ref tuple = tuple_from_array(ts, &only, !ref_is_null(argument));
    ref_drop(ts, argument);
    return tuple;
}

static void handle_destroy(ThreadState *ts, Object *self) ATTACHED RUNS_GUEST {
    Handle *handle = (Handle *)(void *)self;
    value_drop(ts, handle->loop);
    value_drop(ts, handle->callback);
    value_drop(ts, handle->arguments);
    value_drop(ts, handle->argument);
    value_drop(ts, handle->context);
    value_drop(ts, handle->source_traceback);
    value_drop(ts, handle->text);
}

static void handle_traverse(Object *self, Visitor visit, void *context) {
    Handle *handle = (Handle *)(void *)self;
    visit(handle->loop, context);
    visit(handle->callback, context);
    visit(handle->arguments, context);
    visit(handle->argument, context);
    visit(handle->context, context);
    visit(handle->source_traceback, context);
    visit(handle->text, context);
}

// --- the type -------------------------------------------------------------------------------

static const NativeDef METHODS[] = {
    {"__new__(cls, /, *args, **kwargs)", handle_make, NULL,
     NATIVE_STATIC_METHOD | NATIVE_IGNORES_ARGUMENTS},
    {"__init__(self, callback, args, loop, context=None)", handle_init,
     "Initialize self.  See help(type(self)) for accurate signature.", 0},
    {"_run(self)", method_run, "Make the call.", 0},
    {"_repr_info(self)", repr_info, "The words of the repr.", 0},
    {"cancel(self)", cancel, "The call will not be made.", 0},
    {"cancelled(self)", cancelled, "Whether the call was cancelled.", 0},
    {"get_context(self)", method_get_context, "The context the call is made in.", 0},
    {NULL, NULL, NULL, 0},
};

static const GetSetDef ATTRIBUTES[] = {
    {"_callback", get_callback, NULL, NULL},
    {"_args", get_arguments, NULL, NULL},
    {"_cancelled", get_cancelled, NULL, NULL},
    {"_loop", get_loop, NULL, NULL},
    {"_source_traceback", get_source_traceback, NULL, NULL},
    {"_context", get_context, NULL, NULL},
    {NULL, NULL, NULL, NULL},
};

const TypeSpec handle_type_spec = {
    .name = "asyncio.events.Handle",
    .kind = KIND_LOOP_HANDLE,
    .base = KIND_INSTANCE,
    .size = sizeof(Handle),
    .flags = TYPE_BASE | TYPE_DEFINES_NEW,
    .slots =
        {
            .destroy = handle_destroy,
            .traverse = handle_traverse,
            .repr = handle_repr,
        },
    .methods = METHODS,
    .attributes = ATTRIBUTES,
    .doc = "A call that a loop is going to make; what call_soon() gives.",
};
