// The steps of a task. A step resumes the coroutine until it awaits something that is not there
// yet; it then yields the future it waits for, and the task hangs its wakeup on that future:
//
//     step -> coroutine runs -> yields a future -> ... future done -> wakeup -> step -> ...
//
// A bare yield (sleep(0)) only lets others run: the next step is queued at once. The result or
// exception with which the coroutine ends becomes that of the task.
#include "runtime/modules/asyncio.h"
#include "runtime/modules/context.h"
#include "vm/exec/call.h"
#include "vm/exec/generator.h"
#include "vm/object/exceptions.h"
#include "vm/object/heap.h"
#include "vm/object/native.h"
#include "vm/object/protocol.h"

// A callable for one task. Both types are never changed once made.
typedef struct TaskCall {
    Object head;
    Value task;
    Value error; // of a step: what the coroutine is resumed with, or empty
} TaskCall;

static TaskCall *as_call(Value v) {
    return (TaskCall *)(void *)value_object(v);
}

static Ref call_new(ThreadState *ts, Kind kind, Task *task, Value error) ATTACHED {
    TaskCall *call = object_new(ts, builtin_type(ts, kind), sizeof *call);
    if (!call) {
        return NO_REF;
    }
    call->task = borrow(ref_take_object(ts, task));
    call->error = borrow(take_if_given(ts, error));
    return object_ref(call);
}

Ref task_step_new(ThreadState *ts, Task *task, Value error) {
    return call_new(ts, KIND_TASK_STEP, task, error);
}

// Queues the next step.
static bool call_step_soon(ThreadState *ts, Task *task, Value error) ATTACHED RUNS_GUEST {
    Ref loop = field_take(ts, task, &task->future.loop);
    Ref context = field_take(ts, task, &task->context);
    Ref step = task_step_new(ts, task, error);
    bool ok = !ref_is_null(step) &&
              loop_call_soon(ts, borrow(loop), borrow(step), NO_VALUE, borrow(context));
    ref_drop(ts, step);
    ref_drop(ts, context);
    ref_drop(ts, loop);
    return ok;
}

// --- what the coroutine has yielded ---------------------------------------------------------

// The task waits for `future` from now on.
static bool set_waiter(ThreadState *ts, Task *task, Value future) ATTACHED RUNS_GUEST {
    field_set(ts, task, &task->waiter, ref_take(ts, future));
    if (!load_relaxed(&task->must_cancel)) {
        return true;
    }
    // It was cancelled in the step that has just ended.
    Ref message = field_or_none(ts, task, &task->future.cancel_message);
    Ref answer =
        asyncio_call_method_with(ts, future, "cancel", NULL, 0, "msg", borrow(message));
    ref_drop(ts, message);
    int is_cancelled = ref_is_null(answer) ? -1 : value_truth(ts, borrow(answer));
    ref_drop(ts, answer);
    if (is_cancelled > 0) {
        store_relaxed(&task->must_cancel, false);
    }
    return is_cancelled >= 0;
}

// The short way, for what is exactly a Future or a Task.
static bool wait_for_future(ThreadState *ts, Task *task, Value yielded) ATTACHED RUNS_GUEST {
    Future *future = as_future(yielded);
    Ref wakeup = call_new(ts, KIND_TASK_WAKEUP, task, NO_VALUE);
    Ref context = field_take(ts, task, &task->context);
    store_relaxed(&future->is_blocking, false);
    bool ok = !ref_is_null(wakeup) &&
              future_add_callback(ts, future, borrow(wakeup), borrow(context)) &&
              set_waiter(ts, task, yielded);
    ref_drop(ts, context);
    ref_drop(ts, wakeup);
    return ok;
}

// The same for anything that behaves like a future.
static bool wait_for_like(ThreadState *ts, Task *task, Value yielded) ATTACHED RUNS_GUEST {
    Ref name = str_intern_text(ts, "_asyncio_future_blocking");
    if (ref_is_null(name) || !value_set_attribute(ts, yielded, borrow(name), FALSE_VALUE)) {
        return false;
    }
    Ref wakeup = call_new(ts, KIND_TASK_WAKEUP, task, NO_VALUE);
    Ref context = field_or_none(ts, task, &task->context);
    Value argument = borrow(wakeup);
    Ref result = ref_is_null(wakeup)
                     ? NO_REF
                     : asyncio_call_method_with(ts, yielded, "add_done_callback", &argument, 1,
                                                "context", borrow(context));
    ref_drop(ts, context);
    ref_drop(ts, wakeup);
    ref_drop(ts, result);
    return !ref_is_null(result) && set_waiter(ts, task, yielded);
}

