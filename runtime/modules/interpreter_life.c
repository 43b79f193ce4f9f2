// The order in which an interpreter comes into being, and in which it ends.
#include "runtime/modules/interpreter_life.h"

#include <stdlib.h>
#include <unistd.h>

#include "runtime/builtins/builtins.h"
#include "runtime/builtins/report.h"
#include "runtime/builtins/source_lines.h"
#include "runtime/builtins/streams.h"
#include "runtime/import/import.h"
#include "runtime/modules/shared_queue.h"
#include "runtime/modules/sys.h"
#include "runtime/objects/exception.h"
#include "runtime/objects/intern.h"
#include "runtime/objects/list.h"
#include "runtime/objects/runtime_state.h"
#include "runtime/objects/text_file.h"
#include "runtime/objects/type.h"
#include "runtime/objects/types_boot.h"
#include "vm/base/check.h"
#include "vm/exec/call.h"
#include "vm/exec/frame.h"
#include "vm/exec/profile.h"
#include "vm/needs_runtime.h"
#include "vm/object/exceptions.h"
#include "vm/object/heap.h"
#include "vm/object/protocol.h"
#include "vm/object/racy.h"
#include "vm/object/reclaim.h"
#include "vm/object/refcount.h"
#include "vm/object/split.h"
#include "vm/thread/collector.h"
#include "vm/thread/gil.h"
#include "vm/thread/guest_thread.h"
#include "vm/thread/process.h"
#include "vm/thread/refcount_mode.h"
#include "vm/thread/signals.h"
#include "vm/thread/visit.h"

#define RECURSION_LIMIT 1000

// --- the beginning ---

// Everything that needs objects, in the order in which one thing needs the other.
static bool set_up(ThreadState *ts) ATTACHED {
    Interpreter *interpreter = ts->interpreter;
    RuntimeState *state = runtime_state(ts);
    state->source_lines = source_lines_new();
    if (!state->source_lines || !types_create(ts) || !exceptions_set_up(ts) ||
        !import_set_up(ts) || !builtins_set_up(ts)) {
        return false;
    }
    Ref module = import_native(ts, &sys_module_spec);
    bool ok = !ref_is_null(module);
    ref_drop(ts, module);
    return ok && streams_set_up(ts) && interpreter->memory_error;
}

// Frees what no thread and no object hangs on, as far as it has been made.
static void free_foundations(Interpreter *interpreter) {
    if (interpreter->reclaimer) {
        reclaimer_destroy(interpreter);
    }
    if (interpreter->heap) {
        heap_destroy(interpreter);
    }
    racy_destroy(interpreter);
    if (interpreter->owners) {
        owner_registry_destroy(interpreter);
    }
    split_destroy(interpreter);
    if (interpreter->weakrefs) {
        weakrefs_destroy(interpreter);
    }
    collector_destroy(interpreter);
    free(interpreter->collisions);
    runtime_state_destroy(interpreter);
    free(interpreter);
}

static Interpreter *lay_foundations(ThreadOptions options) NO_CONTRACT_CHECK {
    Interpreter *interpreter = calloc(1, sizeof *interpreter);
    if (!interpreter) {
        return NULL;
    }
    interpreter->recursion_limit = RECURSION_LIMIT;
    interpreter->next_version = 1;
    options.hooks.init = exec_thread_init;
    options.hooks.done = exec_thread_done;
    options.hooks.place = frame_place;
    if (!heap_create(interpreter) || !owner_registry_create(interpreter) ||
        !split_create(interpreter) || !weakrefs_create(interpreter) ||
        !collector_create(interpreter) || !reclaimer_create(interpreter) ||
        !runtime_state_create(interpreter) || !thread_system_create(interpreter, options)) {
        free_foundations(interpreter);
        return NULL;
    }
    return interpreter;
}

Interpreter *interpreter_create(ThreadOptions options, Process *process) NO_CONTRACT_CHECK {
    Interpreter *interpreter = lay_foundations(options);
    if (!interpreter) {
        return NULL;
    }
    ThreadState *ts = interpreter->main_thread;
    if (!set_up(ts)) {
        report_exception(ts, ts->error);
        thread_detach(ts); // what has been made of it stays: there is no memory anyway
        return NULL;
    }
    process_add(process, interpreter);
    return interpreter;
}

// --- the end ---

// Calls module.name() if the module has been imported. A failure is reported: false.
static bool call_if_imported(ThreadState *ts, const char *module_name,
                             const char *name) ATTACHED {
    Ref module = dict_get_text(ts, ts->interpreter->modules, module_name);
    if (ref_is_null(module)) {
        return true;
    }
    Ref result = value_call_method_text(ts, borrow(module), name, NULL, 0);
    bool is_done = !ref_is_null(result);
    if (!is_done) {
        error_write_unraisable(ts, NULL, NO_VALUE);
    }
    ref_drop(ts, result);
    ref_drop(ts, module);
    return is_done;
}

