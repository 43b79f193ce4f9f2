// open(): the arguments checked as CPython does, then a file of the right class.
#include "runtime/builtins/open.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "runtime/objects/library.h"
#include "runtime/objects/path_text.h"
#include "runtime/objects/text_file.h"
#include "vm/exec/call.h"
#include "vm/needs_runtime.h"
#include "vm/object/exceptions.h"
#include "vm/object/heap.h"
#include "vm/object/protocol.h"
#include "vm/object/refcount.h"
#include "vm/thread/thread_state.h"

enum {
    FILE_ARGUMENT,
    MODE,
    BUFFERING,
    ENCODING,
    ERRORS,
    NEWLINE,
    CLOSE_FD,
    OPENER,
};

// What a mode string asks for.
typedef struct OpenMode {
    int flags;
    bool can_read;
    bool can_write;
    bool is_binary;
} OpenMode;

// False with ValueError.
static bool parse_mode(ThreadState *ts, const char *text, OpenMode *mode) ATTACHED {
    *mode = (OpenMode){0};
    int kinds = 0;
    bool updates = false;
    bool is_text = false;
    char seen[128] = {0};
    for (const char *p = text; *p; p++) {
        if (!strchr("rwax+bt", *p) || seen[(int)*p]++) {
            raise_error(ts, EXC_VALUE_ERROR, "invalid mode: '%s'", text);
            return false;
        }
        kinds += strchr("rwax", *p) != NULL;
        mode->can_read |= *p == 'r';
        mode->can_write |= strchr("wax", *p) != NULL;
        mode->flags |= *p == 'w'   ? O_CREAT | O_TRUNC
                       : *p == 'a' ? O_CREAT | O_APPEND
                       : *p == 'x' ? O_CREAT | O_EXCL
                                   : 0;
        updates |= *p == '+';
        mode->is_binary |= *p == 'b';
        is_text |= *p == 't';
    }
    if (mode->is_binary && is_text) {
        raise_error(ts, EXC_VALUE_ERROR, "can't have text and binary mode at once");
        return false;
    }
    if (kinds != 1) {
        raise_error(ts, EXC_VALUE_ERROR,
                    kinds ? "must have exactly one of create/read/write/append mode"
                          : "Must have exactly one of create/read/write/append mode and at "
                            "most one plus");
        return false;
    }
    mode->can_read |= updates;
    mode->can_write |= updates;
    mode->flags |= mode->can_read && mode->can_write ? O_RDWR
                   : mode->can_write                 ? O_WRONLY
                                                     : O_RDONLY;
    return true;
}

static bool is_given(Value v) {
    return !value_is_null(v) && !value_is_none(v);
}

// An argument that is None or a str. False with TypeError.
static bool check_text(ThreadState *ts, Value v, const char *name) ATTACHED {
    if (is_given(v) && !value_has_layout(ts, v, KIND_STR)) {
        raise_error(ts, EXC_TYPE_ERROR, "open() argument '%s' must be str or None, not %s",
                    name, value_type_name(ts, v));
        return false;
    }
    return true;
}

// What only a text file takes. False with the exception set.
static bool check_binary(ThreadState *ts, const Value *a, int64_t buffering,
                         bool is_binary) ATTACHED {
    static const struct {
        int argument;
        const char *name;
    } TEXT_ONLY[] = {{ENCODING, "encoding"}, {ERRORS, "errors"}, {NEWLINE, "newline"}};
    for (size_t i = 0; is_binary && i < sizeof TEXT_ONLY / sizeof *TEXT_ONLY; i++) {
        if (is_given(a[TEXT_ONLY[i].argument])) {
            raise_error(ts, EXC_VALUE_ERROR, "binary mode doesn't take %s %s argument",
                        i == 2 ? "a" : "an", TEXT_ONLY[i].name);
            return false;
        }
    }
    if (!is_binary && buffering == 0) {
        raise_error(ts, EXC_VALUE_ERROR, "can't have unbuffered text I/O");
        return false;
    }
    return true;
}

// Opens the path, detached. -1 with OSError.
static int open_path(ThreadState *ts, Value path, int flags) ATTACHED {
    char *text = path_text(ts, path);
    if (!text) {
        return -1;
    }
    thread_detach(ts);
    int fd = open(text, flags | O_CLOEXEC, 0666);
    int error = errno;
    thread_attach(ts);
    buffer_free(ts, text);
    if (fd < 0) {
        raise_os_error(ts, error, path);
    }
    return fd;
}

static bool is_path(ThreadState *ts, Value v) ATTACHED {
    return value_has_layout(ts, v, KIND_STR) || value_has_layout(ts, v, KIND_BYTES);
}

