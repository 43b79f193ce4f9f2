// LoopCore, the base class of asyncio's loops: the queue of calls that are ready, call_soon(),
// making the calls, and which task takes a step.
//
// A loop whose class has not replaced call_soon() and get_debug() is "plain": C code puts
// handles into its queue without asking. That is found out once for each shape of instances.
#include "runtime/modules/asyncio.h"
#include "runtime/modules/deque.h"
#include "vm/exec/call.h"
#include "vm/object/exceptions.h"
#include "vm/object/heap.h"
#include "vm/object/native.h"
#include "vm/object/protocol.h"
#include "vm/thread/world.h"

static LoopCore *as_core(Value v) {
    return (LoopCore *)(void *)value_object(v);
}

// Null for other loops.
static LoopCore *core_of(const ThreadState *ts, Value loop) {
    return value_has_layout(ts, loop, KIND_LOOP_CORE) ? as_core(loop) : NULL;
}

// --- plain loops ----------------------------------------------------------------------------

static bool replaces(ThreadState *ts, LoopCore *core, KnownName name) ATTACHED {
    Ref own = object_attributes(&core->head)
                  ? attributes_get(ts, &core->head, known_name(ts, name))
                  : NO_REF;
    bool has_own = !ref_is_null(own);
    ref_drop(ts, own);
    return has_own ||
           type_overrides(ts, core->head.type, builtin_type(ts, KIND_LOOP_CORE), name);
}

static bool is_plain(ThreadState *ts, LoopCore *core) ATTACHED {
    Attributes *attributes = object_attributes(&core->head);
    Shape *shape = attributes ? load_acquire(&attributes->shape) : NULL;
    uint32_t id = shape && !shape->is_dictionary ? load_relaxed(&shape->id) : 0;
    if (LIKELY(id && id == load_relaxed(&core->plain_shape_id))) {
        return true;
    }
    if (replaces(ts, core, NAME_CALL_SOON) || replaces(ts, core, NAME_GET_DEBUG)) {
        return false;
    }
    store_relaxed(&core->plain_shape_id, id);
    return true;
}

// What set_debug() was given, as a truth: 0, 1, -1.
static int core_is_debug(ThreadState *ts, LoopCore *core) ATTACHED RUNS_GUEST {
    if (LIKELY(value_same(slot_load(&core->debug), FALSE_VALUE))) {
        return false;
    }
    Ref debug = field_or_none(ts, core, &core->debug);
    int is_debug = value_truth(ts, borrow(debug));
    ref_drop(ts, debug);
    return is_debug;
}

int loop_is_debug(ThreadState *ts, Value loop) {
    LoopCore *core = core_of(ts, loop);
    if (core && is_plain(ts, core)) {
        return core_is_debug(ts, core);
    }
    Ref answer = value_call_method(ts, loop, known_name(ts, NAME_GET_DEBUG), NULL, 0);
    int is_debug = ref_is_null(answer) ? -1 : value_truth(ts, borrow(answer));
    ref_drop(ts, answer);
    return is_debug;
}

// --- calls ----------------------------------------------------------------------------------

// Queues a call. A closed loop refuses it, one in debug mode checks it: both in the guest's
// half.
static Ref core_call_soon(ThreadState *ts, LoopCore *core, Value callback, Value arguments,
                          Value argument, Value context) ATTACHED RUNS_GUEST {
    Value self = object_value(core);
    int is_special = load_relaxed(&core->is_closed) ? true : core_is_debug(ts, core);
    if (UNLIKELY(is_special)) {
        Ref all = value_is_null(arguments)
                      ? tuple_from_array(ts, &argument, !value_is_null(argument))
                      : ref_take(ts, arguments);
        Value given[] = {callback, borrow(all), value_is_null(context) ? NONE : context};
        Ref result = is_special < 0 || ref_is_null(all)
                         ? NO_REF
                         : value_call_method_text(ts, self, "_call_soon_checked", given, 3);
        ref_drop(ts, all);
        return result;
    }
    Ref handle = handle_new(ts, self, callback, arguments, argument, context);
    if (!ref_is_null(handle) && !deque_push(ts, core->ready, borrow(handle), false)) {
        ref_drop(ts, handle);
        return NO_REF;
    }
    return handle;
}

