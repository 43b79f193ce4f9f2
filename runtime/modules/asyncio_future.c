// asyncio.Future: a result that is not there yet, for one loop.
//
//     PENDING --set_result, set_exception--> FINISHED
//             --cancel--> CANCELLED
//
// The state moves once, under the object lock; whoever has moved it hands the callbacks
// (asyncio_callbacks.c) to the loop.
#include "runtime/modules/asyncio.h"
#include "runtime/modules/context.h"
#include "runtime/objects/generic_alias.h"
#include "vm/exec/call.h"
#include "vm/object/exceptions.h"
#include "vm/object/heap.h"
#include "vm/object/native.h"
#include "vm/object/protocol.h"

// --- making ---------------------------------------------------------------------------------

#define FIELD_COUNT 10

// Where the fields that are values stand, for those who treat them all alike.
static inline void list_fields(Future *f, Value *fields[FIELD_COUNT]) {
    Value *all[FIELD_COUNT] = {&f->loop,
                               &f->callback,
                               &f->callback_context,
                               &f->more_callbacks,
                               &f->result,
                               &f->exception,
                               &f->exception_traceback,
                               &f->cancel_message,
                               &f->cancelled_error,
                               &f->source_traceback};
    for (int i = 0; i < FIELD_COUNT; i++) {
        fields[i] = all[i];
    }
}

// __init__ is called again: as if for the first time.
static void reset(ThreadState *ts, Future *future) ATTACHED RUNS_GUEST {
    Value *fields[FIELD_COUNT];
    list_fields(future, fields);
    for (int i = 0; i < FIELD_COUNT; i++) {
        field_set(ts, future, fields[i], NO_REF);
    }
    store_relaxed(&future->is_blocking, false);
    store_relaxed(&future->is_unretrieved, false);
    store_release(&future->state, FUTURE_PENDING);
}

bool future_initialize(ThreadState *ts, Future *future, Value loop) {
    Ref found = value_is_null(loop) || value_is_none(loop)
                    ? asyncio_call_helper(ts, "asyncio.events", "get_event_loop", NULL, 0)
                    : ref_take(ts, loop);
    if (ref_is_null(found)) {
        return false;
    }
    if (!value_is_null(slot_load(&future->loop))) {
        reset(ts, future);
    }
    int is_debug = loop_is_debug(ts, borrow(found));
    field_set(ts, future, &future->loop, found);
    if (is_debug > 0) {
        Ref stack =
            asyncio_call_helper(ts, "asyncio.format_helpers", "_creation_stack", NULL, 0);
        is_debug = ref_is_null(stack) ? -1 : 1;
        field_set(ts, future, &future->source_traceback, stack);
    }
    return is_debug >= 0;
}

Ref future_new(ThreadState *ts, Value loop) {
    PlainFuture *future = object_new(ts, builtin_type(ts, KIND_FUTURE), sizeof *future);
    if (!future) {
        return NO_REF;
    }
    Ref made = object_ref(future);
    if (!future_initialize(ts, &future->future, loop)) {
        ref_drop(ts, made);
        return NO_REF;
    }
    return made;
}

static Ref future_make(ThreadState *ts, const Value *a) ATTACHED {
    Type *type = (Type *)value_object(a[0]);
    Object *future = object_new(ts, type, type->instance_size);
    return future ? object_ref(future) : NO_REF;
}

static Ref future_init(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    return future_initialize(ts, as_future(a[0]), a[1]) ? owned(NONE) : NO_REF;
}

Ref future_take_loop(ThreadState *ts, Future *future) {
    Ref loop = field_take(ts, future, &future->loop);
    return ref_is_null(loop)
               ? raise_error(ts, EXC_RUNTIME_ERROR, "Future object is not initialized.")
               : loop;
}

bool future_check_loop(ThreadState *ts, Future *future) {
    Ref loop = future_take_loop(ts, future);
    ref_drop(ts, loop);
    return !ref_is_null(loop);
}

