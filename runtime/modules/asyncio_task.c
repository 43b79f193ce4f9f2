// asyncio.Task: a future that drives a coroutine. Its steps are in asyncio_step.c.
//
// Cancelling a task that waits cancels what it waits for; the CancelledError then comes up
// through the coroutine, whose finally blocks run as for any exception.
#include "runtime/modules/asyncio.h"
#include "runtime/modules/context.h"
#include "runtime/objects/runtime_state.h"
#include "vm/exec/call.h"
#include "vm/object/exceptions.h"
#include "vm/object/heap.h"
#include "vm/object/native.h"
#include "vm/object/protocol.h"

// --- making ---------------------------------------------------------------------------------

static Ref task_make(ThreadState *ts, const Value *a) ATTACHED {
    Type *type = (Type *)value_object(a[0]);
    Task *task = object_new(ts, type, type->instance_size);
    if (!task) {
        return NO_REF;
    }
    task->reports_destruction = false; // until it has a coroutine
    return object_ref(task);
}

// TypeError if v is nothing that a task can drive.
static bool check_coroutine(ThreadState *ts, Value v) ATTACHED RUNS_GUEST {
    if (value_is(v, KIND_COROUTINE)) {
        return true;
    }
    Ref answer = asyncio_call_helper(ts, "asyncio.coroutines", "iscoroutine", &v, 1);
    int is_coroutine = ref_is_null(answer) ? -1 : value_truth(ts, borrow(answer));
    ref_drop(ts, answer);
    if (is_coroutine == 0) {
        raise_error_repr(ts, EXC_TYPE_ERROR, "a coroutine was expected, got ", v, "");
    }
    return is_coroutine > 0;
}

// The name for __init__'s argument: a number stands for "Task-7" until somebody asks.
static Ref name_from(ThreadState *ts, Value name) ATTACHED RUNS_GUEST {
    if (value_is_null(name) || value_is_none(name)) {
        uint64_t *next = &runtime_state(ts)->next_task_number;
        return owned(value_from_int((int64_t)add_relaxed(next, 1) + 1));
    }
    return value_is(name, KIND_STR) ? ref_take(ts, name) : value_str(ts, name);
}

// Whether the first step is taken at once: 0, 1, -1.
static int starts_eagerly(ThreadState *ts, Value loop, Value eager_start) ATTACHED RUNS_GUEST {
    int is_asked = value_is_null(eager_start) ? 0 : value_truth(ts, eager_start);
    if (is_asked <= 0) {
        return is_asked;
    }
    Ref answer = value_call_method_text(ts, loop, "is_running", NULL, 0);
    int is_running = ref_is_null(answer) ? -1 : value_truth(ts, borrow(answer));
    ref_drop(ts, answer);
    return is_running;
}

// Sets what a task has beyond a future; takes the reference to the name.
static bool set_up_fields(ThreadState *ts, Task *task, Value coroutine, Value context,
                          Ref name) ATTACHED RUNS_GUEST {
    Ref own_context = value_is_null(context) || value_is_none(context)
                          ? context_copy_current(ts)
                          : ref_take(ts, context);
    if (ref_is_null(own_context)) {
        ref_drop(ts, name);
        return false;
    }
    field_set(ts, task, &task->name, name);
    field_set(ts, task, &task->context, own_context);
    field_set(ts, task, &task->coroutine, ref_take(ts, coroutine));
    field_set(ts, task, &task->waiter, NO_REF);
    store_relaxed(&task->must_cancel, false);
    store_relaxed(&task->n_cancels, 0);
    store_relaxed(&task->reports_destruction, true);
    return true;
}

// __init__(self, coro, *, loop, name, context, eager_start)
static Ref task_init(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    Task *task = as_task(a[0]);
    loop_unregister(ts, task);
    if (!future_initialize(ts, &task->future, a[2]) || !check_coroutine(ts, a[1])) {
        store_relaxed(&task->reports_destruction, false);
        return NO_REF;
    }
    Ref name = name_from(ts, a[3]);
    if (ref_is_null(name) || !set_up_fields(ts, task, a[1], a[4], name)) {
        return NO_REF;
    }
    Ref loop = field_take(ts, task, &task->future.loop);
    int is_eager = starts_eagerly(ts, borrow(loop), a[5]);
    bool ok = is_eager >= 0;
    if (is_eager > 0) {
        ok = task_start_eagerly(ts, task);
    } else if (ok) {
        Ref step = task_step_new(ts, task, NO_VALUE);
        Ref context = field_take(ts, task, &task->context);
        ok = !ref_is_null(step) &&
             loop_call_soon(ts, borrow(loop), borrow(step), NO_VALUE, borrow(context)) &&
             loop_register(ts, task);
        ref_drop(ts, context);
        ref_drop(ts, step);
    }
    ref_drop(ts, loop);
    return ok ? owned(NONE) : NO_REF;
}