bool loop_call_soon(ThreadState *ts, Value loop, Value callback, Value argument,
                    Value context) {
    LoopCore *core = core_of(ts, loop);
    Ref handle;
    if (core && is_plain(ts, core)) {
        handle = core_call_soon(ts, core, callback, NO_VALUE, argument, context);
    } else {
        Value given[] = {callback, argument};
        handle = asyncio_call_method_with(ts, loop, "call_soon", given,
                                          value_is_null(argument) ? 1 : 2, "context",
                                          value_is_null(context) ? NONE : context);
    }
    ref_drop(ts, handle);
    return !ref_is_null(handle);
}

// call_soon(self, callback, *args, context=None)
static Ref call_soon(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    return core_call_soon(ts, as_core(a[0]), a[1], a[2], NO_VALUE, a[3]);
}

// Makes the call of anything that behaves like a handle.
static bool run_like(ThreadState *ts, Value handle) ATTACHED RUNS_GUEST {
    Ref cancelled = value_get_attribute_text(ts, handle, "_cancelled");
    int is_cancelled = ref_is_null(cancelled) ? -1 : value_truth(ts, borrow(cancelled));
    ref_drop(ts, cancelled);
    if (is_cancelled) {
        return is_cancelled > 0;
    }
    Ref result = value_call_method(ts, handle, known_name(ts, NAME_RUN), NULL, 0);
    ref_drop(ts, result);
    return !ref_is_null(result);
}

// The next call of the queue.
static bool run_next(ThreadState *ts, LoopCore *core) ATTACHED RUNS_GUEST {
    Ref handle = deque_pull(ts, core->ready, true);
    if (ref_is_null(handle)) {
        return false;
    }
    Value v = borrow(handle);
    Type *type = value_type(ts, v);
    int is_debug = core_is_debug(ts, core);
    bool ok = is_debug >= 0;
    if (ok && type->layout == KIND_LOOP_HANDLE &&
        load_relaxed(&((Handle *)(void *)value_object(v))->is_cancelled)) {
        // nothing to do
    } else if (is_debug > 0) {
        Ref result = value_call_method_text(ts, object_value(core), "_run_and_time", &v, 1);
        ok = !ref_is_null(result);
        ref_drop(ts, result);
    } else if (ok && type->layout == KIND_LOOP_HANDLE &&
               !type_overrides(ts, type, builtin_type(ts, KIND_LOOP_HANDLE), NAME_RUN)) {
        ok = handle_run(ts, (Handle *)(void *)value_object(v));
    } else if (ok) {
        ok = run_like(ts, v);
    }
    ref_drop(ts, handle);
    return ok;
}

// _run_ready(self): makes the calls that are in the queue at this moment.
static Ref run_ready(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    LoopCore *core = as_core(a[0]);
    int64_t n = value_length(ts, core->ready);
    for (int64_t i = 0; i < n; i++) {
        if (!run_next(ts, core)) {
            return NO_REF;
        }
    }
    return n < 0 ? NO_REF : owned(NONE);
}

// --- the task whose step runs ---------------------------------------------------------------

Ref loop_swap_task(ThreadState *ts, Value loop, Value task) {
    LoopCore *core = core_of(ts, loop);
    if (!core) {
        Value given[] = {loop, task};
        return asyncio_call_helper(ts, "asyncio.task", "_swap_other_task", given, 2);
    }
    Ref before = field_exchange(ts, core, &core->current,
                                value_is_none(task) ? NO_REF : ref_take(ts, task));
    return ref_is_null(before) ? owned(NONE) : before;
}

Ref loop_current_task(ThreadState *ts, Value loop) {
    LoopCore *core = core_of(ts, loop);
    return core ? field_or_none(ts, core, &core->current)
                : asyncio_call_helper(ts, "asyncio.task", "_other_current_task", &loop, 1);
}

// Has the guest's half raise what is wrong about entering or leaving `task`.
static bool raise_about(ThreadState *ts, const char *helper, Value task,
                        Value current) ATTACHED RUNS_GUEST {
    Value given[] = {task, current};
    ref_drop(ts, asyncio_call_helper(ts, "asyncio.task", helper, given, 2));
    return false;
}