// --- ending ---------------------------------------------------------------------------------

// Moves the state, putting what comes with it into `field`; takes the reference. False if the
// future has ended already.
static bool end(ThreadState *ts, Future *future, FutureState state, Value *field,
                Ref value) ATTACHED RUNS_GUEST {
    object_lock(ts, &future->head);
    bool is_pending = future->state == FUTURE_PENDING;
    Value old = NO_VALUE;
    if (is_pending) {
        old = *field;
        slot_store(field, borrow(value));
        store_release(&future->state, state);
    }
    object_unlock(ts, &future->head);
    ref_drop(ts, is_pending ? owned(old) : value);
    return is_pending;
}

static bool raise_has_ended(ThreadState *ts) ATTACHED RUNS_GUEST {
    Ref text = str_from_text(ts, "invalid state");
    if (!ref_is_null(text)) {
        asyncio_raise(ts, "InvalidStateError", borrow(text));
    }
    ref_drop(ts, text);
    return false;
}

bool future_set_result(ThreadState *ts, Future *future, Value result) {
    if (!end(ts, future, FUTURE_FINISHED, &future->result, ref_take(ts, result))) {
        return raise_has_ended(ts);
    }
    return future_schedule_callbacks(ts, future);
}

int future_cancel(ThreadState *ts, Future *future, Value message) {
    if (!future_check_loop(ts, future)) {
        return -1;
    }
    store_relaxed(&future->is_unretrieved, false);
    if (!end(ts, future, FUTURE_CANCELLED, &future->cancel_message,
             take_if_given(ts, message))) {
        return 0;
    }
    return future_schedule_callbacks(ts, future) ? 1 : -1;
}

// StopIteration would end the generator that awaits: RuntimeError in its place.
static Ref replace_stop_iteration(ThreadState *ts, Ref stop) ATTACHED RUNS_GUEST {
    raise_error(ts, EXC_RUNTIME_ERROR,
                "StopIteration interacts badly with generators and cannot be raised into a "
                "Future");
    Ref error = error_fetch(ts);
    Exception *exception = (Exception *)(void *)value_object(borrow(error));
    field_set(ts, exception, &exception->cause, ref_take(ts, borrow(stop)));
    field_set(ts, exception, &exception->context, stop);
    return error;
}

// The exception that set_exception(v) means. NO_REF with TypeError if it means none.
static Ref exception_from(ThreadState *ts, Value v) ATTACHED RUNS_GUEST {
    Ref exception =
        value_has_layout(ts, v, KIND_TYPE) ? value_call(ts, v, NULL, 0) : ref_take(ts, v);
    if (!ref_is_null(exception) && !value_has_layout(ts, borrow(exception), KIND_EXCEPTION)) {
        ref_drop(ts, exception);
        return raise_error(ts, EXC_TYPE_ERROR, "invalid exception object");
    }
    if (!ref_is_null(exception) && type_is_subtype(value_type(ts, borrow(exception)),
                                                   exception_type(ts, EXC_STOP_ITERATION))) {
        return replace_stop_iteration(ts, exception);
    }
    return exception;
}

bool future_set_exception(ThreadState *ts, Future *future, Value v) {
    if (load_acquire(&future->state) != FUTURE_PENDING) {
        return raise_has_ended(ts);
    }
    Ref held = exception_from(ts, v);
    if (ref_is_null(held)) {
        return false;
    }
    Exception *exception = (Exception *)(void *)value_object(borrow(held));
    Ref traceback = field_take(ts, exception, &exception->traceback);
    if (!end(ts, future, FUTURE_FINISHED, &future->exception, held)) {
        ref_drop(ts, traceback);
        return raise_has_ended(ts);
    }
    field_set(ts, future, &future->exception_traceback, traceback);
    bool ok = future_schedule_callbacks(ts, future);
    store_relaxed(&future->is_unretrieved, true);
    return ok;
}