static bool has_finalizer(ThreadState *ts, Value v) ATTACHED {
    return value_is_object(v) && value_type(ts, v)->slots.finalize;
}

// Sets the names of the dict whose values have finalizers to None, in order: they run here, as
// a rule, while the other names still mean something.
static void drop_finalized(ThreadState *ts, Object *dict) ATTACHED RUNS_GUEST {
    Ref names = list_from_iterable(ts, object_value(dict));
    int64_t n = ref_is_null(names) ? 0 : list_length(value_object(borrow(names)));
    for (int64_t i = 0; i < n; i++) {
        Ref name = list_get(ts, value_object(borrow(names)), i);
        Ref value = dict_get(ts, dict, borrow(name));
        if (!ref_is_null(value) && has_finalizer(ts, borrow(value))) {
            dict_set(ts, dict, borrow(name), NONE);
        }
        ref_drop(ts, value);
        ref_drop(ts, name);
        error_clear(ts);
    }
    ref_drop(ts, names);
    error_clear(ts);
}

// What the program's names hold is finalized, as CPython does it at the end: what they hold
// themselves, then, with the module gone, what was held by that and by cycles. Nobody else runs
// any more.
static void finalize_program(ThreadState *ts) ATTACHED RUNS_GUEST {
    Ref module = dict_get_text(ts, ts->interpreter->modules, "__main__");
    if (!ref_is_null(module) && value_has_layout(ts, borrow(module), KIND_MODULE)) {
        drop_finalized(ts, ((Module *)value_object(borrow(module)))->dict);
        dict_set_text(ts, ts->interpreter->modules, "__main__", NONE);
    }
    ref_drop(ts, module);
    collector_run(ts);
    error_clear(ts);
}

// --- taking it apart ---

typedef struct Finalizable {
    ThreadState *ts;
    Object **objects;
    size_t count, capacity;
} Finalizable;

// Guest objects with a `__del__` that nothing has dropped, each with a reference.
static void gather_finalizable(Object *object, void *context) NO_CONTRACT_CHECK {
    Finalizable *found = context;
    if (object->kind != KIND_INSTANCE || !object->type->slots.finalize ||
        object->flags & OBJECT_FINALIZED || object_is_dead(object)) {
        return;
    }
    if (found->count == found->capacity) {
        size_t capacity = found->capacity * 2 + 16;
        Object **grown = realloc(found->objects, capacity * sizeof *grown);
        if (!grown) {
            return;
        }
        found->objects = grown;
        found->capacity = capacity;
    }
    object_retain(found->ts, object);
    found->objects[found->count++] = object;
}

// The interpreter ends, but not the process: what its objects stand for elsewhere, other
// interpreters and queues among it, must be given up.
static void finalize_objects(ThreadState *ts) NO_CONTRACT_CHECK {
    Finalizable found = {.ts = ts};
    heap_each_object(ts->interpreter, gather_finalizable, &found);
    for (size_t i = 0; i < found.count; i++) {
        Object *object = found.objects[i];
        or_relaxed(&object->flags, OBJECT_FINALIZED);
        object->type->slots.finalize(ts, object_value(object));
        object_release(ts, object);
    }
    free(found.objects);
    error_clear(ts);
}

// Its bytes are written and its descriptor closed while everything is still whole.
static void close_file(Object *object, void *context) NO_CONTRACT_CHECK {
    ThreadState *ts = context;
    uint16_t layout = object->type->layout;
    bool is_file = layout == KIND_TEXT_FILE || layout == KIND_BUFFERED_READER ||
                   layout == KIND_BUFFERED_WRITER || layout == KIND_BUFFERED_RANDOM ||
                   layout == KIND_FILE_IO;
    TextFile *file = (TextFile *)(void *)object;
    if (!is_file || file->fd < 0) {
        return;
    }
    if (!guest_lock_try(&file->lock, ts->id)) { // a thread was stopped while it wrote
        if (file->owns_fd) {
            close(file->fd);
        }
        file->fd = -1;
        return;
    }
    guest_lock_release(&file->lock);
    if (!text_file_close(ts, file)) {
        error_clear(ts);
    }
}

static void make_dying(Object *object, void *context) NO_CONTRACT_CHECK {
    (void)context;
    object_make_dying(object);
}

static void empty_instance(Object *object, void *context) NO_CONTRACT_CHECK {
    if (object->type->layout != KIND_TYPE && object->type->slots.destroy) {
        object->type->slots.destroy(context, object);
    }
}

