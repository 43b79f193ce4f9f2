// The module sys.
//
// What programs seldom ask for (version_info, flags, float_info, ...) is written in the guest
// language (runtime/lib/_sysinfo.py) and made on first use by the module's __getattr__.
#include "runtime/modules/sys.h"
#include "runtime/modules/sys_async.h"
#include "runtime/modules/sys_frames.h"
#include "runtime/modules/sys_profile.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "runtime/builtins/report.h"
#include "runtime/builtins/standard_names.h"
#include "runtime/builtins/unraisable.h"
#include "runtime/import/import.h"
#include "runtime/objects/guest_slots.h"
#include "runtime/objects/library.h"
#include "runtime/objects/runtime_state.h"
#include "runtime/objects/str.h"
#include "vm/base/check.h"
#include "vm/exec/call.h"
#include "vm/exec/frame.h"
#include "vm/needs_runtime.h"
#include "vm/object/exceptions.h"
#include "vm/object/heap.h"
#include "vm/object/native.h"
#include "vm/object/protocol.h"
#include "vm/object/refcount.h"
#include "vm/thread/gil.h"
#include "vm/thread/mode.h"
#include "vm/thread/world.h"

static Ref sys_exit(ThreadState *ts, const Value *arguments) ATTACHED {
    Value code = value_is_null(arguments[0]) ? NONE : arguments[0];
    if (value_has_layout(ts, code, KIND_TUPLE)) {
        // As SystemExit(*code) would be made.
        Value type = object_value(exception_type(ts, EXC_SYSTEM_EXIT));
        return raise_exception(ts, value_call_unpacked(ts, type, code, NO_VALUE));
    }
    return raise_error_value(ts, EXC_SYSTEM_EXIT, value_is_none(code) ? NO_VALUE : code);
}

static Ref sys_getrefcount(ThreadState *ts, const Value *arguments) ATTACHED {
    (void)ts;
    Value v = arguments[0];
    if (!value_is_object(v) || object_is_immortal(value_object(v))) {
        return owned(value_from_int(UINT32_MAX)); // CPython: what an immortal object shows
    }
    return owned(value_from_int(object_count(ts->interpreter, value_object(v))));
}

static Ref sys_getsizeof(ThreadState *ts, const Value *arguments) ATTACHED {
    bool has_method;
    Ref size = special_call_text(ts, arguments[0], "__sizeof__", &has_method);
    if (!has_method && !error_is_set(ts)) {
        return ref_take(ts, value_is_null(arguments[1]) ? value_from_int(0) : arguments[1]);
    }
    return size;
}

static Ref sys_getrecursionlimit(ThreadState *ts, const Value *arguments) ATTACHED {
    (void)arguments;
    return owned(value_from_int(load_relaxed(&ts->interpreter->recursion_limit)));
}

static Ref sys_setrecursionlimit(ThreadState *ts, const Value *arguments) ATTACHED {
    int64_t limit;
    if (!value_to_index(ts, arguments[0], EXC_OVERFLOW_ERROR, &limit)) {
        return NO_REF;
    }
    if (limit < 1) {
        return raise_error(ts, EXC_VALUE_ERROR,
                           "recursion limit must be greater or equal than 1");
    }
    if (limit > INT32_MAX) {
        return raise_error(ts, EXC_OVERFLOW_ERROR, "Python int too large to convert to C int");
    }
    if ((uint64_t)limit <= ts->guest_depth) {
        return raise_error(
            ts, EXC_RECURSION_ERROR,
            "cannot set the recursion limit to %lld at the recursion depth %u: the limit "
            "is too low",
            (long long)limit, ts->guest_depth);
    }
    store_relaxed(&ts->interpreter->recursion_limit, (uint32_t)limit);
    return owned(NONE);
}

static Ref sys_getswitchinterval(ThreadState *ts, const Value *arguments) ATTACHED {
    (void)arguments;
    return float_new(ts, (double)gil_interval(ts->interpreter->gil) / 1e9);
}

