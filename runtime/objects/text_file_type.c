// The file classes: TextIOWrapper, BufferedReader, BufferedWriter, BufferedRandom, FileIO. They
// share one layout; a file of bytes differs by a flag.
#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "runtime/objects/bytes.h"
#include "runtime/objects/library.h"
#include "runtime/objects/memoryview.h"
#include "runtime/objects/text_arguments.h"
#include "runtime/objects/text_file.h"
#include "vm/exec/call.h"
#include "vm/needs_runtime.h"
#include "vm/object/exceptions.h"
#include "vm/object/heap.h"
#include "vm/object/protocol.h"
#include "vm/object/refcount.h"

static Ref none_if(bool ok) {
    return ok ? owned(NONE) : NO_REF;
}

static Ref unsupported(ThreadState *ts, const char *what) ATTACHED RUNS_GUEST {
    return raise_module_error(ts, "io", "UnsupportedOperation", "%s", what);
}

static Ref raise_closed(ThreadState *ts, const TextFile *file) ATTACHED {
    if (load_relaxed(&file->is_detached)) {
        text_file_raise_closed(ts, file, NULL);
        return NO_REF;
    }
    return raise_error(ts, EXC_VALUE_ERROR, "I/O operation on closed file.");
}

// Whether the file still has what is below it; false with ValueError.
static bool is_whole(ThreadState *ts, Value self) ATTACHED {
    const TextFile *file = as_file(self);
    if (load_relaxed(&file->is_detached)) {
        text_file_raise_closed(ts, file, NULL);
    }
    return !load_relaxed(&file->is_detached);
}

static void file_destroy(ThreadState *ts, Object *self) ATTACHED RUNS_GUEST {
    TextFile *file = (TextFile *)(void *)self;
    if (file->fd >= 0 && !text_file_close(ts, file)) {
        error_write_unraisable(ts, "while closing a file", NO_VALUE);
    }
    guest_lock_done(&file->lock);
    buffer_free(ts, file->out);
    buffer_free(ts, file->in);
    value_drop(ts, file->name);
    value_drop(ts, file->mode);
    value_drop(ts, file->encoding);
    value_drop(ts, file->errors);
    value_drop(ts, file->binary);
}

static Ref encoding_of(ThreadState *ts, Value self) ATTACHED {
    Ref encoding = text_file_setting(ts, as_file(self), &as_file(self)->encoding);
    return ref_is_null(encoding) ? str_from_text(ts, "utf-8") : encoding;
}

// repr() of a file that has given up what was below it.
static Ref detached_repr(ThreadState *ts, Value self) ATTACHED {
    if (!value_is(self, KIND_TEXT_FILE)) {
        is_whole(ts, self);
        return NO_REF;
    }
    Ref encoding = encoding_of(ts, self);
    char *text = ref_is_null(encoding) ? NULL : str_to_utf8(ts, borrow(encoding), NULL);
    char *mode = text ? str_to_utf8(ts, as_file(self)->mode, NULL) : NULL;
    Ref result = mode
                     ? str_format(ts, "<_io.TextIOWrapper mode='%s' encoding='%s'>", mode, text)
                     : NO_REF;
    buffer_free(ts, mode);
    buffer_free(ts, text);
    ref_drop(ts, encoding);
    return result;
}

static Ref file_repr(ThreadState *ts, Value self) ATTACHED RUNS_GUEST {
    TextFile *file = as_file(self);
    if (load_relaxed(&file->is_detached)) {
        return detached_repr(ts, self);
    }
    Ref name = value_repr(ts, file->name);
    Ref encoding = encoding_of(ts, self);
    char *name_text = ref_is_null(name) ? NULL : str_to_utf8(ts, borrow(name), NULL);
    char *mode_text = str_to_utf8(ts, file->mode, NULL);
    char *encoding_text =
        ref_is_null(encoding) ? NULL : str_to_utf8(ts, borrow(encoding), NULL);
    const char *type = value_type(ts, self)->name;
    Ref text = NO_REF;
    if (name_text && mode_text && encoding_text) {
        text = value_is(self, KIND_TEXT_FILE)
                   ? str_format(ts, "<%s name=%s mode='%s' encoding='%s'>", type, name_text,
                                mode_text, encoding_text)
               : value_is(self, KIND_FILE_IO)
                   ? str_format(ts, "<%s name=%s mode='%s' closefd=%s>", type, name_text,
                                mode_text, file->owns_fd ? "True" : "False")
                   : str_format(ts, "<%s name=%s>", type, name_text);
    }
    buffer_free(ts, name_text);
    buffer_free(ts, mode_text);
    buffer_free(ts, encoding_text);
    ref_drop(ts, name);
    ref_drop(ts, encoding);
    return text;
}