bool loop_enter_task(ThreadState *ts, Value loop, Value task) {
    LoopCore *core = core_of(ts, loop);
    bool has_entered = false;
    if (core) {
        object_lock(ts, &core->head);
        has_entered = value_is_null(core->current);
        if (has_entered) {
            slot_store(&core->current, borrow(ref_take(ts, task)));
        }
        object_unlock(ts, &core->head);
    }
    if (has_entered) {
        return true;
    }
    Ref current = loop_current_task(ts, loop);
    bool ok = !ref_is_null(current);
    if (ok && !core && value_is_none(borrow(current))) {
        Ref before = loop_swap_task(ts, loop, task);
        ok = !ref_is_null(before);
        ref_drop(ts, before);
    } else if (ok) {
        ok = raise_about(ts, "_raise_entered", task, borrow(current));
    }
    ref_drop(ts, current);
    return ok;
}

bool loop_leave_task(ThreadState *ts, Value loop, Value task) {
    LoopCore *core = core_of(ts, loop);
    Value left = NO_VALUE;
    if (core) {
        object_lock(ts, &core->head);
        if (value_same(core->current, task)) {
            left = task;
            slot_store(&core->current, NO_VALUE);
        }
        object_unlock(ts, &core->head);
    }
    if (!value_is_null(left)) {
        value_drop(ts, left);
        return true;
    }
    Ref current = loop_current_task(ts, loop);
    bool ok = !ref_is_null(current);
    if (ok && !core && value_same(borrow(current), task)) {
        Ref before = loop_swap_task(ts, loop, NONE);
        ok = !ref_is_null(before);
        ref_drop(ts, before);
    } else if (ok) {
        ok = raise_about(ts, "_raise_left", task, borrow(current));
    }
    ref_drop(ts, current);
    return ok;
}

// --- the tasks of a loop --------------------------------------------------------------------

bool loop_register(ThreadState *ts, Task *task) {
    Ref loop = field_or_none(ts, task, &task->future.loop);
    LoopCore *core = core_of(ts, borrow(loop));
    if (!core) {
        Value self = object_value(task);
        Ref result = asyncio_call_helper(ts, "asyncio.task", "_register_task", &self, 1);
        ref_drop(ts, result);
        ref_drop(ts, loop);
        return !ref_is_null(result);
    }
    object_lock(ts, &core->head);
    if (!task->is_registered && load_relaxed(&task->future.state) == FUTURE_PENDING) {
        task->is_registered = true;
        task->previous = NULL;
        task->next = core->tasks;
        if (task->next) {
            task->next->previous = task;
        }
        core->tasks = task;
    }
    object_unlock(ts, &core->head);
    ref_drop(ts, loop);
    return true;
}

void loop_unregister(ThreadState *ts, Task *task) {
    Value loop = slot_load(&task->future.loop); // kept by the task
    LoopCore *core = value_is_null(loop) ? NULL : core_of(ts, loop);
    if (!core) {
        return; // CPython: a WeakSet, which forgets it by itself
    }
    object_lock(ts, &core->head);
    if (task->is_registered) {
        task->is_registered = false;
        *(task->previous ? &task->previous->next : &core->tasks) = task->next;
        if (task->next) {
            task->next->previous = task->previous;
        }
    }
    object_unlock(ts, &core->head);
}

// Takes references to the tasks that live; how many there are. The others are stopped, so that
// none dies meanwhile.
static size_t take_tasks(ThreadState *ts, LoopCore *core, Value *found,
                         size_t room) NO_CONTRACT_CHECK {
    world_stop(ts);
    size_t n = 0;
    for (Task *task = core->tasks; task; task = task->next) {
        Object *object = &task->future.head;
        bool is_dying = object_is_dead(object) || (load_relaxed(&object->owner) != OWNER_NONE &&
                                                   load_relaxed(&object->local) == 0 &&
                                                   load_relaxed(&object->shared) <= COUNT_DEAD);
        if (!is_dying && n < room) {
            found[n] = object_value(object);
            slot_take_locked(ts, &found[n]);
        }
        n += !is_dying;
    }
    world_start(ts);
    return n;
}

Ref loop_tasks(ThreadState *ts, Value loop) {
    for (size_t room = 16;;) {
        Value *found = buffer_new(ts, room * sizeof *found);
        if (!found) {
            return NO_REF;
        }
        size_t n = take_tasks(ts, as_core(loop), found, room);
        if (n <= room) {
            Ref list = list_from_owned(ts, found, n);
            buffer_free(ts, found);
            return list;
        }
        for (size_t i = 0; i < room; i++) {
            value_drop(ts, found[i]);
        }
        buffer_free(ts, found);
        room = n * 2;
    }
}