// A path as a Str or Bytes; an int stays. NO_REF with TypeError.
static Ref read_path(ThreadState *ts, Value v) ATTACHED RUNS_GUEST {
    if (value_is_small_int(v) || value_is_bool(v) || is_path(ts, v)) {
        return ref_take(ts, v);
    }
    Ref name = str_from_text(ts, "__fspath__");
    Ref method = NO_REF;
    bool ok = !ref_is_null(name) && value_find_attribute(ts, v, borrow(name), &method);
    ref_drop(ts, name);
    if (ok && (ref_is_null(method) || value_is_none(borrow(method)))) {
        return raise_error(ts, EXC_TYPE_ERROR,
                           "expected str, bytes or os.PathLike object, not %s",
                           value_type_name(ts, v));
    }
    Ref path = ok ? value_call(ts, borrow(method), NULL, 0) : NO_REF;
    ref_drop(ts, method);
    if (!ref_is_null(path) && !is_path(ts, borrow(path))) {
        raise_error(ts, EXC_TYPE_ERROR,
                    "expected %s.__fspath__() to return str or bytes, not %s",
                    value_type_name(ts, v), value_type_name(ts, borrow(path)));
        ref_drop(ts, path);
        return NO_REF;
    }
    return path;
}

// The descriptor for a path, by the opener if there is one; or the number given. -1 with the
// exception set.
static int descriptor(ThreadState *ts, Value path, const Value *a,
                      int flags) ATTACHED RUNS_GUEST {
    int64_t number;
    if (!is_path(ts, path)) {
        if (!value_to_index(ts, path, EXC_OVERFLOW_ERROR, &number)) {
            return -1;
        }
        if (number < 0 || number > INT32_MAX) {
            raise_error(ts, EXC_VALUE_ERROR, "negative file descriptor");
            return -1;
        }
        if (fcntl((int)number, F_GETFD) < 0) {
            raise_os_error(ts, errno, NO_VALUE);
            return -1;
        }
        return (int)number;
    }
    if (!is_given(a[OPENER])) {
        return open_path(ts, path, flags);
    }
    Value arguments[] = {path, value_from_int(flags | O_CLOEXEC)};
    Ref opened = value_call(ts, a[OPENER], arguments, 2);
    bool ok =
        !ref_is_null(opened) && value_to_index(ts, borrow(opened), EXC_OVERFLOW_ERROR, &number);
    ref_drop(ts, opened);
    if (ok && (number < 0 || number > INT32_MAX)) {
        raise_error(ts, EXC_VALUE_ERROR, "opener returned %lld", (long long)number);
        ok = false;
    }
    return ok ? (int)number : -1;
}

// Whether codecs.py knows an encoding that is not native; false keeps the LookupError.
static bool is_known_to_guest(ThreadState *ts, Value encoding) ATTACHED RUNS_GUEST {
    if (!error_matches(ts, EXC_LOOKUP_ERROR)) {
        return false;
    }
    error_clear(ts);
    Ref codec = library_call(ts, "codecs", "lookup", &encoding, 1);
    ref_drop(ts, codec);
    return !ref_is_null(codec);
}

// A text file in an encoding that is not native, or not read byte by byte: io.py decodes it.
static Ref open_wide(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    Value arguments[] = {a[FILE_ARGUMENT], is_given(a[MODE]) ? a[MODE] : NONE, a[ENCODING],
                         is_given(a[ERRORS]) ? a[ERRORS] : NONE,
                         is_given(a[NEWLINE]) ? a[NEWLINE] : NONE};
    return library_call(ts, "io", "_open_wide", arguments, 5);
}

static Kind file_kind(const OpenMode *mode, int64_t buffering) {
    return !mode->is_binary                    ? KIND_TEXT_FILE
           : buffering == 0                    ? KIND_FILE_IO
           : mode->can_read && mode->can_write ? KIND_BUFFERED_RANDOM
           : mode->can_read                    ? KIND_BUFFERED_READER
                                               : KIND_BUFFERED_WRITER;
}

// The mode of a file of bytes, as the file says it.
static Ref binary_mode_text(ThreadState *ts, const OpenMode *mode) ATTACHED {
    bool is_both = mode->can_read && mode->can_write;
    bool starts = mode->flags & O_TRUNC && !is_both;
    const char *kind = mode->flags & O_EXCL     ? "xb"
                       : mode->flags & O_APPEND ? "ab"
                       : starts                 ? "wb"
                                                : "rb";
    return str_format(ts, "%s%s", kind, is_both ? "+" : "");
}