static void empty_class(Object *object, void *context) NO_CONTRACT_CHECK {
    (void)context;
    if (object->type->layout == KIND_TYPE) {
        type_free_buffers((Type *)(void *)object);
    }
}

// Frees the buffers of every object, but no object: they are all dead at once, so that what
// each drops of the others changes nothing, and no one's memory goes before all have looked.
// Instances come before classes, whose shapes say what instances hold.
static void empty_heap(ThreadState *ts) ATTACHED {
    Interpreter *interpreter = ts->interpreter;
    heap_each_object(interpreter, close_file, ts);
    heap_each_object(interpreter, make_dying, ts);
    heap_each_object(interpreter, empty_instance, ts);
    heap_each_object(interpreter, empty_class, ts);
}

void interpreter_free(ThreadState *ts) NO_CONTRACT_CHECK {
    Interpreter *interpreter = ts->interpreter;
    Process *process = interpreter->process;
    process_remove(interpreter);
    shared_queues_forget_sender(process, interpreter->id);
    if (!guest_threads_have_ended(ts)) {
        return; // one is blocked outside: its memory stays until the process ends
    }
    if (interpreter->id != 0) {
        empty_heap(ts);
    }
    thread_system_destroy(interpreter);
    import_destroy(interpreter);
    source_lines_free(runtime_state_of(interpreter)->source_lines);
    types_destroy(interpreter);
    free_foundations(interpreter);
    if (!process->interpreters) {
        shared_queues_free(process);
        if (process->beginning) {
            parcel_free(process, process->beginning);
            free(process->beginning);
        }
        process_free(process);
    }
}

void interpreter_wind_down(ThreadState *ts) {
    // Who interrupts the waiting, as with Ctrl-C, does not want to wait any longer.
    bool waits = call_if_imported(ts, "threading", "_shutdown");
    if (waits && !guest_threads_join_all(ts)) {
        error_write_unraisable(ts, NULL, NO_VALUE);
    }
    call_if_imported(ts, "atexit", "_run_exitfuncs");
    profile_stop(ts);
}

void interpreter_stop(ThreadState *ts) NO_CONTRACT_CHECK {
    guest_threads_cancel(ts);
    finalize_program(ts);
}

void interpreter_end(ThreadState *ts) NO_CONTRACT_CHECK {
    interpreter_wind_down(ts);
    streams_flush(ts);
    interpreter_stop(ts);
    finalize_objects(ts);
    streams_flush(ts);
    interpreter_free(ts);
}

// --- beside others ---

// The mode, the interval and the count of the interpreter that makes another one are the
// other's, too, to begin with.
static ThreadOptions options_like(const ThreadState *ts) {
    const Gil *gil = ts->interpreter->gil;
    return (ThreadOptions){
        .is_gil_off = !gil_is_enabled(gil),
        .policy = gil->policy,
        .interval_ns = gil_interval(gil),
        .check_interval = gil_check_interval(gil),
        .stack_size = load_relaxed(&ts->interpreter->world->stack_size),
    };
}

int64_t interpreter_create_beside(ThreadState *ts) NO_CONTRACT_CHECK {
    ThreadOptions options = options_like(ts);
    RefcountMode refcount = refcount_mode_get(ts);
    SysOptions sys_options = runtime_state(ts)->options;
    uint32_t recursion_limit = load_relaxed(&ts->interpreter->recursion_limit);
    guest_thread_waits(ts, WAIT_VISIT, NULL);
    thread_detach(ts);
    Interpreter *made = interpreter_create(options, ts->interpreter->process);
    if (!made) {
        visit_return(ts);
        return -1;
    }
    ThreadState *visitor = made->main_thread;
    visit_adopt(visitor, ts);
    runtime_state(visitor)->options = sys_options;
    made->recursion_limit = recursion_limit;
    if (refcount != REFCOUNT_BIASED) {
        refcount_mode_set(visitor, refcount);
    }
    int64_t id = made->id;
    visit_leave(visitor);
    interpreter_return(ts, made);
    return id;
}

void interpreter_close(ThreadState *ts, Interpreter *other) NO_CONTRACT_CHECK {
    interpreter_end(visit_begin(ts, other));
    visit_return(ts);
}

void interpreter_return(ThreadState *home, Interpreter *other) NO_CONTRACT_CHECK {
    if (!process_release(other)) {
        interpreter_end(visit_enter(home, other));
    }
    visit_return(home);
}

void interpreters_end_all(ThreadState *ts) NO_CONTRACT_CHECK {
    Interpreter *other;
    while ((other = process_claim_any(ts->interpreter->process)) != NULL) {
        interpreter_close(ts, other);
        error_clear(ts);
    }
}