static Ref file_iterate(ThreadState *ts, Value self) ATTACHED {
    return as_file(self)->fd < 0 ? raise_closed(ts, as_file(self)) : ref_take(ts, self);
}

// Whether a piece of text or bytes is empty.
static bool is_empty(Value piece) {
    return value_is(piece, KIND_STR) ? ((Str *)value_object(piece))->length == 0
                                     : ((Bytes *)value_object(piece))->length == 0;
}

static Ref file_next(ThreadState *ts, Object *self) ATTACHED RUNS_GUEST {
    Ref line = text_file_read_line(ts, (TextFile *)(void *)self, -1);
    if (!ref_is_null(line) && is_empty(borrow(line))) {
        ref_drop(ts, line);
        return NO_REF;
    }
    return line;
}

// --- writing --------------------------------------------------------------------------------

static Ref write_bytes(ThreadState *ts, TextFile *file, Value data) ATTACHED RUNS_GUEST {
    BytesHold hold;
    if (!file->can_write) {
        return unsupported(ts, value_is(object_value(&file->head), KIND_FILE_IO)
                                   ? "File not open for writing"
                                   : "write");
    }
    if (!bytes_require(ts, data, &hold)) {
        return NO_REF;
    }
    int64_t n = hold.length;
    bool ok = text_file_write(ts, file, (const char *)hold.data, (size_t)n);
    bytes_release(ts, &hold);
    return ok ? int_from_i64(ts, n) : NO_REF;
}

static Ref method_write(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    TextFile *file = as_file(a[0]);
    if (file->is_binary) {
        return write_bytes(ts, file, a[1]);
    }
    if (!value_has_layout(ts, a[1], KIND_STR)) {
        return raise_error(ts, EXC_TYPE_ERROR, "write() argument must be str, not %s",
                           value_is_none(a[1]) ? "None" : value_type_name(ts, a[1]));
    }
    return text_file_write_str(ts, file, a[1])
               ? int_from_i64(ts, ((Str *)value_object(a[1]))->length)
               : NO_REF;
}

static Ref method_writelines(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    if (as_file(a[0])->fd < 0) {
        return raise_closed(ts, as_file(a[0]));
    }
    Ref iterator = value_iterate(ts, a[1]);
    if (ref_is_null(iterator)) {
        return NO_REF;
    }
    Ref line;
    while (!ref_is_null(line = iterator_next(ts, borrow(iterator)))) {
        Value pair[2] = {a[0], borrow(line)};
        Ref written = method_write(ts, pair);
        ref_drop(ts, line);
        if (ref_is_null(written)) {
            break;
        }
        ref_drop(ts, written);
    }
    ref_drop(ts, iterator);
    return none_if(!error_is_set(ts));
}

static Ref method_flush(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    return none_if(text_file_flush(ts, as_file(a[0])));
}

static Ref method_close(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    return none_if(is_whole(ts, a[0]) && text_file_close(ts, as_file(a[0])));
}

// --- reading --------------------------------------------------------------------------------

static Ref method_read(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    int64_t limit;
    bool is_raw = value_is(a[0], KIND_FILE_IO);
    return argument_limit(ts, a[1], &limit)
               ? text_file_read(ts, as_file(a[0]), limit, is_raw && limit >= 0)
               : NO_REF;
}

static Ref method_read_all(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    return text_file_read(ts, as_file(a[0]), -1, false);
}

static Ref method_read_once(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    int64_t limit;
    return argument_limit(ts, a[1], &limit) ? text_file_read(ts, as_file(a[0]), limit, true)
                                            : NO_REF;
}

static Ref method_peek(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    int64_t size = 0; // CPython: not looked at either
    return !value_is_null(a[1]) && !value_to_index(ts, a[1], EXC_OVERFLOW_ERROR, &size)
               ? NO_REF
               : text_file_peek(ts, as_file(a[0]));
}

static Ref method_readline(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    int64_t limit;
    return argument_limit(ts, a[1], &limit) ? text_file_read_line(ts, as_file(a[0]), limit)
                                            : NO_REF;
}

