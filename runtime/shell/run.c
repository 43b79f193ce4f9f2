// From the command line to a running program and its exit status.
#include "runtime/shell/run.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "runtime/builtins/compile_source.h"
#include "runtime/builtins/report.h"
#include "runtime/builtins/streams.h"
#include "runtime/import/import.h"
#include "runtime/modules/parcel.h"
#include "runtime/objects/library.h"
#include "runtime/objects/runtime_state.h"
#include "runtime/shell/read_file.h"
#include "vm/base/check.h"
#include "vm/exec/call.h"
#include "vm/exec/frame.h"
#include "vm/needs_runtime.h"
#include "vm/object/exceptions.h"
#include "vm/object/heap.h"
#include "vm/object/protocol.h"
#include "vm/object/refcount.h"
#include "vm/observe/collisions.h"
#include "vm/thread/event_log.h"
#include "vm/thread/process.h"
#include "vm/thread/thread_state.h"

#define STATUS_USAGE 2

static bool append_text(ThreadState *ts, Value list, const char *text) ATTACHED {
    Ref item = str_from_text(ts, text);
    bool ok = !ref_is_null(item) && list_append(ts, value_object(list), borrow(item));
    ref_drop(ts, item);
    return ok;
}

// Takes "." and "" out of a path from the root on, and each ".." with what stands before it.
static void tidy_path(char *path) {
    char *end = path; // of what is kept
    for (const char *at = path; *at;) {
        at += strspn(at, "/");
        size_t length = strcspn(at, "/");
        if (length == 2 && strncmp(at, "..", 2) == 0) {
            while (end > path && *--end != '/') {
            }
        } else if (length > 0 && !(length == 1 && *at == '.')) {
            *end++ = '/';
            memmove(end, at, length);
            end += length;
        }
        at += length;
    }
    if (end == path) {
        *end++ = '/';
    }
    *end = 0;
}

// Adds the folder, from the root on, unless it is there. What has no such path is left out.
static bool append_folder(ThreadState *ts, Value list, const char *name,
                          size_t length) ATTACHED RUNS_GUEST {
    bool is_relative = length == 0 || name[0] != '/';
    char *current = is_relative ? getcwd(NULL, 0) : NULL;
    if (is_relative && !current) {
        return true;
    }
    char *folder;
    bool ok = asprintf(&folder, "%s/%.*s", current ? current : "", (int)length, name) >= 0;
    free(current);
    if (!ok) {
        return false;
    }
    tidy_path(folder);
    Ref item = str_from_text(ts, folder);
    free(folder);
    int is_there = ref_is_null(item) ? -1 : value_contains(ts, list, borrow(item));
    ok = is_there > 0 || (is_there == 0 && list_append(ts, value_object(list), borrow(item)));
    ref_drop(ts, item);
    return ok;
}

// The folders that PYTHONPATH names, with colons between, each once; "" is the current one.
static Ref python_path(ThreadState *ts) ATTACHED RUNS_GUEST {
    Ref folders = list_new(ts, 0);
    const char *at = getenv("PYTHONPATH");
    bool is_more = at && *at;
    bool ok = !ref_is_null(folders);
    while (ok && is_more) {
        size_t length = strcspn(at, ":");
        ok = append_folder(ts, borrow(folders), at, length);
        is_more = at[length] == ':';
        at += length + is_more;
    }
    if (!ok) {
        ref_drop(ts, folders);
        return NO_REF;
    }
    return folders;
}

// sys.path: first the script's folder, or the current one.
static bool set_path(ThreadState *ts, const CommandLine *line) ATTACHED RUNS_GUEST {
    Ref path = list_new(ts, 1);
    bool ok = !ref_is_null(path);
    if (ok && line->kind == RUN_SCRIPT) {
        char *real = realpath(line->target, NULL);
        char *slash = real ? strrchr(real, '/') : NULL;
        if (slash) {
            *slash = 0;
        }
        ok = append_text(ts, borrow(path), real ? real : "");
        free(real);
    } else if (ok && line->kind == RUN_MODULE) {
        ok = append_folder(ts, borrow(path), "", 0);
    } else if (ok) {
        ok = append_text(ts, borrow(path), "");
    }
    Ref more = ok && !line->ignore_environment ? python_path(ts) : list_new(ts, 0);
    ok = ok && !ref_is_null(more) &&
         list_extend(ts, value_object(borrow(path)), borrow(more)) &&
         dict_set_text(ts, ts->interpreter->sys_dict, "path", borrow(path));
    ref_drop(ts, more);
    ref_drop(ts, path);
    return ok;
}

