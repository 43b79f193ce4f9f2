// sys.stdin, sys.stdout, sys.stderr; print, input. (open is in open.c.)
#include "runtime/builtins/streams.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "runtime/builtins/open.h"
#include "runtime/objects/str_builder.h"
#include "runtime/objects/text_file.h"
#include "vm/base/check.h"
#include "vm/exec/call.h"
#include "vm/needs_runtime.h"
#include "vm/object/exceptions.h"
#include "vm/object/heap.h"
#include "vm/object/protocol.h"
#include "vm/object/refcount.h"
#include "vm/thread/thread_state.h"

// How a standard stream treats what it cannot decode or encode; as in CPython, bytes that are
// not UTF-8 go through unharmed where the locale says nothing of an encoding.
static Value stream_errors(ThreadState *ts, int fd) ATTACHED {
    static const char *const VARIABLES[] = {"LC_ALL", "LC_CTYPE", "LANG"};
    const char *locale = "";
    for (size_t i = 0; i < sizeof VARIABLES / sizeof *VARIABLES && !*locale; i++) {
        const char *value = getenv(VARIABLES[i]);
        locale = value ? value : "";
    }
    bool is_plain = !*locale || strcmp(locale, "C") == 0 || strcmp(locale, "POSIX") == 0;
    Ref name = fd == 2    ? str_intern_text(ts, "backslashreplace")
               : is_plain ? str_intern_text(ts, "surrogateescape")
                          : NO_REF;
    return borrow(name);
}

static bool add_stream(ThreadState *ts, int fd, const char *key, const char *backup,
                       const char *label) ATTACHED {
    Ref name = str_from_text(ts, label);
    Ref mode = str_from_text(ts, fd == 0 ? "r" : "w");
    Ref stream = ref_is_null(mode)
                     ? NO_REF
                     : text_file_new(ts, KIND_TEXT_FILE, fd, borrow(name), borrow(mode), false);
    ref_drop(ts, name);
    ref_drop(ts, mode);
    if (ref_is_null(stream)) {
        return false;
    }
    TextFile *file = (TextFile *)value_object(borrow(stream));
    file->can_read = fd == 0;
    file->can_write = fd != 0;
    file->is_unbuffered = fd == 2;
    file->is_line_buffered = fd == 1 && isatty(fd);
    file->errors = stream_errors(ts, fd);
    bool ok = dict_set_text(ts, ts->interpreter->sys_dict, key, borrow(stream)) &&
              dict_set_text(ts, ts->interpreter->sys_dict, backup, borrow(stream));
    ref_drop(ts, stream);
    return ok;
}

bool streams_set_up(ThreadState *ts) {
    return add_stream(ts, 0, "stdin", "__stdin__", "<stdin>") &&
           add_stream(ts, 1, "stdout", "__stdout__", "<stdout>") &&
           add_stream(ts, 2, "stderr", "__stderr__", "<stderr>");
}

void streams_do_not_buffer(ThreadState *ts) {
    Ref stream = dict_get_str(ts, ts->interpreter->sys_dict, known_name(ts, NAME_STDOUT));
    ((TextFile *)value_object(borrow(stream)))->is_unbuffered = true;
    ref_drop(ts, stream);
}

bool streams_flush(ThreadState *ts) {
    bool ok = true;
    static const KnownName NAMES[] = {NAME_STDERR, NAME_STDOUT};
    for (int i = 0; i < 2; i++) {
        Ref stream = dict_get_str(ts, ts->interpreter->sys_dict, known_name(ts, NAMES[i]));
        if (ref_is_null(stream) || value_is_none(borrow(stream))) {
            continue;
        }
        bool is_closed = value_is(borrow(stream), KIND_TEXT_FILE) &&
                         ((TextFile *)value_object(borrow(stream)))->fd < 0;
        Ref result = is_closed ? owned(NONE)
                               : value_call_method(ts, borrow(stream),
                                                   known_name(ts, NAME_FLUSH), NULL, 0);
        if (ref_is_null(result)) {
            ok = NAMES[i] != NAME_STDOUT;
            error_write_unraisable(ts, NULL, borrow(stream));
        }
        ref_drop(ts, result);
        ref_drop(ts, stream);
    }
    return ok;
}