static Ref set_result(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    Future *future = as_future(a[0]);
    return future_check_loop(ts, future) && future_set_result(ts, future, a[1]) ? owned(NONE)
                                                                                : NO_REF;
}

static Ref set_exception(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    Future *future = as_future(a[0]);
    return future_check_loop(ts, future) && future_set_exception(ts, future, a[1]) ? owned(NONE)
                                                                                   : NO_REF;
}

static Ref cancel(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    int is_cancelled = future_cancel(ts, as_future(a[0]), a[1]);
    return is_cancelled < 0 ? NO_REF : owned(value_bool(is_cancelled));
}

// --- asking ---------------------------------------------------------------------------------

Ref future_make_cancelled_error(ThreadState *ts, Future *future) {
    Ref error = field_exchange(ts, future, &future->cancelled_error, NO_REF);
    if (!ref_is_null(error)) {
        return error;
    }
    Ref message = field_take(ts, future, &future->cancel_message);
    Value argument = borrow(message);
    bool has_message = !ref_is_null(message) && !value_is_none(argument);
    error =
        asyncio_call_helper(ts, "asyncio.exceptions", "CancelledError", &argument, has_message);
    ref_drop(ts, message);
    return error;
}

static Ref raise_not_there(ThreadState *ts, Future *future, const char *words) ATTACHED {
    Ref loop = field_take(ts, future, &future->loop);
    Ref text =
        str_from_text(ts, ref_is_null(loop) ? "Future object is not initialized." : words);
    ref_drop(ts, loop);
    Ref result =
        ref_is_null(text) ? NO_REF : asyncio_raise(ts, "InvalidStateError", borrow(text));
    ref_drop(ts, text);
    return result;
}

// Raises the exception of a cancelled future. Always NO_REF.
static Ref raise_cancelled(ThreadState *ts, Future *future) ATTACHED RUNS_GUEST {
    Ref error = future_make_cancelled_error(ts, future);
    return ref_is_null(error) ? NO_REF : raise_exception(ts, error);
}

Ref future_result(ThreadState *ts, Future *future) {
    uint32_t state = load_acquire(&future->state);
    if (state == FUTURE_CANCELLED) {
        return raise_cancelled(ts, future);
    }
    if (state != FUTURE_FINISHED) {
        return raise_not_there(ts, future, "Result is not set.");
    }
    store_relaxed(&future->is_unretrieved, false);
    Ref exception = field_take(ts, future, &future->exception);
    if (ref_is_null(exception)) {
        return field_or_none(ts, future, &future->result);
    }
    // As often as it is raised it begins with the traceback it came with.
    Ref traceback = field_exchange(ts, future, &future->exception_traceback, NO_REF);
    Exception *raised = (Exception *)(void *)value_object(borrow(exception));
    field_set(ts, raised, &raised->traceback, traceback);
    return raise_exception(ts, exception);
}

static Ref result(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    return future_result(ts, as_future(a[0]));
}

static Ref exception(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    Future *future = as_future(a[0]);
    uint32_t state = load_acquire(&future->state);
    if (state == FUTURE_CANCELLED) {
        return raise_cancelled(ts, future);
    }
    if (state != FUTURE_FINISHED) {
        return raise_not_there(ts, future, "Exception is not set.");
    }
    store_relaxed(&future->is_unretrieved, false);
    return field_or_none(ts, future, &future->exception);
}

static Ref make_cancelled_error(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    return future_make_cancelled_error(ts, as_future(a[0]));
}

static Ref cancelled(ThreadState *ts, const Value *a) ATTACHED {
    (void)ts;
    return owned(value_bool(load_acquire(&as_future(a[0])->state) == FUTURE_CANCELLED));
}

static Ref done(ThreadState *ts, const Value *a) ATTACHED {
    (void)ts;
    return owned(value_bool(load_acquire(&as_future(a[0])->state) != FUTURE_PENDING));
}

static Ref method_get_loop(ThreadState *ts, const Value *a) ATTACHED {
    return future_take_loop(ts, as_future(a[0]));
}