// --- the class ------------------------------------------------------------------------------

static Ref core_make(ThreadState *ts, const Value *a) ATTACHED {
    Type *type = (Type *)value_object(a[0]);
    LoopCore *core = object_new(ts, type, type->instance_size);
    if (!core) {
        return NO_REF;
    }
    Ref made = object_ref(core);
    core->debug = FALSE_VALUE;
    core->ready = borrow(value_call(ts, object_value(builtin_type(ts, KIND_DEQUE)), NULL, 0));
    if (value_is_null(core->ready)) {
        ref_drop(ts, made);
        return NO_REF;
    }
    return made;
}

static Ref create_future(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    return future_new(ts, a[0]);
}

static Ref get_debug(ThreadState *ts, Value self) ATTACHED {
    return field_or_none(ts, as_core(self), &as_core(self)->debug);
}

static Ref method_get_debug(ThreadState *ts, const Value *a) ATTACHED {
    return get_debug(ts, a[0]);
}

static Ref set_debug(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    field_set(ts, as_core(a[0]), &as_core(a[0])->debug, ref_take(ts, a[1]));
    return owned(NONE);
}

static bool set_debug_attribute(ThreadState *ts, Value self, Value value) ATTACHED RUNS_GUEST {
    field_set(ts, as_core(self), &as_core(self)->debug,
              ref_take(ts, value_is_null(value) ? FALSE_VALUE : value));
    return true;
}

static Ref get_ready(ThreadState *ts, Value self) ATTACHED {
    return ref_take(ts, as_core(self)->ready);
}

static Ref get_closed(ThreadState *ts, Value self) ATTACHED {
    (void)ts;
    return owned(value_bool(load_relaxed(&as_core(self)->is_closed)));
}

static bool set_closed(ThreadState *ts, Value self, Value value) ATTACHED RUNS_GUEST {
    int is_closed = value_is_null(value) ? false : value_truth(ts, value);
    if (is_closed >= 0) {
        store_relaxed(&as_core(self)->is_closed, is_closed > 0);
    }
    return is_closed >= 0;
}

static void core_destroy(ThreadState *ts, Object *self) ATTACHED RUNS_GUEST {
    LoopCore *core = (LoopCore *)(void *)self;
    Value current = core->current;
    slot_store(&core->current, NO_VALUE);
    value_drop(ts, current);
    value_drop(ts, core->ready);
    value_drop(ts, core->debug);
    // Tasks keep their loop; so these go with it, in a cycle that was found to be garbage.
    for (Task *task = core->tasks; task; task = task->next) {
        task->is_registered = false;
    }
}

static void core_traverse(Object *self, Visitor visit, void *context) {
    LoopCore *core = (LoopCore *)(void *)self;
    visit(core->ready, context);
    visit(core->debug, context);
    visit(core->current, context);
}

static const NativeDef METHODS[] = {
    {"__new__(cls, /, *args, **kwargs)", core_make, NULL,
     NATIVE_STATIC_METHOD | NATIVE_IGNORES_ARGUMENTS},
    {"call_soon(self, callback, *args, context=None)", call_soon,
     "Call callback(*args) in the next round.", 0},
    {"create_future(self)", create_future, "A new future of this loop.", 0},
    {"get_debug(self)", method_get_debug, "Whether the loop checks more and is slower.", 0},
    {"set_debug(self, enabled)", set_debug, "Set whether it does.", 0},
    {"_run_ready(self)", run_ready, "Make the calls that are in the queue.", 0},
    {NULL, NULL, NULL, 0},
};

static const GetSetDef ATTRIBUTES[] = {
    {"_ready", get_ready, NULL, NULL},
    {"_debug", get_debug, set_debug_attribute, NULL},
    {"_closed", get_closed, set_closed, NULL},
    {NULL, NULL, NULL, NULL},
};

const TypeSpec loop_core_type_spec = {
    .name = "_asyncio.LoopCore",
    .kind = KIND_LOOP_CORE,
    .base = KIND_INSTANCE,
    .size = sizeof(LoopCore),
    .flags = TYPE_BASE | TYPE_DEFINES_NEW,
    .slots = {.destroy = core_destroy, .traverse = core_traverse},
    .methods = METHODS,
    .attributes = ATTRIBUTES,
    .doc = "The queue of an event loop.",
};