void streams_write_error(ThreadState *ts, Value text) {
    Ref stream = dict_get_str(ts, ts->interpreter->sys_dict, known_name(ts, NAME_STDERR));
    if (value_is_none(borrow(stream))) {
        return; // the program does not want to hear anything
    }
    if (!ref_is_null(stream)) {
        Ref result =
            value_call_method(ts, borrow(stream), known_name(ts, NAME_WRITE), &text, 1);
        bool ok = !ref_is_null(result);
        ref_drop(ts, result);
        ref_drop(ts, stream);
        if (ok) {
            return;
        }
    }
    error_clear(ts);
    size_t size;
    char *bytes = str_to_utf8(ts, text, &size);
    for (size_t done = 0; bytes && done < size;) {
        ssize_t n = write(2, bytes + done, size - done);
        if (n <= 0) {
            break;
        }
        done += (size_t)n;
    }
    buffer_free(ts, bytes);
    error_clear(ts);
}

// sep= or end=: None means the default.
static bool check_separator(ThreadState *ts, Value *v, const char *name) ATTACHED {
    if (value_is_null(*v) || value_is_none(*v)) {
        *v = NO_VALUE;
        return true;
    }
    if (!value_has_layout(ts, *v, KIND_STR)) {
        raise_error(ts, EXC_TYPE_ERROR, "%s must be None or a string, not %s", name,
                    value_type_name(ts, *v));
        return false;
    }
    return true;
}

// All that print() writes, as one text.
static Ref print_text(ThreadState *ts, const Tuple *objects, Value separator,
                      Value end) ATTACHED {
    StrBuilder builder;
    str_builder_init(&builder, ts);
    bool ok = true;
    for (int64_t i = 0; ok && i < objects->length; i++) {
        if (i > 0) {
            ok = value_is_null(separator) ? str_builder_char(&builder, ' ')
                                          : str_builder_str(&builder, separator);
        }
        ok = ok && str_builder_value(&builder, objects->items[i]);
    }
    ok = ok && (value_is_null(end) ? str_builder_char(&builder, '\n')
                                   : str_builder_str(&builder, end));
    if (!ok) {
        str_builder_discard(&builder);
        return NO_REF;
    }
    return str_builder_finish(&builder);
}

static bool write_to(ThreadState *ts, Value file, Value text) ATTACHED RUNS_GUEST {
    if (value_is(file, KIND_TEXT_FILE)) {
        return text_file_write_str(ts, as_file(file), text);
    }
    Ref result = value_call_method(ts, file, known_name(ts, NAME_WRITE), &text, 1);
    bool ok = !ref_is_null(result);
    ref_drop(ts, result);
    return ok;
}

// Writes sep or end of print(), or what stands for it.
static bool write_separator(ThreadState *ts, Value file, Value text,
                            const char *otherwise) ATTACHED RUNS_GUEST {
    Ref piece = value_is_null(text) ? str_from_text(ts, otherwise) : ref_take(ts, text);
    bool ok = !ref_is_null(piece) && write_to(ts, file, borrow(piece));
    ref_drop(ts, piece);
    return ok;
}

// Writes to a file of the guest's, which sees the pieces one by one.
static bool print_pieces(ThreadState *ts, Value file, const Tuple *objects, Value separator,
                         Value end) ATTACHED RUNS_GUEST {
    bool ok = true;
    for (int64_t i = 0; ok && i < objects->length; i++) {
        ok = i == 0 || write_separator(ts, file, separator, " ");
        Ref text = ok ? value_str(ts, objects->items[i]) : NO_REF;
        ok = !ref_is_null(text) && write_to(ts, file, borrow(text));
        ref_drop(ts, text);
    }
    return ok && write_separator(ts, file, end, "\n");
}

// Writes to the interpreter's own file at once, so that threads do not mix their lines.
static bool print_whole(ThreadState *ts, Value file, const Tuple *objects, Value separator,
                        Value end) ATTACHED RUNS_GUEST {
    Ref text = print_text(ts, objects, separator, end);
    bool ok = !ref_is_null(text) && write_to(ts, file, borrow(text));
    ref_drop(ts, text);
    return ok;
}