// sys.warnoptions: what PYTHONWARNINGS says, with commas between, and the options -W.
static bool set_warning_options(ThreadState *ts, const CommandLine *line) ATTACHED {
    Ref options = list_new(ts, 0);
    bool ok = !ref_is_null(options);
    const char *at = line->ignore_environment ? NULL : getenv("PYTHONWARNINGS");
    while (ok && at && *at) {
        size_t length = strcspn(at, ",");
        char *option = length ? strndup(at, length) : NULL;
        ok = !length || (option && append_text(ts, borrow(options), option));
        free(option);
        at += length + (at[length] == ',');
    }
    for (size_t i = 0; ok && line->warnings[i]; i++) {
        ok = append_text(ts, borrow(options), line->warnings[i]);
    }
    ok = ok && dict_set_text(ts, ts->interpreter->sys_dict, "warnoptions", borrow(options));
    ref_drop(ts, options);
    return ok;
}

// Other interpreters begin with what this one begins with.
static bool keep_beginning(ThreadState *ts) ATTACHED RUNS_GUEST {
    static const char *const NAMES[] = {"argv", "path", "warnoptions"};
    Value tuples[3];
    size_t n = 0;
    for (bool ok = true; ok && n < 3; n += ok) {
        Ref list = dict_get_text(ts, ts->interpreter->sys_dict, NAMES[n]);
        Ref tuple = ref_is_null(list) ? NO_REF : tuple_from_iterable(ts, borrow(list));
        tuples[n] = borrow(tuple);
        ok = !ref_is_null(tuple);
        ref_drop(ts, list);
    }
    Ref all = n == 3 ? tuple_from_array(ts, tuples, 3) : NO_REF;
    Parcel *parcel = ref_is_null(all) ? NULL : calloc(1, sizeof *parcel);
    bool is_packed = parcel && parcel_pack(ts, borrow(all), parcel) == 1;
    if (is_packed) {
        ts->interpreter->process->beginning = parcel;
    } else {
        free(parcel);
    }
    ref_drop(ts, all);
    while (n > 0) {
        value_drop(ts, tuples[--n]);
    }
    return is_packed;
}

bool run_set_up(ThreadState *ts, const CommandLine *line) {
    Ref argv = list_new(ts, (size_t)line->n_arguments + 1);
    const char *first = line->kind == RUN_COMMAND  ? "-c"
                        : line->kind == RUN_MODULE ? "-m"
                        : line->target             ? line->target
                                                   : "";
    bool ok = !ref_is_null(argv) && append_text(ts, borrow(argv), first);
    for (int i = 0; ok && i < line->n_arguments; i++) {
        ok = append_text(ts, borrow(argv), line->arguments[i]);
    }
    ok = ok && dict_set_text(ts, ts->interpreter->sys_dict, "argv", borrow(argv));
    ref_drop(ts, argv);
    SysOptions *options = &runtime_state(ts)->options;
    options->inspect = line->inspect;
    options->quiet = line->quiet;
    options->gil_at_start = !line->is_gil_off;
    options->threads = line->threads;
    return ok && set_warning_options(ts, line) && set_path(ts, line) && keep_beginning(ts);
}

Object *run_main_dict(ThreadState *ts) {
    Value name = known_name(ts, NAME_MAIN);
    Ref module = dict_get(ts, ts->interpreter->modules, name);
    if (ref_is_null(module)) {
        module = module_new(ts, name);
        if (ref_is_null(module) ||
            !dict_set(ts, ts->interpreter->modules, name, borrow(module))) {
            return NULL;
        }
        Object *dict = ((Module *)value_object(borrow(module)))->dict;
        if (!dict_set(ts, dict, known_name(ts, NAME_BUILTINS),
                      object_value(ts->interpreter->builtins_module)) ||
            !dict_set_text(ts, dict, "__loader__", NONE) ||
            !dict_set(ts, dict, known_name(ts, NAME_SPEC), NONE)) {
            return NULL;
        }
    }
    Object *dict = ((Module *)value_object(borrow(module)))->dict;
    ref_drop(ts, module);
    return dict;
}