static Ref method_readlines(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    int64_t limit;
    if (!argument_limit(ts, a[1], &limit)) {
        return NO_REF;
    }
    if (limit <= 0) {
        return list_from_iterable(ts, a[0]);
    }
    Ref list = list_new(ts, 8);
    while (!ref_is_null(list) && limit > 0) {
        Ref line = text_file_read_line(ts, as_file(a[0]), -1);
        bool is_at_end = ref_is_null(line) || is_empty(borrow(line));
        limit -= is_at_end ? 0 : value_length(ts, borrow(line));
        bool ok = is_at_end || list_append(ts, value_object(borrow(list)), borrow(line));
        ref_drop(ts, line);
        if (!ok || error_is_set(ts)) {
            ref_drop(ts, list);
            return NO_REF;
        }
        if (is_at_end) {
            break;
        }
    }
    return list;
}

// readinto(), and with `once` what one read gives.
static Ref read_into(ThreadState *ts, const Value *a, bool once) ATTACHED RUNS_GUEST {
    BytesHold hold;
    if (!bytes_write_into(ts, "readinto() ", a[1], 0, NULL, 0) ||
        !bytes_require(ts, a[1], &hold)) {
        return NO_REF;
    }
    int64_t room = hold.length;
    bytes_release(ts, &hold);
    Ref data = text_file_read(ts, as_file(a[0]), room, once);
    if (ref_is_null(data)) {
        return NO_REF;
    }
    const Bytes *bytes = bytes_of(borrow(data));
    int64_t n = bytes->length;
    bool ok = bytes_write_into(ts, "readinto() ", a[1], 0, bytes->data, n);
    ref_drop(ts, data);
    return ok ? int_from_i64(ts, n) : NO_REF;
}

static Ref method_read_into(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    return read_into(ts, a, value_is(a[0], KIND_FILE_IO));
}

static Ref method_read_into_once(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    return read_into(ts, a, true);
}

// --- positions and state --------------------------------------------------------------------

static Ref method_seek(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    int64_t offset;
    int64_t whence = SEEK_SET;
    if (!value_to_index(ts, a[1], EXC_OVERFLOW_ERROR, &offset) ||
        (!value_is_null(a[2]) && !value_to_index(ts, a[2], EXC_OVERFLOW_ERROR, &whence))) {
        return NO_REF;
    }
    TextFile *file = as_file(a[0]);
    if (whence < 0 || whence > 2) {
        return raise_error(ts, EXC_VALUE_ERROR,
                           file->is_binary ? "whence value %lld unsupported"
                                           : "invalid whence (%lld, should be 0, 1 or 2)",
                           (long long)whence);
    }
    if (!file->is_binary && whence == SEEK_CUR && offset) {
        return unsupported(ts, "can't do nonzero cur-relative seeks");
    }
    if (!file->is_binary && whence == SEEK_END && offset) {
        return unsupported(ts, "can't do nonzero end-relative seeks");
    }
    if (whence == SEEK_SET && offset < 0) {
        return file->is_binary ? raise_os_error(ts, EINVAL, NO_VALUE)
                               : raise_error(ts, EXC_VALUE_ERROR, "negative seek position %lld",
                                             (long long)offset);
    }
    int64_t position = text_file_seek(ts, file, offset, (int)whence);
    return position < 0 ? NO_REF : int_from_i64(ts, position);
}

static Ref method_tell(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    int64_t position = text_file_tell(ts, as_file(a[0]));
    return position < 0 ? NO_REF : int_from_i64(ts, position);
}

static Ref method_truncate(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    int64_t size;
    if (!argument_limit(ts, a[1], &size)) {
        return NO_REF;
    }
    size = text_file_truncate(ts, as_file(a[0]), size);
    return size < 0 ? NO_REF : int_from_i64(ts, size);
}

static Ref method_fileno(ThreadState *ts, const Value *a) ATTACHED {
    int fd = as_file(a[0])->fd;
    return !is_whole(ts, a[0]) ? NO_REF
           : fd < 0 ? raise_error(ts, EXC_VALUE_ERROR, "I/O operation on closed file")
                    : owned(value_from_int(fd));
}

// A question to an open file.
#define QUESTION(name, expression)                                                             \
    static Ref method_##name(ThreadState *ts, const Value *a) ATTACHED {                       \
        TextFile *file = as_file(a[0]);                                                        \
        if (file->fd < 0) {                                                                    \
            text_file_raise_closed(ts, file, NULL);                                            \
            return NO_REF;                                                                     \
        }                                                                                      \
        return owned(value_bool(expression));                                                  \
    }