// A file that open() opens is closed with its object. False with ValueError.
static bool check_close_fd(ThreadState *ts, const Value *a, Value path) ATTACHED RUNS_GUEST {
    int closes = value_is_null(a[CLOSE_FD]) ? 1 : value_truth(ts, a[CLOSE_FD]);
    if (closes == 0 && is_path(ts, path)) {
        raise_error(ts, EXC_VALUE_ERROR, "Cannot use closefd=False with file name");
    }
    return !error_is_set(ts);
}

// The file for a descriptor that is open, or NO_REF with the descriptor closed.
static Ref make_file(ThreadState *ts, const Value *a, const OpenMode *mode, int fd, Value path,
                     int64_t buffering, NewlineMode newline,
                     CodecId codec) ATTACHED RUNS_GUEST {
    bool has_path = is_path(ts, path);
    int closes = has_path || value_is_null(a[CLOSE_FD]) ? 1 : value_truth(ts, a[CLOSE_FD]);
    struct stat status;
    if (fstat(fd, &status) != 0) { // what an opener gave
        return raise_os_error(ts, errno, NO_VALUE);
    }
    if (S_ISDIR(status.st_mode)) {
        if (has_path) {
            close(fd);
        }
        return raise_os_error(ts, EISDIR, path);
    }
    Ref mode_text = mode->is_binary     ? binary_mode_text(ts, mode)
                    : is_given(a[MODE]) ? ref_take(ts, a[MODE])
                                        : str_from_text(ts, "r");
    Ref made = ref_is_null(mode_text) || closes < 0
                   ? NO_REF
                   : text_file_new(ts, file_kind(mode, buffering), fd, path, borrow(mode_text),
                                   closes);
    ref_drop(ts, mode_text);
    if (ref_is_null(made)) {
        close(fd);
        return NO_REF;
    }
    TextFile *file = as_file(borrow(made));
    file->can_read = mode->can_read;
    file->can_write = mode->can_write;
    file->is_unbuffered = buffering == 0;
    file->is_line_buffered = buffering == 1 || (buffering < 0 && isatty(fd));
    file->newline = newline;
    file->codec = codec;
    if (!mode->is_binary) {
        Ref encoding =
            is_given(a[ENCODING]) ? ref_take(ts, a[ENCODING]) : str_intern_text(ts, "UTF-8");
        file->encoding = borrow(encoding);
        file->errors = is_given(a[ERRORS]) ? borrow(ref_take(ts, a[ERRORS])) : NO_VALUE;
    }
    if (mode->flags & O_APPEND) {
        lseek(fd, 0, SEEK_END);
    }
    return made;
}

Ref open_function(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    int64_t buffering = -1;
    NewlineMode newline;
    CodecId codec = CODEC_UTF_8;
    OpenMode mode;
    if (!value_is_null(a[MODE]) && !value_has_layout(ts, a[MODE], KIND_STR)) {
        return raise_error(ts, EXC_TYPE_ERROR, "open() argument 'mode' must be str, not %s",
                           value_type_name(ts, a[MODE]));
    }
    if ((!value_is_null(a[BUFFERING]) &&
         !value_to_index(ts, a[BUFFERING], EXC_OVERFLOW_ERROR, &buffering)) ||
        !check_text(ts, a[ENCODING], "encoding") || !check_text(ts, a[ERRORS], "errors") ||
        !check_text(ts, a[NEWLINE], "newline")) {
        return NO_REF;
    }
    char *mode_text = value_is_null(a[MODE]) ? NULL : str_to_utf8(ts, a[MODE], NULL);
    bool ok = (value_is_null(a[MODE]) || mode_text) &&
              parse_mode(ts, mode_text ? mode_text : "r", &mode);
    buffer_free(ts, mode_text);
    if (!ok || !check_binary(ts, a, buffering, mode.is_binary) ||
        !text_file_newline(ts, a[NEWLINE], &newline)) {
        return NO_REF;
    }
    bool is_native = !is_given(a[ENCODING]) || codec_find(ts, a[ENCODING], &codec);
    if (!is_native && !is_known_to_guest(ts, a[ENCODING])) {
        return NO_REF;
    }
    if (!is_native || codec > CODEC_LATIN_1 || codec == CODEC_UTF_8_SIG) {
        return open_wide(ts, a);
    }
    Ref path = read_path(ts, a[FILE_ARGUMENT]);
    bool may_open = !ref_is_null(path) && check_close_fd(ts, a, borrow(path));
    int fd = may_open ? descriptor(ts, borrow(path), a, mode.flags) : -1;
    Ref file =
        fd < 0 ? NO_REF : make_file(ts, a, &mode, fd, borrow(path), buffering, newline, codec);
    ref_drop(ts, path);
    return file;
}