// The status of SystemExit(code); anything but a number or None is printed and means 1.
static int exit_status(ThreadState *ts, Value exception) ATTACHED {
    Value code = ((Exception *)value_object(exception))->fields[0];
    if (value_is_null(code) || value_is_none(code)) {
        return 0;
    }
    if (value_is_small_int(code)) {
        return (int)(value_to_int(code) & 0xFF);
    }
    if (value_is_bool(code)) {
        return code.bits == TRUE_VALUE.bits;
    }
    Ref text = value_str(ts, code);
    Ref newline = str_from_text(ts, "\n");
    Ref line = ref_is_null(text) ? NO_REF : str_concatenate(ts, borrow(text), borrow(newline));
    if (!ref_is_null(line)) {
        streams_write_error(ts, borrow(line));
    }
    ref_drop(ts, line);
    ref_drop(ts, newline);
    ref_drop(ts, text);
    error_clear(ts);
    return 1;
}

static void write_line(ThreadState *ts, const char *text) ATTACHED RUNS_GUEST {
    Ref line = str_from_text(ts, text);
    streams_write_error(ts, borrow(line));
    ref_drop(ts, line);
}

// Calls a hook that is the guest's. False with the exception set.
static bool call_guest_hook(ThreadState *ts, Value hook, Value exception) ATTACHED RUNS_GUEST {
    Value traceback = ((Exception *)value_object(exception))->traceback;
    Value arguments[3] = {object_value(value_type(ts, exception)), exception,
                          value_is_null(traceback) ? NONE : traceback};
    Ref result = value_call(ts, hook, arguments, 3);
    ref_drop(ts, result);
    return !ref_is_null(result);
}

// Hands the exception to sys.excepthook; if that is the original one or fails, prints it. The
// status to end with: that of a hook that ends the program, otherwise `status`.
static int call_excepthook(ThreadState *ts, Value exception, int status) ATTACHED RUNS_GUEST {
    Ref hook = dict_get_text(ts, ts->interpreter->sys_dict, "excepthook");
    Ref original = dict_get_text(ts, ts->interpreter->sys_dict, "__excepthook__");
    bool is_guests = !ref_is_null(hook) && !value_same(borrow(hook), borrow(original));
    bool is_reported = is_guests && call_guest_hook(ts, borrow(hook), exception);
    if (ref_is_null(hook)) {
        write_line(ts, "sys.excepthook is missing\n");
    } else if (is_guests && !is_reported) {
        Ref failure = error_fetch(ts);
        is_reported = type_is_subtype(value_type(ts, borrow(failure)),
                                      exception_type(ts, EXC_SYSTEM_EXIT));
        if (is_reported) {
            status = exit_status(ts, borrow(failure));
        } else {
            write_line(ts, "Error in sys.excepthook:\n");
            report_exception(ts, borrow(failure));
            write_line(ts, "\nOriginal exception was:\n");
        }
        ref_drop(ts, failure);
    }
    if (!is_reported) {
        report_exception(ts, exception);
    }
    ref_drop(ts, original);
    ref_drop(ts, hook);
    return status;
}

int run_report(ThreadState *ts) {
    Ref exception = error_fetch(ts);
    int status = 1;
    if (type_is_subtype(value_type(ts, borrow(exception)),
                        exception_type(ts, EXC_SYSTEM_EXIT))) {
        status = exit_status(ts, borrow(exception));
    } else {
        if (type_is_subtype(value_type(ts, borrow(exception)),
                            exception_type(ts, EXC_KEYBOARD_INTERRUPT))) {
            status = STATUS_KILLED_BY_INTERRUPT;
        }
        status = call_excepthook(ts, borrow(exception), status);
    }
    ref_drop(ts, exception);
    return status;
}

static Ref compile(ThreadState *ts, const char *text, size_t size, const char *file_name,
                   SourceMode mode) ATTACHED {
    return source_to_code(ts, text, size, file_name, mode, 0);
}