// --- cancelling -----------------------------------------------------------------------------

// Cancels what the task waits for: 1 if that will wake the task, 0, -1.
static int cancel_waiter(ThreadState *ts, Value waiter, Value message) ATTACHED RUNS_GUEST {
    if (value_is(waiter, KIND_FUTURE)) {
        return future_cancel(ts, as_future(waiter), message);
    }
    Ref answer = asyncio_call_method_with(ts, waiter, "cancel", NULL, 0, "msg",
                                          value_is_null(message) ? NONE : message);
    int is_cancelled = ref_is_null(answer) ? -1 : value_truth(ts, borrow(answer));
    ref_drop(ts, answer);
    return is_cancelled;
}

static Ref cancel(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    Task *task = as_task(a[0]);
    store_relaxed(&task->future.is_unretrieved, false);
    if (load_acquire(&task->future.state) != FUTURE_PENDING) {
        return owned(FALSE_VALUE);
    }
    store_relaxed(&task->n_cancels, load_relaxed(&task->n_cancels) + 1);
    Ref waiter = field_take(ts, task, &task->waiter);
    if (!ref_is_null(waiter)) {
        int is_cancelled = native_enter(ts, "") ? cancel_waiter(ts, borrow(waiter), a[1]) : -2;
        if (is_cancelled > -2) {
            native_leave(ts);
        }
        ref_drop(ts, waiter);
        if (is_cancelled) {
            return is_cancelled < 0 ? NO_REF : owned(TRUE_VALUE);
        }
    }
    store_relaxed(&task->must_cancel, true);
    field_set(ts, task, &task->future.cancel_message, take_if_given(ts, a[1]));
    return owned(TRUE_VALUE);
}

static Ref cancelling(ThreadState *ts, const Value *a) ATTACHED {
    (void)ts;
    return owned(value_from_int(load_relaxed(&as_task(a[0])->n_cancels)));
}

static Ref uncancel(ThreadState *ts, const Value *a) ATTACHED {
    (void)ts;
    Task *task = as_task(a[0]);
    int64_t n = load_relaxed(&task->n_cancels);
    if (n > 0) {
        store_relaxed(&task->n_cancels, --n);
        if (n == 0) {
            store_relaxed(&task->must_cancel, false);
        }
    }
    return owned(value_from_int(n));
}

// --- other methods --------------------------------------------------------------------------

static Ref set_result(ThreadState *ts, const Value *a) ATTACHED {
    (void)a;
    return raise_error(ts, EXC_RUNTIME_ERROR, "Task does not support set_result operation");
}

static Ref set_exception(ThreadState *ts, const Value *a) ATTACHED {
    (void)a;
    return raise_error(ts, EXC_RUNTIME_ERROR, "Task does not support set_exception operation");
}

static Ref get_stack(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    Value given[] = {a[0], value_is_null(a[1]) ? NONE : a[1]};
    return asyncio_call_helper(ts, "asyncio.task", "_task_get_stack", given, 2);
}

static Ref print_stack(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    Value given[] = {a[0], value_is_null(a[1]) ? NONE : a[1],
                     value_is_null(a[2]) ? NONE : a[2]};
    return asyncio_call_helper(ts, "asyncio.task", "_task_print_stack", given, 3);
}

static Ref get_coroutine(ThreadState *ts, Value self) ATTACHED {
    return field_or_none(ts, as_task(self), &as_task(self)->coroutine);
}

static Ref get_coro(ThreadState *ts, const Value *a) ATTACHED {
    return get_coroutine(ts, a[0]);
}

static Ref get_context(ThreadState *ts, const Value *a) ATTACHED {
    return field_or_none(ts, as_task(a[0]), &as_task(a[0])->context);
}

static Ref get_name(ThreadState *ts, const Value *a) ATTACHED {
    Task *task = as_task(a[0]);
    Ref name = field_or_none(ts, task, &task->name);
    if (value_is_small_int(borrow(name))) {
        name = str_format(ts, "Task-%lld", (long long)value_to_int(borrow(name)));
        if (!ref_is_null(name)) {
            field_set(ts, task, &task->name, ref_take(ts, borrow(name)));
        }
    }
    return name;
}

static Ref set_name(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    Ref name = value_is(a[1], KIND_STR) ? ref_take(ts, a[1]) : value_str(ts, a[1]);
    if (ref_is_null(name)) {
        return NO_REF;
    }
    field_set(ts, as_task(a[0]), &as_task(a[0])->name, name);
    return owned(NONE);
}

// --- attributes and slots -------------------------------------------------------------------

static Ref get_waiter(ThreadState *ts, Value self) ATTACHED {
    return field_or_none(ts, as_task(self), &as_task(self)->waiter);
}