static bool is_good_future(const Task *task, Value yielded) {
    return is_exact_future(yielded) && load_relaxed(&as_future(yielded)->is_blocking) &&
           value_same(slot_load(&as_future(yielded)->loop), slot_load(&task->future.loop)) &&
           &as_future(yielded)->head != &task->future.head;
}

// Goes on when what the coroutine has yielded is done.
static bool wait_for(ThreadState *ts, Task *task, Value yielded) ATTACHED RUNS_GUEST {
    if (value_is_none(yielded)) {
        return call_step_soon(ts, task, NO_VALUE);
    }
    if (is_good_future(task, yielded)) {
        return wait_for_future(ts, task, yielded);
    }
    Value given[] = {object_value(task), yielded};
    Ref problem = asyncio_call_helper(ts, "asyncio.task", "_find_problem", given, 2);
    if (ref_is_null(problem)) {
        return false;
    }
    bool ok;
    if (value_is_none(borrow(problem))) {
        ok = wait_for_like(ts, task, yielded);
    } else {
        raise_error_str(ts, EXC_RUNTIME_ERROR, ref_take(ts, borrow(problem)));
        Ref error = error_fetch(ts);
        ok = call_step_soon(ts, task, borrow(error));
        ref_drop(ts, error);
    }
    ref_drop(ts, problem);
    return ok;
}

// --- one step -------------------------------------------------------------------------------

// Resumes the coroutine: what it has yielded or returned.
static GeneratorOutcome resume(ThreadState *ts, Value coroutine, Value error,
                               Ref *result) ATTACHED RUNS_GUEST {
    if (value_is(coroutine, KIND_COROUTINE) || value_is(coroutine, KIND_GENERATOR)) {
        Generator *generator = (Generator *)(void *)value_object(coroutine);
        return value_is_null(error) ? generator_send(ts, generator, NONE, result)
                                    : generator_throw(ts, generator, error, result);
    }
    Value sent = value_is_null(error) ? NONE : error;
    *result = value_call_method_text(ts, coroutine, value_is_null(error) ? "send" : "throw",
                                     &sent, 1);
    if (!ref_is_null(*result)) {
        return GENERATOR_YIELDED;
    }
    if (error_matches(ts, EXC_STOP_ITERATION)) {
        *result = stop_iteration_fetch_value(ts);
    }
    return ref_is_null(*result) ? GENERATOR_RAISED : GENERATOR_RETURNED;
}

// The coroutine has returned `result`.
static bool end_with_result(ThreadState *ts, Task *task, Value result) ATTACHED RUNS_GUEST {
    loop_unregister(ts, task);
    if (!load_relaxed(&task->must_cancel)) {
        return future_set_result(ts, &task->future, result);
    }
    // It was cancelled in its last step.
    store_relaxed(&task->must_cancel, false);
    Ref message = field_take(ts, task, &task->future.cancel_message);
    int is_cancelled = future_cancel(ts, &task->future, borrow(message));
    ref_drop(ts, message);
    return is_cancelled >= 0;
}

// The coroutine has raised what is set. False if that goes on to the loop.
static bool end_with_exception(ThreadState *ts, Task *task) ATTACHED RUNS_GUEST {
    bool ends_program =
        error_matches(ts, EXC_KEYBOARD_INTERRUPT) || error_matches(ts, EXC_SYSTEM_EXIT);
    loop_unregister(ts, task);
    Ref error = error_fetch(ts);
    int is_cancelled = asyncio_is_cancelled_error(ts, borrow(error));
    bool ok = is_cancelled >= 0;
    if (is_cancelled > 0) {
        field_set(ts, task, &task->future.cancelled_error, ref_take(ts, borrow(error)));
        ok = future_cancel(ts, &task->future, NO_VALUE) >= 0;
    } else if (ok) {
        ok = future_set_exception(ts, &task->future, borrow(error));
    }
    if (ok && ends_program) {
        error_restore(ts, error);
        return false;
    }
    ref_drop(ts, error);
    return ok;
}