// Runs code in __main__ and drops it. Null with the exception set; so it is without code.
static Ref execute_main(ThreadState *ts, Ref code) ATTACHED RUNS_GUEST {
    Object *dict = ref_is_null(code) ? NULL : run_main_dict(ts);
    Ref value =
        dict ? execute_code(ts, (Code *)value_object(borrow(code)), dict, NO_VALUE) : NO_REF;
    ref_drop(ts, code);
    return value;
}

int run_source(ThreadState *ts, const char *text, size_t size, const char *file_name) {
    ref_drop(ts, execute_main(ts, compile(ts, text, size, file_name, SOURCE_MODULE)));
    return error_is_set(ts) ? run_report(ts) : 0;
}

Ref run_expression(ThreadState *ts, const char *text, const char *file_name) {
    return execute_main(ts, compile(ts, text, strlen(text), file_name, SOURCE_EXPRESSION));
}

void run_start_watching(ThreadState *ts, const CommandLine *line) {
    if (line->watch) {
        collisions_watch(ts);
    }
    if (line->stats || line->timeline) {
        event_log_start(ts, line->timeline ? line->event_capacity : 0);
    }
}

// Runs the program's text. Watching begins when there is a program to watch.
static int run_text(ThreadState *ts, const CommandLine *line, const char *text, size_t size,
                    const char *file_name) ATTACHED RUNS_GUEST {
    Ref code = compile(ts, text, size, file_name, SOURCE_MODULE);
    if (!ref_is_null(code)) {
        run_start_watching(ts, line);
    }
    ref_drop(ts, execute_main(ts, code));
    return error_is_set(ts) ? run_report(ts) : 0;
}

// The path of a script as its __file__ and its tracebacks have it: from the root on, as CPython
// does, but not otherwise tidied. The caller frees it; null if there is no memory.
static char *script_path(const char *path) {
    char *folder = path[0] == '/' ? NULL : getcwd(NULL, 0);
    if (!folder) {
        return strdup(path);
    }
    if (strncmp(path, "./", 2) == 0) {
        path += 2;
    }
    size_t size = strlen(folder) + strlen(path) + 2;
    char *full = malloc(size);
    if (full) {
        snprintf(full, size, "%s/%s", strcmp(folder, "/") == 0 ? "" : folder, path);
    }
    free(folder);
    return full;
}

static int run_file(ThreadState *ts, const CommandLine *line, const char *path) ATTACHED {
    size_t size = 0;
    thread_detach(ts);
    char *text = read_file(path, &size);
    int error = errno;
    thread_attach(ts);
    if (!text) {
        fprintf(stderr, "gilt: can't open file '%s': [Errno %d] %s\n", path, error,
                strerror(error));
        return STATUS_USAGE;
    }
    bool is_stdin = strcmp(path, "-") == 0;
    Object *dict = run_main_dict(ts);
    char *full = script_path(path);
    Ref name = full ? str_from_text(ts, full) : raise_memory_error(ts);
    int status = 1;
    if (dict && !ref_is_null(name) &&
        (is_stdin || (dict_set_text(ts, dict, "__file__", borrow(name)) &&
                      dict_set_text(ts, dict, "__cached__", NONE)))) {
        if (is_stdin) {
            report_register_source(ts, "<stdin>", text, size);
        }
        status = run_text(ts, line, text, size, is_stdin ? "<stdin>" : full);
    }
    ref_drop(ts, name);
    free(full);
    free(text);
    return status;
}

static int run_module(ThreadState *ts, const char *name) ATTACHED {
    Ref text = str_from_text(ts, name);
    Value argument = borrow(text);
    if (!ref_is_null(text)) {
        ref_drop(ts, library_call(ts, "runpy", "_run_module_as_main", &argument, 1));
    }
    ref_drop(ts, text);
    return error_is_set(ts) ? run_report(ts) : 0;
}

int run_program(ThreadState *ts, const CommandLine *line) {
    switch (line->kind) {
    case RUN_COMMAND:
        report_register_source(ts, "<string>", line->target, strlen(line->target));
        return run_text(ts, line, line->target, strlen(line->target), "<string>");
    case RUN_MODULE:
        run_start_watching(ts, line);
        return run_module(ts, line->target);
    case RUN_STDIN:
        return run_file(ts, line, "-");
    default:
        return run_file(ts, line, line->target);
    }
}