static Ref get_must_cancel(ThreadState *ts, Value self) ATTACHED {
    (void)ts;
    return owned(value_bool(load_relaxed(&as_task(self)->must_cancel)));
}

static Ref get_reports(ThreadState *ts, Value self) ATTACHED {
    (void)ts;
    return owned(value_bool(load_relaxed(&as_task(self)->reports_destruction)));
}

static bool set_reports(ThreadState *ts, Value self, Value value) ATTACHED RUNS_GUEST {
    if (value_is_null(value)) {
        raise_error(ts, EXC_ATTRIBUTE_ERROR, "cannot delete attribute");
        return false;
    }
    int is_true = value_truth(ts, value);
    if (is_true >= 0) {
        store_relaxed(&as_task(self)->reports_destruction, is_true > 0);
    }
    return is_true >= 0;
}

static Ref task_repr(ThreadState *ts, Value self) ATTACHED RUNS_GUEST {
    return asyncio_call_helper(ts, "asyncio.task", "_task_repr", &self, 1);
}

static void task_finalize(ThreadState *ts, Value self) ATTACHED RUNS_GUEST {
    Task *task = as_task(self);
    loop_unregister(ts, task); // even if it is brought back
    if (load_acquire(&task->future.state) == FUTURE_PENDING &&
        load_relaxed(&task->reports_destruction)) {
        store_relaxed(&task->reports_destruction, false);
        asyncio_report(ts, "asyncio.task", "_report_destroyed", self);
    }
    future_finalize(ts, self);
}

static Ref method_del(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    task_finalize(ts, a[0]);
    return owned(NONE);
}

static void task_destroy(ThreadState *ts, Object *self) ATTACHED RUNS_GUEST {
    Task *task = (Task *)(void *)self;
    loop_unregister(ts, task);
    Value *fields[] = {&task->coroutine, &task->context, &task->name, &task->waiter};
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        Value held = *fields[i];
        slot_store(fields[i], NO_VALUE);
        value_drop(ts, held);
    }
    future_destroy(ts, self);
}

static void task_traverse(Object *self, Visitor visit, void *context) {
    Task *task = (Task *)(void *)self;
    visit(task->coroutine, context);
    visit(task->context, context);
    visit(task->name, context);
    visit(task->waiter, context);
    future_traverse(self, visit, context);
}

// --- the type -------------------------------------------------------------------------------

static const NativeDef METHODS[] = {
    {"__new__(cls, /, *args, **kwargs)", task_make, NULL,
     NATIVE_STATIC_METHOD | NATIVE_IGNORES_ARGUMENTS},
    {"__init__(self, coro, *, loop=None, name=None, context=None, eager_start=False)",
     task_init, "Initialize self.  See help(type(self)) for accurate signature.", 0},
    {"__del__(self, /)", method_del, "Called when the instance is about to be destroyed.", 0},
    {"set_result(self, result, /)", set_result, NULL, 0},
    {"set_exception(self, exception, /)", set_exception, NULL, 0},
    {"cancel(self, msg=None)", cancel, "Request that this task cancel itself.", 0},
    {"cancelling(self, /)", cancelling, "Return the count of the task's cancellation requests.",
     0},
    {"uncancel(self, /)", uncancel, "Decrement the task's count of cancellation requests.", 0},
    {"get_stack(self, *, limit=None)", get_stack,
     "Return the list of stack frames for this task's coroutine.", 0},
    {"print_stack(self, *, limit=None, file=None)", print_stack,
     "Print the stack or traceback for this task's coroutine.", 0},
    {"get_coro(self, /)", get_coro, NULL, 0},
    {"get_context(self, /)", get_context, NULL, 0},
    {"get_name(self, /)", get_name, NULL, 0},
    {"set_name(self, value, /)", set_name, NULL, 0},
    {NULL, NULL, NULL, 0},
};

static const GetSetDef ATTRIBUTES[] = {
    {"_log_destroy_pending", get_reports, set_reports, NULL},
    {"_must_cancel", get_must_cancel, NULL, NULL},
    {"_coro", get_coroutine, NULL, NULL},
    {"_fut_waiter", get_waiter, NULL, NULL},
    {NULL, NULL, NULL, NULL},
};

const TypeSpec task_type_spec = {
    .name = "_asyncio.Task",
    .kind = KIND_TASK,
    .base = KIND_FUTURE,
    .size = sizeof(Task),
    .flags = TYPE_BASE | TYPE_DEFINES_NEW | TYPE_ADDS_FIELDS,
    .attributes_offset = offsetof(Task, attributes),
    .slots =
        {
            .destroy = task_destroy,
            .traverse = task_traverse,
            .finalize = task_finalize,
            .repr = task_repr,
        },
    .methods = METHODS,
    .attributes = ATTRIBUTES,
    .doc = "A coroutine wrapped in a Future.",
};