static Ref class_getitem(ThreadState *ts, const Value *a) ATTACHED {
    return generic_alias_new(ts, a[0], a[1]);
}

// --- attributes -----------------------------------------------------------------------------

static Ref get_loop(ThreadState *ts, Value self) ATTACHED {
    return field_or_none(ts, as_future(self), &as_future(self)->loop);
}

static Ref get_state(ThreadState *ts, Value self) ATTACHED {
    static const char *const NAMES[] = {"PENDING", "CANCELLED", "FINISHED"};
    return future_check_loop(ts, as_future(self))
               ? str_intern_text(ts, NAMES[load_acquire(&as_future(self)->state)])
               : NO_REF;
}

static Ref get_result(ThreadState *ts, Value self) ATTACHED {
    return field_or_none(ts, as_future(self), &as_future(self)->result);
}

static Ref get_exception(ThreadState *ts, Value self) ATTACHED {
    return field_or_none(ts, as_future(self), &as_future(self)->exception);
}

static Ref get_source_traceback(ThreadState *ts, Value self) ATTACHED {
    return field_or_none(ts, as_future(self), &as_future(self)->source_traceback);
}

static Ref get_cancel_message(ThreadState *ts, Value self) ATTACHED {
    return field_or_none(ts, as_future(self), &as_future(self)->cancel_message);
}

static bool raise_cannot_delete(ThreadState *ts) ATTACHED {
    raise_error(ts, EXC_ATTRIBUTE_ERROR, "cannot delete attribute");
    return false;
}

static bool set_cancel_message(ThreadState *ts, Value self, Value value) ATTACHED {
    if (value_is_null(value)) {
        return raise_cannot_delete(ts);
    }
    field_set(ts, as_future(self), &as_future(self)->cancel_message, ref_take(ts, value));
    return true;
}

static Ref get_blocking(ThreadState *ts, Value self) ATTACHED {
    (void)ts;
    return owned(value_bool(load_relaxed(&as_future(self)->is_blocking)));
}

static bool set_blocking(ThreadState *ts, Value self, Value value) ATTACHED RUNS_GUEST {
    if (!future_check_loop(ts, as_future(self))) {
        return false;
    }
    int is_true = value_is_null(value) ? -1 : value_truth(ts, value);
    if (is_true >= 0) {
        store_relaxed(&as_future(self)->is_blocking, is_true > 0);
    }
    return is_true >= 0 || (value_is_null(value) && raise_cannot_delete(ts));
}

static Ref get_log_traceback(ThreadState *ts, Value self) ATTACHED {
    (void)ts;
    return owned(value_bool(load_relaxed(&as_future(self)->is_unretrieved)));
}

static bool set_log_traceback(ThreadState *ts, Value self, Value value) ATTACHED RUNS_GUEST {
    if (value_is_null(value)) {
        return raise_cannot_delete(ts);
    }
    int is_true = value_truth(ts, value);
    if (is_true > 0) {
        raise_error(ts, EXC_VALUE_ERROR, "_log_traceback can only be set to False");
    } else if (is_true == 0) {
        store_relaxed(&as_future(self)->is_unretrieved, false);
    }
    return is_true == 0;
}

// --- slots ----------------------------------------------------------------------------------

static Ref future_repr(ThreadState *ts, Value self) ATTACHED RUNS_GUEST {
    return future_check_loop(ts, as_future(self))
               ? asyncio_call_helper(ts, "asyncio.futures", "_future_repr", &self, 1)
               : NO_REF;
}

static Ref future_await(ThreadState *ts, Value self) ATTACHED {
    return future_check_loop(ts, as_future(self)) ? future_iterate(ts, self) : NO_REF;
}

void future_finalize(ThreadState *ts, Value self) {
    if (!load_relaxed(&as_future(self)->is_unretrieved)) {
        return;
    }
    store_relaxed(&as_future(self)->is_unretrieved, false);
    asyncio_report(ts, "asyncio.futures", "_report_unretrieved", self);
}