static Ref sys_setswitchinterval(ThreadState *ts, const Value *arguments) ATTACHED {
    double seconds;
    if (!value_to_float(ts, arguments[0], &seconds)) {
        return NO_REF;
    }
    if (!(seconds > 0)) {
        return raise_error(ts, EXC_VALUE_ERROR, "switch interval must be strictly positive");
    }
    double ns = seconds * 1e9;
    gil_set_interval(ts->interpreter->gil,
                     ns < 1e18 ? (ns < 1 ? 1 : (uint64_t)ns) : UINT64_C(1) << 60);
    return owned(NONE);
}

static Ref sys_is_gil_enabled(ThreadState *ts, const Value *arguments) ATTACHED {
    (void)arguments;
    return owned(value_bool(mode_get(ts) == GIL_ON));
}

static Ref sys_is_finalizing(ThreadState *ts, const Value *arguments) ATTACHED {
    (void)arguments;
    return owned(value_bool(load_relaxed(&ts->interpreter->is_finalizing)));
}

static Ref sys_intern(ThreadState *ts, const Value *arguments) ATTACHED {
    if (!value_is(arguments[0], KIND_STR)) {
        return raise_error(ts, EXC_TYPE_ERROR, "intern() argument must be str, not %s",
                           value_type_name(ts, arguments[0]));
    }
    return str_intern(ts, arguments[0]);
}

// The exception being handled, as a borrowed value; NONE if there is none.
static Value handled(const ThreadState *ts) {
    return value_is_null(ts->handled) ? NONE : ts->handled;
}

static Ref sys_exception(ThreadState *ts, const Value *arguments) ATTACHED {
    (void)arguments;
    return ref_take(ts, handled(ts));
}

static Ref sys_exc_info(ThreadState *ts, const Value *arguments) ATTACHED {
    (void)arguments;
    Value exception = handled(ts);
    Value parts[3] = {NONE, NONE, NONE};
    if (!value_is_none(exception)) {
        Value traceback = ((Exception *)value_object(exception))->traceback;
        parts[0] = object_value(value_type(ts, exception));
        parts[1] = exception;
        parts[2] = value_is_null(traceback) ? NONE : traceback;
    }
    return tuple_from_array(ts, parts, 3);
}

static Ref sys_getdefaultencoding(ThreadState *ts, const Value *arguments) ATTACHED {
    (void)arguments;
    return str_from_text(ts, "utf-8");
}

static Ref sys_getfilesystemencodeerrors(ThreadState *ts, const Value *arguments) ATTACHED {
    (void)arguments;
    return str_from_text(ts, "surrogateescape");
}

static Ref sys_get_int_max_str_digits(ThreadState *ts, const Value *arguments) ATTACHED {
    (void)arguments;
    return int_from_i64(ts, load_relaxed(&runtime_state(ts)->int_digit_limit));
}

static Ref sys_set_int_max_str_digits(ThreadState *ts, const Value *arguments) ATTACHED {
    int64_t limit;
    if (!value_to_index(ts, arguments[0], EXC_OVERFLOW_ERROR, &limit)) {
        return NO_REF;
    }
    if (limit != 0 && limit < 640) {
        return raise_error(ts, EXC_VALUE_ERROR, "maxdigits must be 0 or larger than 640");
    }
    store_relaxed(&runtime_state(ts)->int_digit_limit, limit);
    return owned(NONE);
}

static Ref sys_displayhook(ThreadState *ts, const Value *arguments) ATTACHED {
    if (value_is_none(arguments[0])) {
        return owned(NONE);
    }
    Ref underscore = str_intern_text(ts, "_");
    Ref print = dict_get_text(ts, ts->interpreter->builtins, "print");
    Ref text = ref_is_null(print) ? NO_REF : value_repr(ts, arguments[0]);
    Value line = borrow(text);
    Ref result = ref_is_null(text) ? NO_REF : value_call(ts, borrow(print), &line, 1);
    bool ok = !ref_is_null(result) &&
              dict_set(ts, ts->interpreter->builtins, borrow(underscore), arguments[0]);
    ref_drop(ts, result);
    ref_drop(ts, text);
    ref_drop(ts, print);
    ref_drop(ts, underscore);
    return ok ? owned(NONE) : NO_REF;
}

static Ref sys_excepthook(ThreadState *ts, const Value *arguments) ATTACHED {
    if (!value_has_layout(ts, arguments[1], KIND_EXCEPTION)) {
        return raise_error(ts, EXC_TYPE_ERROR,
                           "print_exception(): Exception expected for value, %s found",
                           value_type_name(ts, arguments[1]));
    }
    report_exception(ts, arguments[1]);
    return owned(NONE);
}