// A step but for saying whose it is. `error` may be NO_VALUE.
static bool take_step(ThreadState *ts, Task *task, Value error) ATTACHED RUNS_GUEST {
    field_set(ts, task, &task->waiter, NO_REF);
    Ref coroutine = field_take(ts, task, &task->coroutine);
    if (ref_is_null(coroutine)) {
        raise_error(ts, EXC_RUNTIME_ERROR, "the task has no coroutine");
        return false;
    }
    Ref result = NO_REF;
    GeneratorOutcome outcome = resume(ts, borrow(coroutine), error, &result);
    bool ok = outcome == GENERATOR_RAISED     ? end_with_exception(ts, task)
              : outcome == GENERATOR_RETURNED ? end_with_result(ts, task, borrow(result))
                                              : wait_for(ts, task, borrow(result));
    ref_drop(ts, result);
    ref_drop(ts, coroutine);
    return ok;
}

static bool raise_done(ThreadState *ts, Task *task, Value error) ATTACHED RUNS_GUEST {
    Value given[] = {object_value(task), value_is_null(error) ? NONE : error};
    ref_drop(ts, asyncio_call_helper(ts, "asyncio.task", "_raise_done", given, 2));
    return false;
}

// What a step with `error` is to be resumed with: CancelledError if it was asked for.
static Ref error_of_step(ThreadState *ts, Task *task, Value error) ATTACHED RUNS_GUEST {
    if (!load_relaxed(&task->must_cancel)) {
        return take_if_given(ts, error);
    }
    int is_cancelled = value_is_null(error) ? 0 : asyncio_is_cancelled_error(ts, error);
    if (is_cancelled < 0) {
        return NO_REF;
    }
    store_relaxed(&task->must_cancel, false);
    return is_cancelled ? ref_take(ts, error) : future_make_cancelled_error(ts, &task->future);
}

// A whole step.
static bool step(ThreadState *ts, Task *task, Value given_error) ATTACHED RUNS_GUEST {
    if (load_acquire(&task->future.state) != FUTURE_PENDING) {
        return raise_done(ts, task, given_error);
    }
    Ref error = error_of_step(ts, task, given_error);
    if (error_is_set(ts)) {
        return false;
    }
    Ref loop = field_or_none(ts, task, &task->future.loop);
    bool ok = loop_enter_task(ts, borrow(loop), object_value(task));
    if (ok) {
        ok = take_step(ts, task, borrow(error));
        Ref pending = ok ? NO_REF : error_fetch(ts);
        bool has_left = loop_leave_task(ts, borrow(loop), object_value(task));
        if (ok) {
            ok = has_left;
        } else {
            if (!has_left) {
                error_clear(ts);
            }
            error_restore(ts, pending);
        }
    }
    ref_drop(ts, loop);
    ref_drop(ts, error);
    return ok;
}

// The first step, inside the step of another task. The current context is the task's.
static bool step_inside(ThreadState *ts, Task *task, Value loop) ATTACHED RUNS_GUEST {
    Ref before = loop_swap_task(ts, loop, object_value(task));
    if (ref_is_null(before)) {
        return false;
    }
    bool ok = loop_register(ts, task) && take_step(ts, task, NO_VALUE);
    Ref pending = ok ? NO_REF : error_fetch(ts);
    Ref left = loop_swap_task(ts, loop, borrow(before));
    ref_drop(ts, before);
    if (!ok) {
        if (ref_is_null(left)) {
            error_clear(ts);
        }
        error_restore(ts, pending);
    }
    ok = ok && !ref_is_null(left);
    ref_drop(ts, left);
    return ok;
}

bool task_start_eagerly(ThreadState *ts, Task *task) {
    Ref loop = field_or_none(ts, task, &task->future.loop);
    Ref context = field_or_none(ts, task, &task->context);
    Value outer;
    bool ok = false;
    if (!value_is(borrow(context), KIND_CONTEXT)) {
        raise_error(ts, EXC_TYPE_ERROR, "an instance of Context was expected");
    } else if (context_enter(ts, borrow(context), &outer)) {
        ok = step_inside(ts, task, borrow(loop));
        context_leave(ts, outer);
    }
    if (load_acquire(&task->future.state) != FUTURE_PENDING) {
        field_set(ts, task, &task->coroutine, NO_REF);
    }
    ref_drop(ts, context);
    ref_drop(ts, loop);
    return ok;
}