static Ref method_del(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    future_finalize(ts, a[0]);
    return owned(NONE);
}

void future_destroy(ThreadState *ts, Object *self) {
    Value *fields[FIELD_COUNT];
    list_fields((Future *)(void *)self, fields);
    attributes_destroy(ts, self);
    for (int i = 0; i < FIELD_COUNT; i++) {
        Value held = *fields[i];
        slot_store(fields[i], NO_VALUE);
        value_drop(ts, held);
    }
}

void future_traverse(Object *self, Visitor visit, void *context) {
    Value *fields[FIELD_COUNT];
    list_fields((Future *)(void *)self, fields);
    attributes_traverse(self, visit, context);
    for (int i = 0; i < FIELD_COUNT; i++) {
        visit(*fields[i], context);
    }
}

// --- the type -------------------------------------------------------------------------------

static const NativeDef METHODS[] = {
    {"__new__(cls, /, *args, **kwargs)", future_make, NULL,
     NATIVE_STATIC_METHOD | NATIVE_IGNORES_ARGUMENTS},
    {"__init__(self, *, loop=None)", future_init,
     "Initialize self.  See help(type(self)) for accurate signature.", 0},
    {"__del__(self, /)", method_del, "Called when the instance is about to be destroyed.", 0},
    {"result(self, /)", result, "Return the result this future represents.", 0},
    {"exception(self, /)", exception, "Return the exception that was set on this future.", 0},
    {"set_result(self, result, /)", set_result, "Mark the future done and set its result.", 0},
    {"set_exception(self, exception, /)", set_exception,
     "Mark the future done and set an exception.", 0},
    {"add_done_callback(self, fn, /, *, context=None)", future_add_done_callback,
     "Add a callback to be run when the future becomes done.", 0},
    {"remove_done_callback(self, fn, /)", future_remove_done_callback,
     "Remove all instances of a callback from the \"call when done\" list.", 0},
    {"cancel(self, msg=None)", cancel, "Cancel the future and schedule callbacks.", 0},
    {"cancelled(self, /)", cancelled, "Return True if the future was cancelled.", 0},
    {"done(self, /)", done, "Return True if the future is done.", 0},
    {"get_loop(self, /)", method_get_loop, "Return the event loop the Future is bound to.", 0},
    {"_make_cancelled_error(self, /)", make_cancelled_error,
     "Create the CancelledError to raise if the Future is cancelled.", 0},
    {"__class_getitem__(cls, object, /)", class_getitem, "See PEP 585", NATIVE_CLASS_METHOD},
    {NULL, NULL, NULL, 0},
};

static const GetSetDef ATTRIBUTES[] = {
    {"_state", get_state, NULL, NULL},
    {"_asyncio_future_blocking", get_blocking, set_blocking, NULL},
    {"_loop", get_loop, NULL, NULL},
    {"_callbacks", future_get_callbacks, NULL, NULL},
    {"_result", get_result, NULL, NULL},
    {"_exception", get_exception, NULL, NULL},
    {"_log_traceback", get_log_traceback, set_log_traceback, NULL},
    {"_source_traceback", get_source_traceback, NULL, NULL},
    {"_cancel_message", get_cancel_message, set_cancel_message, NULL},
    {NULL, NULL, NULL, NULL},
};

const TypeSpec future_type_spec = {
    .name = "_asyncio.Future",
    .kind = KIND_FUTURE,
    .base = KIND_INSTANCE,
    .size = sizeof(PlainFuture),
    .flags = TYPE_BASE | TYPE_DEFINES_NEW,
    .attributes_offset = offsetof(PlainFuture, attributes),
    .slots =
        {
            .destroy = future_destroy,
            .traverse = future_traverse,
            .finalize = future_finalize,
            .repr = future_repr,
            .iterate = future_await,
            .await = future_await,
        },
    .methods = METHODS,
    .attributes = ATTRIBUTES,
    .doc = "This class is *almost* compatible with concurrent.futures.Future.",
};