// For abc.py: from now on instances of the class match sequence or mapping patterns.
static Ref sys_mark_for_patterns(ThreadState *ts, const Value *arguments) NO_CONTRACT_CHECK {
    if (!value_has_layout(ts, arguments[0], KIND_TYPE) || !value_is(arguments[1], KIND_STR)) {
        return raise_error(ts, EXC_TYPE_ERROR, "expected a class and a str");
    }
    Type *type = (Type *)(void *)value_object(arguments[0]);
    bool is_sequence = str_equal_text(arguments[1], "sequence");
    bool is_text = type->layout == KIND_STR || type->layout == KIND_BYTES ||
                   type->layout == KIND_BYTEARRAY;
    uint32_t flag = is_sequence ? TYPE_SEQUENCE : TYPE_MAPPING;
    if (!is_text && !(load_relaxed(&type->flags) & flag)) {
        world_stop(ts); // others read the flags of classes plainly
        and_relaxed(&type->flags, ~(uint32_t)(TYPE_SEQUENCE | TYPE_MAPPING));
        or_relaxed(&type->flags, flag);
        world_start(ts);
    }
    return owned(NONE);
}

// An empty namespace object, from which types.py takes the type.
static Ref sys_namespace(ThreadState *ts, const Value *arguments) ATTACHED {
    (void)arguments;
    return value_call(ts, object_value(builtin_type(ts, KIND_SIMPLE_NAMESPACE)), NULL, 0);
}

static bool append_text(ThreadState *ts, Ref list, const char *text) ATTACHED {
    Ref item = str_intern_text(ts, text);
    bool ok = !ref_is_null(item) && list_append(ts, value_object(borrow(list)), borrow(item));
    ref_drop(ts, item);
    return ok;
}

// For _sysinfo.py: what sys.flags is made of.
static Ref sys_options(ThreadState *ts, const Value *arguments) ATTACHED {
    (void)arguments;
    const SysOptions *options = &runtime_state(ts)->options;
    Value items[] = {
        value_from_int(options->inspect),
        value_from_int(options->interactive),
        value_from_int(options->quiet),
        value_from_int(options->gil_at_start),
    };
    return tuple_from_array(ts, items, 4);
}

// For _sysinfo.py: the names of all of CPython's library.
static Ref sys_standard_names(ThreadState *ts, const Value *arguments) ATTACHED {
    (void)arguments;
    Ref list = list_new(ts, 320);
    bool ok = !ref_is_null(list);
    for (size_t i = 0; ok && standard_name(i); i++) {
        ok = append_text(ts, list, standard_name(i));
    }
    if (!ok) {
        ref_drop(ts, list);
        return NO_REF;
    }
    return list;
}

static Ref raise_no_module_attribute(ThreadState *ts, Value name) ATTACHED {
    char *text = str_to_utf8(ts, name, NULL);
    if (text) {
        raise_error(ts, EXC_ATTRIBUTE_ERROR, "module 'sys' has no attribute '%s'", text);
    }
    buffer_free(ts, text);
    return NO_REF;
}

static Ref sys_getattr(ThreadState *ts, const Value *arguments) ATTACHED {
    if (!value_has_layout(ts, arguments[0], KIND_STR)) {
        return raise_error(ts, EXC_TYPE_ERROR, "attribute name must be string, not '%s'",
                           value_type_name(ts, arguments[0]));
    }
    Ref found = library_call(ts, "_sysinfo", "find", arguments, 1);
    if (ref_is_null(found)) {
        return NO_REF;
    }
    if (value_is_none(borrow(found))) {
        ref_drop(ts, found);
        return raise_no_module_attribute(ts, arguments[0]);
    }
    Ref value = ref_take(ts, ((Tuple *)value_object(borrow(found)))->items[0]);
    ref_drop(ts, found);
    if (!dict_set(ts, ts->interpreter->sys_dict, arguments[0], borrow(value))) {
        ref_drop(ts, value);
        return NO_REF;
    }
    return value;
}

static Ref sys_dir(ThreadState *ts, const Value *arguments) ATTACHED {
    (void)arguments;
    return library_call(ts, "_sysinfo", "directory", NULL, 0);
}