// What the task has waited for is done.
static bool wake_up(ThreadState *ts, Task *task, Value future) ATTACHED RUNS_GUEST {
    Ref result = is_exact_future(future)
                     ? future_result(ts, as_future(future))
                     : value_call_method_text(ts, future, "result", NULL, 0);
    if (!ref_is_null(result)) {
        ref_drop(ts, result);
        return step(ts, task, NO_VALUE);
    }
    Ref error = error_fetch(ts);
    bool ok = step(ts, task, borrow(error));
    ref_drop(ts, error);
    return ok;
}

// --- the callables --------------------------------------------------------------------------

static Ref call_it(ThreadState *ts, Value self, const Value *arguments, size_t n,
                   Value names) ATTACHED RUNS_GUEST {
    bool is_wakeup = value_is(self, KIND_TASK_WAKEUP);
    const char *name = is_wakeup ? "TaskWakeup" : "function";
    if (!value_is_null(names) && ((Tuple *)(void *)value_object(names))->length) {
        return raise_error(ts, EXC_TYPE_ERROR, "%s takes no keyword arguments", name);
    }
    if (n != is_wakeup) {
        return raise_error(ts, EXC_TYPE_ERROR, "%s takes %s", name,
                           is_wakeup ? "exactly one argument" : "no positional arguments");
    }
    Task *task = as_task(as_call(self)->task);
    bool ok =
        is_wakeup ? wake_up(ts, task, arguments[0]) : step(ts, task, as_call(self)->error);
    return ok ? owned(NONE) : NO_REF;
}

static Ref get_task(ThreadState *ts, Value self) ATTACHED {
    return ref_take(ts, as_call(self)->task);
}

static Ref get_wakeup_name(ThreadState *ts, Value self) ATTACHED {
    Value class = object_value(value_type(ts, as_call(self)->task));
    Ref name = value_get_attribute(ts, class, known_name(ts, NAME_NAME));
    char *text = ref_is_null(name) ? NULL : str_to_utf8(ts, borrow(name), NULL);
    Ref result = text ? str_format(ts, "%s.task_wakeup", text) : NO_REF;
    buffer_free(ts, text);
    ref_drop(ts, name);
    return result;
}

static Ref wakeup_repr(ThreadState *ts, Value self) ATTACHED {
    Value task = as_call(self)->task;
    return str_format(ts, "<built-in method task_wakeup of %s object at %p>",
                      value_type_name(ts, task), (void *)value_object(task));
}

static Ref get_module(ThreadState *ts, Value self) ATTACHED {
    (void)ts;
    (void)self;
    return owned(NONE);
}

static void call_destroy(ThreadState *ts, Object *self) ATTACHED RUNS_GUEST {
    TaskCall *call = (TaskCall *)(void *)self;
    value_drop(ts, call->task);
    value_drop(ts, call->error);
}

static void call_traverse(Object *self, Visitor visit, void *context) {
    TaskCall *call = (TaskCall *)(void *)self;
    visit(call->task, context);
    visit(call->error, context);
}

static const GetSetDef STEP_ATTRIBUTES[] = {
    {"__self__", get_task, NULL, NULL},
    {NULL, NULL, NULL, NULL},
};

static const GetSetDef WAKEUP_ATTRIBUTES[] = {
    {"__self__", get_task, NULL, NULL},
    {"__qualname__", get_wakeup_name, NULL, NULL},
    {"__name__", get_wakeup_name, NULL, NULL},
    {"__module__", get_module, NULL, NULL},
    {NULL, NULL, NULL, NULL},
};

const TypeSpec task_step_type_spec = {
    .name = "_asyncio.TaskStepMethWrapper",
    .kind = KIND_TASK_STEP,
    .base = KIND_INSTANCE,
    .size = sizeof(TaskCall),
    .flags = TYPE_DISALLOW_NEW,
    .slots = {.destroy = call_destroy, .traverse = call_traverse, .call = call_it},
    .attributes = STEP_ATTRIBUTES,
};

const TypeSpec task_wakeup_type_spec = {
    .name = "TaskWakeup",
    .kind = KIND_TASK_WAKEUP,
    .base = KIND_INSTANCE,
    .size = sizeof(TaskCall),
    .flags = TYPE_DISALLOW_NEW,
    .slots = {.destroy = call_destroy,
              .traverse = call_traverse,
              .repr = wakeup_repr,
              .call = call_it},
    .attributes = WAKEUP_ATTRIBUTES,
};
