// The module _asyncio: the types of asyncio.h, and which loop and which task run.
//
// The running loop is a field of the thread (ThreadState.running_loop), the current task one of
// the loop.
#include "runtime/modules/asyncio.h"
#include "vm/exec/call.h"
#include "vm/object/exceptions.h"
#include "vm/object/native.h"
#include "vm/object/protocol.h"

static Ref get_running_loop_or_none(ThreadState *ts, const Value *a) ATTACHED {
    (void)a;
    return ref_take(ts, value_is_null(ts->running_loop) ? NONE : ts->running_loop);
}

static Ref get_running_loop(ThreadState *ts, const Value *a) ATTACHED {
    (void)a;
    return value_is_null(ts->running_loop)
               ? raise_error(ts, EXC_RUNTIME_ERROR, "no running event loop")
               : ref_take(ts, ts->running_loop);
}

static Ref set_running_loop(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    Value before = ts->running_loop;
    ts->running_loop = value_is_none(a[0]) ? NO_VALUE : borrow(ref_take(ts, a[0]));
    value_drop(ts, before);
    return owned(NONE);
}

static Ref current_task(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    Ref loop = value_is_null(a[0]) || value_is_none(a[0]) ? get_running_loop(ts, a)
                                                          : ref_take(ts, a[0]);
    Ref task = ref_is_null(loop) ? NO_REF : loop_current_task(ts, borrow(loop));
    ref_drop(ts, loop);
    return task;
}

static Ref enter_task(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    return loop_enter_task(ts, a[0], a[1]) ? owned(NONE) : NO_REF;
}

static Ref leave_task(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    return loop_leave_task(ts, a[0], a[1]) ? owned(NONE) : NO_REF;
}

static Ref swap_current_task(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    return loop_swap_task(ts, a[0], a[1]);
}

static Ref tasks_of(ThreadState *ts, const Value *a) ATTACHED {
    return value_has_layout(ts, a[0], KIND_LOOP_CORE) ? loop_tasks(ts, a[0]) : list_new(ts, 0);
}

static const NativeDef FUNCTIONS[] = {
    {"get_running_loop()", get_running_loop, "Return the running event loop.", 0},
    {"_get_running_loop()", get_running_loop_or_none, "Return the running event loop or None.",
     0},
    {"_set_running_loop(loop, /)", set_running_loop, "Set the running event loop.", 0},
    {"current_task(loop=None)", current_task, "Return a currently executed task.", 0},
    {"_enter_task(loop, task)", enter_task, "Enter into task execution.", 0},
    {"_leave_task(loop, task)", leave_task, "Leave task execution.", 0},
    {"_swap_current_task(loop, task)", swap_current_task,
     "Temporarily swap in the supplied task and return the original one.", 0},
    {"_tasks_of(loop, /)", tasks_of, "The tasks of a loop that are not done.", 0},
    {NULL, NULL, NULL, 0},
};

static const ClassDef CLASSES[] = {
    {"Future", KIND_FUTURE},      {"Task", KIND_TASK}, {"LoopCore", KIND_LOOP_CORE},
    {"Handle", KIND_LOOP_HANDLE}, {NULL, 0},
};

const ModuleSpec asyncio_module_spec = {
    .name = "_asyncio",
    .doc = "Accelerator module for asyncio",
    .functions = FUNCTIONS,
    .classes = CLASSES,
};
