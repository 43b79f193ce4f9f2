// The native module _thread: what threading.py is made of.
#include "vm/object/native.h"

#include "runtime/modules/thread_handle.h"
#include "runtime/modules/thread_locks.h"
#include "vm/needs_runtime.h"
#include "vm/object/exceptions.h"
#include "vm/object/heap.h"
#include "vm/object/protocol.h"
#include "vm/object/refcount.h"
#include "vm/thread/guest_thread.h"
#include "vm/thread/signals.h"
#include "vm/thread/thread_state.h"

// The longest timeout: what fits in 64 bits of nanoseconds, in whole seconds.
#define TIMEOUT_MAX 9223372036.0

static Ref thread_allocate_lock(ThreadState *ts, const Value *arguments) ATTACHED {
    (void)arguments;
    return lock_new(ts);
}

static Ref thread_get_ident(ThreadState *ts, const Value *arguments) ATTACHED {
    (void)arguments;
    return int_from_u64(ts, thread_ident(ts));
}

static Ref thread_get_native_id(ThreadState *ts, const Value *arguments) ATTACHED {
    (void)arguments;
    return int_from_u64(ts, load_relaxed(&ts->thread->native_id));
}

static Ref thread_main_ident(ThreadState *ts, const Value *arguments) ATTACHED {
    (void)arguments;
    return int_from_u64(ts, thread_ident(ts->interpreter->main_thread));
}

// The threads besides the main one.
static Ref thread_count(ThreadState *ts, const Value *arguments) ATTACHED {
    (void)arguments;
    return int_from_i64(ts, (int64_t)world_thread_count(ts->interpreter->world) - 1);
}

// 0 stands for the default, as in CPython.
static Ref thread_stack_size(ThreadState *ts, const Value *arguments) ATTACHED {
    World *world = ts->interpreter->world;
    size_t before = load_relaxed(&world->stack_size);
    int64_t size = 0;
    bool is_given = !value_is_null(arguments[0]);
    if (is_given && !value_to_index(ts, arguments[0], EXC_OVERFLOW_ERROR, &size)) {
        return NO_REF;
    }
    if (size < 0) {
        return raise_error(ts, EXC_VALUE_ERROR, "size must be 0 or a positive value");
    }
    if (size != 0 && (size_t)size < THREAD_STACK_SIZE_MIN) {
        return raise_error(ts, EXC_VALUE_ERROR, "size not valid: %lld bytes", (long long)size);
    }
    if (is_given) {
        store_relaxed(&world->stack_size, size ? (size_t)size : THREAD_STACK_SIZE);
    }
    return int_from_u64(ts, before == THREAD_STACK_SIZE ? 0 : before);
}

static Ref thread_interrupt_main(ThreadState *ts, const Value *arguments) ATTACHED {
    int64_t number = 2;
    if (!value_is_null(arguments[0]) && !value_to_index(ts, arguments[0], -1, &number)) {
        return NO_REF;
    }
    if (number < 1 || number > SIGNAL_MAX) {
        return raise_error(ts, EXC_VALUE_ERROR, "signal number out of range");
    }
    signals_simulate(ts->interpreter, (int)number);
    return owned(NONE);
}

static Ref thread_exit(ThreadState *ts, const Value *arguments) ATTACHED {
    (void)arguments;
    return raise_error_value(ts, EXC_SYSTEM_EXIT, NO_VALUE);
}

static Ref thread_set_name(ThreadState *ts, const Value *arguments) ATTACHED {
    if (!value_has_layout(ts, arguments[0], KIND_STR)) {
        return raise_error(ts, EXC_TYPE_ERROR, "set_name() argument 'name' must be str, not %s",
                           value_type_name(ts, arguments[0]));
    }
    char *name = str_to_utf8(ts, arguments[0], NULL);
    if (!name) {
        return NO_REF;
    }
    guest_thread_set_name(ts->thread, ts->interpreter, name);
    buffer_free(ts, name);
    return owned(NONE);
}

static Ref thread_shutdown(ThreadState *ts, const Value *arguments) ATTACHED {
    (void)arguments;
    return guest_threads_join_all(ts) ? owned(NONE) : NO_REF;
}

// Only the main interpreter's end may leave threads behind: the process ends with it.
static Ref thread_daemons_allowed(ThreadState *ts, const Value *arguments) ATTACHED {
    (void)arguments;
    return owned(value_bool(ts->interpreter->id == 0));
}

static const ClassDef CLASSES[] = {
    {"lock", KIND_LOCK},
    {"LockType", KIND_LOCK},
    {"RLock", KIND_RLOCK},
    {"_local", KIND_THREAD_LOCAL},
    {"_ThreadHandle", KIND_THREAD_HANDLE},
    {NULL, 0},
};

static bool set_up(ThreadState *ts, Object *module) ATTACHED {
    Object *dict = ((Module *)module)->dict;
    return dict_put_text(ts, dict, "TIMEOUT_MAX", float_new(ts, TIMEOUT_MAX)) &&
           dict_set_text(ts, dict, "error",
                         object_value(exception_type(ts, EXC_RUNTIME_ERROR)));
}

static const NativeDef functions[] = {
    {"allocate_lock()", thread_allocate_lock, "Create a new lock object.", 0},
    {"allocate()", thread_allocate_lock, "An obsolete synonym of allocate_lock().", 0},
    {"start_new_thread(function, args, kwargs=None, /)", thread_start_new,
     "Start a new thread that calls function(*args, **kwargs) and return its identifier.\n"
     "Nobody can join it, and the program does not wait for it at its end.",
     0},
    {"start_joinable_thread(function, handle=None, daemon=True)", thread_start_joinable,
     "Start a new thread that calls function() and return the handle to join it by. The\n"
     "program waits for it at its end unless it is a daemon.",
     0},
    {"get_ident()", thread_get_ident,
     "Return a non-zero integer that identifies the current thread among those that exist.", 0},
    {"get_native_id()", thread_get_native_id,
     "Return the operating system's number of the current thread.", 0},
    {"_get_main_thread_ident()", thread_main_ident, "The identifier of the main thread.", 0},
    {"_make_thread_handle(ident, /)", thread_main_handle, "A handle of the main thread.", 0},
    {"_count()", thread_count, "Return the number of threads besides the main one.", 0},
    {"stack_size(size=0, /)", thread_stack_size,
     "Return the stack size of new threads and, if size is given, set it; 0 is the default.",
     0},
    {"interrupt_main(signum=2, /)", thread_interrupt_main,
     "Simulate the arrival of a signal in the main thread: KeyboardInterrupt.", 0},
    {"exit()", thread_exit, "Raise SystemExit: the thread ends silently.", 0},
    {"exit_thread()", thread_exit, "An obsolete synonym of exit().", 0},
    {"set_name(name)", thread_set_name, "Name the current thread, for reports.", 0},
    {"_shutdown()", thread_shutdown, "Wait for all threads that are no daemons.", 0},
    {"daemon_threads_allowed()", thread_daemons_allowed,
     "Return whether daemon threads are allowed.", 0},
    {0},
};

const ModuleSpec thread_module_spec = {
    .name = "_thread",
    .doc = "The threads, locks and thread-local data that threading is made of.",
    .functions = functions,
    .classes = CLASSES,
    .set_up = set_up,
};