static const NativeDef FUNCTIONS[] = {
    {"exit(status=None, /)", sys_exit, "Exit the interpreter by raising SystemExit(status).",
     0},
    {"getrefcount(object, /)", sys_getrefcount, "Return the reference count of object.", 0},
    {"getsizeof(object, default=None)", sys_getsizeof, "Return the size of object in bytes.",
     0},
    {"getrecursionlimit()", sys_getrecursionlimit, "Return the maximum depth of guest calls.",
     0},
    {"setrecursionlimit(limit, /)", sys_setrecursionlimit,
     "Set the maximum depth of guest calls.", 0},
    {"getswitchinterval()", sys_getswitchinterval,
     "Return how long, in seconds, a thread waits for the GIL before it asks the holder to let "
     "go.",
     0},
    {"setswitchinterval(interval, /)", sys_setswitchinterval,
     "Set the switch interval in seconds.", 0},
    {"_is_gil_enabled()", sys_is_gil_enabled, "Return True if the GIL is on.", 0},
    {"is_finalizing()", sys_is_finalizing, "Return True if the interpreter is ending.", 0},
    {"intern(string, /)", sys_intern, "Return the one interned string equal to string.", 0},
    {"exception()", sys_exception, "Return the exception being handled, or None.", 0},
    {"exc_info()", sys_exc_info,
     "Return (type, value, traceback) of the exception being handled.", 0},
    {"getdefaultencoding()", sys_getdefaultencoding, "Return 'utf-8'.", 0},
    {"getfilesystemencoding()", sys_getdefaultencoding, "Return 'utf-8'.", 0},
    {"getfilesystemencodeerrors()", sys_getfilesystemencodeerrors,
     "Return 'surrogateescape': bytes of file names that are not UTF-8 survive as lone "
     "surrogates.",
     0},
    {"get_int_max_str_digits()", sys_get_int_max_str_digits,
     "Return the limit on digits in conversions between int and str.", 0},
    {"set_int_max_str_digits(maxdigits)", sys_set_int_max_str_digits,
     "Set the limit on digits in conversions between int and str; 0 means none.", 0},
    {"displayhook(object, /)", sys_displayhook, "Print an object and keep it in builtins._.",
     0},
    {"excepthook(exctype, value, traceback, /)", sys_excepthook,
     "Handle an exception by displaying it with a traceback on sys.stderr.", 0},
    {"unraisablehook(unraisable, /)", unraisable_hook,
     "Handle an exception that cannot go on, by displaying it on sys.stderr.", 0},
    {"_getframe(depth=0, /)", sys_getframe, "Return a snapshot of a frame of the call stack.",
     0},
    {"_current_frames()", sys_current_frames,
     "Return a dict of the topmost frame of each thread, by the thread's identifier.", 0},
    {"_current_exceptions()", sys_current_exceptions,
     "Return a dict of the exception each thread is handling, by the thread's identifier.", 0},
    {"setprofile(function, /)", sys_setprofile,
     "Set the profiling function of this thread: function(frame, event, arg), or None.", 0},
    {"getprofile()", sys_getprofile, "Return the profiling function of this thread, or None.",
     0},
    {"set_asyncgen_hooks(firstiter=None, finalizer=None)", sys_set_asyncgen_hooks,
     "Set the hooks called with an async generator when it is first iterated and when it is "
     "dropped\nunfinished.",
     0},
    {"_asyncgen_hooks()", sys_asyncgen_hooks, NULL, 0},
    {"get_coroutine_origin_tracking_depth()", sys_get_coroutine_origin_tracking_depth,
     "Return how many frames are noted with each new coroutine of this thread.", 0},
    {"set_coroutine_origin_tracking_depth(depth)", sys_set_coroutine_origin_tracking_depth,
     "Note so many frames with each new coroutine of this thread, as its cr_origin; 0 for "
     "none.",
     0},
    {"_make_awaitable(function, /)", sys_make_awaitable, NULL, 0},
    {"_mark_for_patterns(cls, what, /)", sys_mark_for_patterns, NULL, 0},
    {"_namespace()", sys_namespace, NULL, 0},
    {"_options()", sys_options, NULL, 0},
    {"_standard_names()", sys_standard_names, NULL, 0},
    {"__getattr__(name, /)", sys_getattr, NULL, 0},
    {"__dir__()", sys_dir, NULL, 0},
    {NULL, NULL, NULL, 0},
};