QUESTION(isatty, isatty(file->fd))
QUESTION(readable, file->can_read)
QUESTION(writable, file->can_write)
QUESTION(seekable, lseek(file->fd, 0, SEEK_CUR) >= 0)

static Ref method_enter(ThreadState *ts, const Value *a) ATTACHED {
    return as_file(a[0])->fd < 0 ? raise_closed(ts, as_file(a[0])) : ref_take(ts, a[0]);
}

static Ref method_detach(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    return text_file_detach(ts, as_file(a[0]));
}

// --- attributes -----------------------------------------------------------------------------

static Ref get_closed(ThreadState *ts, Value self) ATTACHED {
    return is_whole(ts, self) ? owned(value_bool(as_file(self)->fd < 0)) : NO_REF;
}

static Ref get_name(ThreadState *ts, Value self) ATTACHED {
    return is_whole(ts, self) ? ref_take(ts, as_file(self)->name) : NO_REF;
}

static Ref get_mode(ThreadState *ts, Value self) ATTACHED {
    return ref_take(ts, as_file(self)->mode);
}

static Ref get_errors(ThreadState *ts, Value self) ATTACHED {
    Ref errors = text_file_setting(ts, as_file(self), &as_file(self)->errors);
    return ref_is_null(errors) ? str_from_text(ts, "strict") : errors;
}

static Ref get_newlines(ThreadState *ts, Value self) ATTACHED {
    static const char *const NAMES[] = {"\r", "\n", "\r\n"};
    int seen = load_relaxed(&as_file(self)->newlines_seen);
    Value items[3];
    size_t n = 0;
    for (int i = 0; i < 3; i++) {
        if (seen >> i & 1) {
            items[n++] = borrow(str_intern_text(ts, NAMES[i]));
        }
    }
    return n == 0   ? owned(NONE)
           : n == 1 ? ref_take(ts, items[0])
                    : tuple_from_array(ts, items, n);
}

static Ref get_line_buffering(ThreadState *ts, Value self) ATTACHED {
    return is_whole(ts, self)
               ? owned(value_bool(load_relaxed(&as_file(self)->is_line_buffered)))
               : NO_REF;
}

static Ref get_write_through(ThreadState *ts, Value self) ATTACHED {
    return is_whole(ts, self) ? owned(value_bool(load_relaxed(&as_file(self)->is_unbuffered)))
                              : NO_REF;
}

static Ref get_buffer(ThreadState *ts, Value self) ATTACHED RUNS_GUEST {
    return load_relaxed(&as_file(self)->is_detached) ? owned(NONE)
                                                     : text_file_binary(ts, as_file(self));
}

static Ref get_raw(ThreadState *ts, Value self) ATTACHED RUNS_GUEST {
    return load_relaxed(&as_file(self)->is_detached) ? owned(NONE)
                                                     : text_file_raw(ts, as_file(self));
}

#define COMMON_METHODS                                                                         \
    {"writelines(self, lines, /)", method_writelines, "Write a list of lines to the stream.",  \
     0},                                                                                       \
        {"flush(self, /)", method_flush, "Write out what is buffered.", 0},                    \
        {"close(self, /)", method_close, "Flush and close the file.", 0},                      \
        {"read(self, size=-1, /)", method_read, "Read at most size, everything by default.",   \
         0},                                                                                   \
        {"readline(self, size=-1, /)", method_readline, "Read one line.", 0},                  \
        {"readlines(self, hint=-1, /)", method_readlines, "Return a list of lines.", 0},       \
        {"seek(self, offset, whence=0, /)", method_seek, "Change the position.", 0},           \
        {"tell(self, /)", method_tell, "Return the position.", 0},                             \
        {"truncate(self, pos=None, /)", method_truncate, "Cut the file to pos bytes.", 0},     \
        {"fileno(self, /)", method_fileno, "Return the file descriptor.", 0},                  \
        {"isatty(self, /)", method_isatty, "Return whether this is a terminal.", 0},           \
        {"readable(self, /)", method_readable, NULL, 0},                                       \
        {"writable(self, /)", method_writable, NULL, 0},                                       \
        {"seekable(self, /)", method_seekable, NULL, 0},                                       \
        {"__enter__(self, /)", method_enter, NULL, 0},                                         \
        {"__exit__(self, type=None, value=None, traceback=None, /)", method_close, NULL, 0},   \
        {NULL, NULL, NULL, 0},