static Ref builtin_print(ThreadState *ts, const Value *arguments) ATTACHED {
    Value separator = arguments[1];
    Value end = arguments[2];
    if (!check_separator(ts, &separator, "sep") || !check_separator(ts, &end, "end")) {
        return NO_REF;
    }
    bool has_file = !value_is_null(arguments[3]) && !value_is_none(arguments[3]);
    Ref file = has_file
                   ? ref_take(ts, arguments[3])
                   : dict_get_str(ts, ts->interpreter->sys_dict, known_name(ts, NAME_STDOUT));
    if (ref_is_null(file)) {
        return error_is_set(ts) ? NO_REF
                                : raise_error(ts, EXC_RUNTIME_ERROR, "lost sys.stdout");
    }
    bool ok = true;
    if (!value_is_none(borrow(file))) {
        const Tuple *objects = (const Tuple *)value_object(arguments[0]);
        ok = value_is(borrow(file), KIND_TEXT_FILE)
                 ? print_whole(ts, borrow(file), objects, separator, end)
                 : print_pieces(ts, borrow(file), objects, separator, end);
        int flush = ok && !value_is_null(arguments[4]) ? value_truth(ts, arguments[4]) : 0;
        if (flush > 0) {
            Ref result =
                value_call_method(ts, borrow(file), known_name(ts, NAME_FLUSH), NULL, 0);
            ok = !ref_is_null(result);
            ref_drop(ts, result);
        }
        ok = ok && flush >= 0;
    }
    ref_drop(ts, file);
    return ok ? owned(NONE) : NO_REF;
}

static Ref builtin_input(ThreadState *ts, const Value *arguments) ATTACHED {
    Ref in = dict_get_text(ts, ts->interpreter->sys_dict, "stdin");
    Ref out = dict_get_str(ts, ts->interpreter->sys_dict, known_name(ts, NAME_STDOUT));
    if (ref_is_null(in) || ref_is_null(out) || value_is_none(borrow(in)) ||
        value_is_none(borrow(out))) {
        ref_drop(ts, in);
        ref_drop(ts, out);
        return raise_error(ts, EXC_RUNTIME_ERROR, "input(): lost sys.stdin");
    }
    bool ok = true;
    if (!value_is_null(arguments[0])) {
        Ref prompt = value_str(ts, arguments[0]);
        ok = !ref_is_null(prompt) && write_to(ts, borrow(out), borrow(prompt));
        ref_drop(ts, prompt);
    }
    Ref flushed =
        ok ? value_call_method(ts, borrow(out), known_name(ts, NAME_FLUSH), NULL, 0) : NO_REF;
    Ref line = ref_is_null(flushed)
                   ? NO_REF
                   : value_call_method_text(ts, borrow(in), "readline", NULL, 0);
    ref_drop(ts, flushed);
    ref_drop(ts, in);
    ref_drop(ts, out);
    if (ref_is_null(line)) {
        return NO_REF;
    }
    size_t size;
    char *text = value_is(borrow(line), KIND_STR) ? str_to_utf8(ts, borrow(line), &size) : NULL;
    ref_drop(ts, line);
    if (!text) {
        return error_is_set(ts)
                   ? NO_REF
                   : raise_error(ts, EXC_TYPE_ERROR, "object.readline() returned non-string");
    }
    Ref result = size == 0 ? raise_error(ts, EXC_EOF_ERROR, "EOF when reading a line")
                           : str_from_utf8(ts, text, size - (text[size - 1] == '\n'));
    buffer_free(ts, text);
    return result;
}

const NativeDef stream_builtins[] = {
    {"print(*args, sep=' ', end='\\n', file=None, flush=False)", builtin_print,
     "Prints the values to a stream, or to sys.stdout by default.", 0},
    {"input(prompt='', /)", builtin_input, "Read a string from standard input.", 0},
    {"open(file, mode='r', buffering=-1, encoding=None, errors=None, newline=None, "
     "closefd=True, opener=None)",
     open_function, "Open file and return a stream.", 0},
    {NULL, NULL, NULL, 0},
};