static bool set_text(ThreadState *ts, Object *dict, const char *key,
                     const char *text) ATTACHED {
    return dict_put_text(ts, dict, key, str_from_text(ts, text));
}

static bool set_list(ThreadState *ts, Object *dict, const char *key,
                     const char *const *items) ATTACHED {
    Ref list = list_new(ts, 4);
    bool ok = !ref_is_null(list);
    for (; ok && *items; items++) {
        ok = append_text(ts, list, *items);
    }
    ok = ok && dict_set_text(ts, dict, key, borrow(list));
    ref_drop(ts, list);
    return ok;
}

static bool set_module_names(ThreadState *ts, Object *dict) ATTACHED {
    Ref list = list_new(ts, 64);
    bool ok =
        !ref_is_null(list) && append_text(ts, list, "builtins") && append_text(ts, list, "sys");
    for (const ModuleSpec *const *spec = NATIVE_MODULES; ok && *spec; spec++) {
        ok = append_text(ts, list, (*spec)->name);
    }
    Ref names = ok ? tuple_from_iterable(ts, borrow(list)) : NO_REF;
    ref_drop(ts, list);
    return dict_put_text(ts, dict, "builtin_module_names", names);
}

// A hook can be had back when a program has replaced it.
static bool keep_hook(ThreadState *ts, Object *dict, const char *name,
                      const char *kept) ATTACHED {
    return dict_put_text(ts, dict, kept, dict_get_text(ts, dict, name));
}

static bool set_up(ThreadState *ts, Object *module) ATTACHED {
    Object *dict = ((Module *)module)->dict;
    ts->interpreter->sys_dict = value_object(borrow(ref_take_object(ts, dict)));
    static const char *const NOTHING[] = {NULL};
    static const char *const ARGV[] = {"", NULL};
    char path[4096];
    ssize_t length = readlink("/proc/self/exe", path, sizeof path - 1);
    path[length > 0 ? length : 0] = 0;
    return keep_hook(ts, dict, "displayhook", "__displayhook__") &&
           keep_hook(ts, dict, "excepthook", "__excepthook__") &&
           keep_hook(ts, dict, "unraisablehook", "__unraisablehook__") &&
           dict_set_text(ts, dict, "modules", object_value(ts->interpreter->modules)) &&
           set_list(ts, dict, "argv", ARGV) && set_list(ts, dict, "path", NOTHING) &&
           set_list(ts, dict, "warnoptions", NOTHING) &&
           set_text(ts, dict, "version", "3.13.0 (gilt " GILT_VERSION ")") &&
           set_text(ts, dict, "platform", "linux") &&
           set_text(ts, dict, "byteorder", "little") &&
           set_text(ts, dict, "executable", path) && set_text(ts, dict, "prefix", "/usr") &&
           set_text(ts, dict, "exec_prefix", "/usr") &&
           set_text(ts, dict, "base_prefix", "/usr") &&
           set_text(ts, dict, "base_exec_prefix", "/usr") &&
           set_text(ts, dict, "platlibdir", "lib") && set_text(ts, dict, "abiflags", "") &&
           dict_set_text(ts, dict, "pycache_prefix", NONE) &&
           set_text(ts, dict, "copyright", "Copyright (c) the gilt authors. MIT licence.") &&
           set_text(ts, dict, "float_repr_style", "short") &&
           dict_put_text(ts, dict, "maxsize", int_from_i64(ts, INT64_MAX)) &&
           dict_set_text(ts, dict, "maxunicode", value_from_int(0x10FFFF)) &&
           dict_set_text(ts, dict, "hexversion", value_from_int(0x030D00F0)) &&
           dict_set_text(ts, dict, "api_version", value_from_int(1013)) &&
           dict_set_text(ts, dict, "dont_write_bytecode", TRUE_VALUE) &&
           set_module_names(ts, dict);
}

const ModuleSpec sys_module_spec = {
    .name = "sys",
    .doc =
        "Objects used or maintained by the interpreter, and functions that interact with it.",
    .functions = FUNCTIONS,
    .set_up = set_up,
};