static const NativeDef TEXT_METHODS[] = {
    {"write(self, text, /)", method_write,
     "Write text to the stream and return how much was written.", 0},
    {"reconfigure(self, *, encoding=None, errors=None, newline=None, line_buffering=None, "
     "write_through=None)",
     text_file_reconfigure, "Change the settings of the stream.", 0},
    {"detach(self, /)", method_detach,
     "Return the stream of bytes below; this one is useless then.", 0},
    COMMON_METHODS};

#define BINARY_METHODS                                                                         \
    {"write(self, buffer, /)", method_write, "Write bytes and return how many were written.",  \
     0},                                                                                       \
        {"readinto(self, buffer, /)", method_read_into, "Read bytes into a buffer.", 0},       \
        COMMON_METHODS

static const NativeDef BUFFERED_METHODS[] = {
    {"readinto1(self, buffer, /)", method_read_into_once, "Read what one read gives.", 0},
    {"detach(self, /)", method_detach, "Return the raw stream; this one is useless then.", 0},
    {"read1(self, size=-1, /)", method_read_once, "Read what one read gives.", 0},
    {"peek(self, size=0, /)", method_peek, "Read ahead without moving on.", 0},
    BINARY_METHODS};

static const NativeDef RAW_METHODS[] = {
    {"readall(self, /)", method_read_all, "Read everything.", 0}, BINARY_METHODS};

static const GetSetDef TEXT_ATTRIBUTES[] = {
    {"closed", get_closed, NULL, NULL},
    {"name", get_name, NULL, NULL},
    {"mode", get_mode, NULL, NULL},
    {"encoding", encoding_of, NULL, NULL},
    {"errors", get_errors, NULL, NULL},
    {"newlines", get_newlines, NULL, NULL},
    {"line_buffering", get_line_buffering, NULL, NULL},
    {"write_through", get_write_through, NULL, NULL},
    {"buffer", get_buffer, NULL, NULL},
    {NULL, NULL, NULL, NULL},
};

static const GetSetDef BUFFERED_ATTRIBUTES[] = {
    {"closed", get_closed, NULL, NULL}, {"name", get_name, NULL, NULL},
    {"mode", get_mode, NULL, NULL},     {"raw", get_raw, NULL, NULL},
    {NULL, NULL, NULL, NULL},
};

static const GetSetDef RAW_ATTRIBUTES[] = {
    {"closed", get_closed, NULL, NULL},
    {"name", get_name, NULL, NULL},
    {"mode", get_mode, NULL, NULL},
    {NULL, NULL, NULL, NULL},
};

#define FILE_SPEC(type_name, type_kind, method_table, attribute_table, text)                   \
    {                                                                                          \
        .name = "_io." type_name, .kind = type_kind, .base = KIND_INSTANCE,                    \
        .size = sizeof(TextFile), .flags = TYPE_DISALLOW_NEW,                                  \
        .slots = {.destroy = file_destroy,                                                     \
                  .repr = file_repr,                                                           \
                  .iterate = file_iterate,                                                     \
                  .next = file_next},                                                          \
        .methods = method_table, .attributes = attribute_table, .doc = text,                   \
    }

const TypeSpec text_file_type_spec =
    FILE_SPEC("TextIOWrapper", KIND_TEXT_FILE, TEXT_METHODS, TEXT_ATTRIBUTES, "A text file.");
const TypeSpec buffered_reader_type_spec =
    FILE_SPEC("BufferedReader", KIND_BUFFERED_READER, BUFFERED_METHODS, BUFFERED_ATTRIBUTES,
              "A file of bytes to read.");
const TypeSpec buffered_writer_type_spec =
    FILE_SPEC("BufferedWriter", KIND_BUFFERED_WRITER, BUFFERED_METHODS, BUFFERED_ATTRIBUTES,
              "A file of bytes to write.");
const TypeSpec buffered_random_type_spec =
    FILE_SPEC("BufferedRandom", KIND_BUFFERED_RANDOM, BUFFERED_METHODS, BUFFERED_ATTRIBUTES,
              "A file of bytes to read and write.");
const TypeSpec file_io_type_spec =
    FILE_SPEC("FileIO", KIND_FILE_IO, RAW_METHODS, RAW_ATTRIBUTES, "A file without a buffer.");
