// Text files over file descriptors.
//
// The thread detaches while it blocks in read or write: the GIL is free then. The file's lock
// keeps the buffers whole and the output of one call together.
#include "runtime/objects/text_file.h"

#include <errno.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "vm/base/check.h"
#include "vm/base/clock.h"
#include "vm/needs_runtime.h"
#include "vm/object/exceptions.h"
#include "vm/object/heap.h"
#include "vm/object/protocol.h"
#include "vm/object/refcount.h"
#include "vm/thread/guest_thread.h"
#include "vm/thread/safe_point.h"
#include "vm/thread/thread_state.h"

#define BUFFER_SIZE ((size_t)8192)

static TextFile *as_file(Value v) {
    return (TextFile *)value_object(v);
}

Ref text_file_new(ThreadState *ts, int fd, Value name, Value mode, bool owns_fd) {
    Type *type = builtin_type(ts, KIND_TEXT_FILE);
    TextFile *file = object_new(ts, type, type->instance_size);
    if (!file) {
        return NO_REF;
    }
    guest_lock_init(&file->lock);
    file->fd = fd;
    file->owns_fd = owns_fd;
    file->name = borrow(ref_take(ts, name));
    file->mode = borrow(ref_take(ts, mode));
    return object_ref(file);
}

// Takes the file's lock, checks that the file is open. False with the exception set and the
// lock free.
static bool enter(ThreadState *ts, TextFile *file) ATTACHED {
    if (!guest_lock_try(&file->lock, ts->id) &&
        guest_lock_acquire(ts, &file->lock, CLOCK_NEVER, WAIT_IO) != LOCK_TAKEN) {
        return false;
    }
    if (file->fd < 0) {
        guest_lock_release(&file->lock);
        raise_error(ts, EXC_VALUE_ERROR, "I/O operation on closed file.");
        return false;
    }
    return true;
}

static void leave(TextFile *file) {
    guest_lock_release(&file->lock);
}

// read or write, detached, again after a signal. -1 with the exception set.
static ssize_t transfer(ThreadState *ts, int fd, char *data, size_t size,
                        bool writes) ATTACHED {
    for (;;) {
        guest_thread_waits(ts, WAIT_IO, NULL);
        thread_detach(ts);
        ssize_t n = writes ? write(fd, data, size) : read(fd, data, size);
        int error = errno;
        thread_attach(ts);
        guest_thread_waits(ts, WAIT_NONE, NULL);
        if (n >= 0) {
            return n;
        }
        if (error != EINTR) {
            raise_os_error(ts, error, NO_VALUE);
            return -1;
        }
        if (!safe_point(ts, SAFE_POINT_NATIVE)) {
            return -1;
        }
    }
}

// The one prompt of the process; null while nobody edits.
static OutputDiversion output_diversion;

void text_file_set_diversion(OutputDiversion divert) {
    store_release(&output_diversion, divert);
}

static bool write_all(ThreadState *ts, int fd, char *data, size_t size) ATTACHED {
    OutputDiversion divert = load_acquire(&output_diversion);
    if (divert && divert(fd, data, size)) {
        return true;
    }
    while (size > 0) {
        ssize_t n = transfer(ts, fd, data, size, true);
        if (n < 0) {
            return false;
        }
        data += n;
        size -= (size_t)n;
    }
    return true;
}

// Writes the buffer out; the lock is held. What could not be written is dropped, as the error
// says.
static bool drain(ThreadState *ts, TextFile *file) ATTACHED {
    size_t used = file->out_used;
    file->out_used = 0;
    return used == 0 || write_all(ts, file->fd, file->out, used);
}

static bool write_locked(ThreadState *ts, TextFile *file, const char *text,
                         size_t size) ATTACHED {
    if (!file->out && !(file->out = buffer_new(ts, BUFFER_SIZE))) {
        return false;
    }
    if (size > BUFFER_SIZE - file->out_used && !drain(ts, file)) {
        return false;
    }
    if (size > BUFFER_SIZE) {
        return write_all(ts, file->fd, (char *)(uintptr_t)text, size);
    }
    memcpy(file->out + file->out_used, text, size);
    file->out_used += size;
    bool ends_line = file->is_line_buffered && memchr(text, '\n', size);
    return (!ends_line && !file->is_unbuffered) || drain(ts, file);
}

bool text_file_write(ThreadState *ts, TextFile *file, const char *text, size_t size) {
    if (!enter(ts, file)) {
        return false;
    }
    bool ok = file->can_write;
    if (!ok) {
        raise_error(ts, EXC_OS_ERROR, "not writable");
    }
    ok = ok && write_locked(ts, file, text, size);
    leave(file);
    return ok;
}

bool text_file_flush(ThreadState *ts, TextFile *file) {
    if (!enter(ts, file)) {
        return false;
    }
    bool ok = drain(ts, file);
    leave(file);
    return ok;
}

// Reads more into the buffer; false at the end of the file or with an exception. The lock is
// held.
static bool fill(ThreadState *ts, TextFile *file) ATTACHED {
    if (file->in_start > 0) {
        memmove(file->in, file->in + file->in_start, file->in_end - file->in_start);
        file->in_end -= file->in_start;
        file->in_start = 0;
    }
    if (file->in_capacity - file->in_end < BUFFER_SIZE) {
        size_t capacity = file->in_capacity ? file->in_capacity * 2 : BUFFER_SIZE * 2;
        char *larger = buffer_resize(ts, file->in, capacity);
        if (!larger) {
            return false;
        }
        file->in = larger;
        file->in_capacity = capacity;
    }
    ssize_t n = transfer(ts, file->fd, file->in + file->in_end,
                         file->in_capacity - file->in_end, false);
    if (n > 0) {
        file->in_end += (size_t)n;
    }
    return n > 0;
}

// Hands out the next `size` bytes of the buffer.
static Ref take(ThreadState *ts, TextFile *file, size_t size) ATTACHED {
    const char *data = file->in + file->in_start;
    Ref piece = file->is_binary ? bytes_new(ts, size ? data : "", size)
                                : str_from_utf8(ts, size ? data : "", size);
    file->in_start += size;
    return piece;
}

static bool enter_to_read(ThreadState *ts, TextFile *file) ATTACHED {
    if (!enter(ts, file)) {
        return false;
    }
    if (!file->can_read) {
        leave(file);
        raise_error(ts, EXC_OS_ERROR, "not readable");
        return false;
    }
    return true;
}

Ref text_file_read_line(ThreadState *ts, TextFile *file) {
    if (!enter_to_read(ts, file)) {
        return NO_REF;
    }
    size_t searched = 0;
    size_t size = 0;
    for (;;) {
        const char *start = file->in + file->in_start;
        size_t available = file->in_end - file->in_start;
        const char *newline =
            available > searched ? memchr(start + searched, '\n', available - searched) : NULL;
        if (newline) {
            size = (size_t)(newline - start) + 1;
            break;
        }
        searched = available;
        if (!fill(ts, file)) {
            size = file->in_end - file->in_start;
            break;
        }
    }
    Ref line = error_is_set(ts) ? NO_REF : take(ts, file, size);
    leave(file);
    return line;
}

// The first `limit` bytes or characters, everything if limit < 0.
static Ref read_some(ThreadState *ts, TextFile *file, int64_t limit) ATTACHED {
    if (!enter_to_read(ts, file)) {
        return NO_REF;
    }
    while ((limit < 0 ||
            file->in_end - file->in_start < (size_t)limit * (file->is_binary ? 1 : 4)) &&
           fill(ts, file)) {
    }
    size_t size = file->in_end - file->in_start;
    if (limit >= 0 && file->is_binary) {
        size = size < (size_t)limit ? size : (size_t)limit;
    } else if (limit >= 0) {
        const char *data = file->in + file->in_start;
        size_t end = 0;
        for (int64_t n = 0; n < limit && end < size; n++) {
            do {
                end++;
            } while (end < size && ((unsigned char)data[end] & 0xC0) == 0x80);
        }
        size = end;
    }
    Ref data = error_is_set(ts) ? NO_REF : take(ts, file, size);
    leave(file);
    return data;
}

static bool close_file(ThreadState *ts, TextFile *file) ATTACHED {
    if (!guest_lock_try(&file->lock, ts->id) &&
        guest_lock_acquire(ts, &file->lock, CLOCK_NEVER, WAIT_IO) != LOCK_TAKEN) {
        return false;
    }
    bool ok = file->fd < 0 || drain(ts, file);
    if (file->fd >= 0 && file->owns_fd) {
        close(file->fd);
    }
    file->fd = -1;
    leave(file);
    return ok;
}

static void file_destroy(ThreadState *ts, Object *self) ATTACHED {
    TextFile *file = (TextFile *)self;
    if (file->fd >= 0 && !close_file(ts, file)) {
        error_write_unraisable(ts, "closing a file", NO_VALUE);
    }
    guest_lock_done(&file->lock);
    buffer_free(ts, file->out);
    buffer_free(ts, file->in);
    value_drop(ts, file->name);
    value_drop(ts, file->mode);
}

static Ref file_repr(ThreadState *ts, Value self) ATTACHED {
    Ref name = value_repr(ts, as_file(self)->name);
    char *name_text = ref_is_null(name) ? NULL : str_to_utf8(ts, borrow(name), NULL);
    char *mode_text = str_to_utf8(ts, as_file(self)->mode, NULL);
    Ref text = NO_REF;
    if (name_text && mode_text) {
        text = as_file(self)->is_binary
                   ? str_format(ts, "<_io.Buffered%s name=%s>",
                                as_file(self)->can_read ? "Reader" : "Writer", name_text)
                   : str_format(ts, "<_io.TextIOWrapper name=%s mode='%s' encoding='utf-8'>",
                                name_text, mode_text);
    }
    buffer_free(ts, name_text);
    buffer_free(ts, mode_text);
    ref_drop(ts, name);
    return text;
}

static Ref file_iterate(ThreadState *ts, Value self) ATTACHED {
    return ref_take(ts, self);
}

// Whether a piece of text or bytes is empty.
static bool is_empty(Value piece) {
    return value_is(piece, KIND_STR) ? ((Str *)value_object(piece))->length == 0
                                     : ((Bytes *)value_object(piece))->length == 0;
}

static Ref file_next(ThreadState *ts, Object *self) ATTACHED {
    Ref line = text_file_read_line(ts, (TextFile *)self);
    if (!ref_is_null(line) && is_empty(borrow(line))) {
        ref_drop(ts, line);
        return NO_REF;
    }
    return line;
}

static Ref method_write(ThreadState *ts, const Value *arguments) ATTACHED {
    TextFile *file = as_file(arguments[0]);
    if (file->is_binary) {
        if (!value_has_layout(ts, arguments[1], KIND_BYTES)) {
            return raise_error(ts, EXC_TYPE_ERROR, "a bytes-like object is required, not '%s'",
                               value_type_name(ts, arguments[1]));
        }
        const Bytes *bytes = (const Bytes *)value_object(arguments[1]);
        return text_file_write(ts, file, (const char *)bytes->data, (size_t)bytes->length)
                   ? owned(value_from_int(bytes->length))
                   : NO_REF;
    }
    if (!value_has_layout(ts, arguments[1], KIND_STR)) {
        return raise_error(ts, EXC_TYPE_ERROR, "write() argument must be str, not %s",
                           value_type_name(ts, arguments[1]));
    }
    size_t size;
    char *text = str_to_utf8(ts, arguments[1], &size);
    bool ok = text && text_file_write(ts, file, text, size);
    buffer_free(ts, text);
    return ok ? owned(value_from_int(((Str *)value_object(arguments[1]))->length)) : NO_REF;
}

static Ref method_writelines(ThreadState *ts, const Value *arguments) ATTACHED {
    Ref iterator = value_iterate(ts, arguments[1]);
    if (ref_is_null(iterator)) {
        return NO_REF;
    }
    Ref line;
    while (!ref_is_null(line = iterator_next(ts, borrow(iterator)))) {
        Value pair[2] = {arguments[0], borrow(line)};
        Ref written = method_write(ts, pair);
        ref_drop(ts, line);
        if (ref_is_null(written)) {
            break;
        }
    }
    ref_drop(ts, iterator);
    return error_is_set(ts) ? NO_REF : owned(NONE);
}

static Ref method_flush(ThreadState *ts, const Value *arguments) ATTACHED {
    return text_file_flush(ts, as_file(arguments[0])) ? owned(NONE) : NO_REF;
}

static Ref method_close(ThreadState *ts, const Value *arguments) ATTACHED {
    return close_file(ts, as_file(arguments[0])) ? owned(NONE) : NO_REF;
}

static Ref method_read(ThreadState *ts, const Value *arguments) ATTACHED {
    int64_t limit = -1;
    if (!value_is_null(arguments[1]) && !value_is_none(arguments[1]) &&
        !value_to_index(ts, arguments[1], EXC_OVERFLOW_ERROR, &limit)) {
        return NO_REF;
    }
    return read_some(ts, as_file(arguments[0]), limit);
}

static Ref method_readline(ThreadState *ts, const Value *arguments) ATTACHED {
    return text_file_read_line(ts, as_file(arguments[0]));
}

static Ref method_readlines(ThreadState *ts, const Value *arguments) ATTACHED {
    return list_from_iterable(ts, arguments[0]);
}

static Ref method_fileno(ThreadState *ts, const Value *arguments) ATTACHED {
    int fd = as_file(arguments[0])->fd;
    return fd < 0 ? raise_error(ts, EXC_VALUE_ERROR, "I/O operation on closed file")
                  : owned(value_from_int(fd));
}

static Ref method_isatty(ThreadState *ts, const Value *arguments) ATTACHED {
    (void)ts;
    return owned(value_bool(isatty(as_file(arguments[0])->fd)));
}

static Ref method_readable(ThreadState *ts, const Value *arguments) ATTACHED {
    (void)ts;
    return owned(value_bool(as_file(arguments[0])->can_read));
}

static Ref method_writable(ThreadState *ts, const Value *arguments) ATTACHED {
    (void)ts;
    return owned(value_bool(as_file(arguments[0])->can_write));
}

static Ref method_enter(ThreadState *ts, const Value *arguments) ATTACHED {
    if (as_file(arguments[0])->fd < 0) {
        return raise_error(ts, EXC_VALUE_ERROR, "I/O operation on closed file.");
    }
    return ref_take(ts, arguments[0]);
}

static Ref get_closed(ThreadState *ts, Value self) ATTACHED {
    (void)ts;
    return owned(value_bool(as_file(self)->fd < 0));
}

static Ref get_name(ThreadState *ts, Value self) ATTACHED {
    return ref_take(ts, as_file(self)->name);
}

static Ref get_mode(ThreadState *ts, Value self) ATTACHED {
    return ref_take(ts, as_file(self)->mode);
}

static Ref get_encoding(ThreadState *ts, Value self) ATTACHED {
    return as_file(self)->is_binary
               ? raise_error(ts, EXC_ATTRIBUTE_ERROR,
                             "'_io.BufferedReader' object has no attribute 'encoding'")
               : str_from_text(ts, "utf-8");
}

static const NativeDef METHODS[] = {
    {"write(self, text, /)", method_write,
     "Write text to the stream and return how much was written.", 0},
    {"writelines(self, lines, /)", method_writelines, "Write a list of lines to the stream.",
     0},
    {"flush(self, /)", method_flush, "Write out what is buffered.", 0},
    {"close(self, /)", method_close, "Flush and close the file.", 0},
    {"read(self, size=-1, /)", method_read, "Read at most size characters, all by default.", 0},
    {"readline(self, size=-1, /)", method_readline, "Read one line.", 0},
    {"readlines(self, hint=-1, /)", method_readlines, "Return a list of lines.", 0},
    {"fileno(self, /)", method_fileno, "Return the file descriptor.", 0},
    {"isatty(self, /)", method_isatty, "Return whether this is a terminal.", 0},
    {"readable(self, /)", method_readable, NULL, 0},
    {"writable(self, /)", method_writable, NULL, 0},
    {"__enter__(self, /)", method_enter, NULL, 0},
    {"__exit__(self, type=None, value=None, traceback=None, /)", method_close, NULL, 0},
    {NULL, NULL, NULL, 0},
};

static const GetSetDef ATTRIBUTES[] = {
    {"closed", get_closed, NULL, NULL}, {"name", get_name, NULL, NULL},
    {"mode", get_mode, NULL, NULL},     {"encoding", get_encoding, NULL, NULL},
    {NULL, NULL, NULL, NULL},
};

const TypeSpec text_file_type_spec = {
    .name = "_io.TextIOWrapper",
    .kind = KIND_TEXT_FILE,
    .base = KIND_INSTANCE,
    .size = sizeof(TextFile),
    .flags = TYPE_DISALLOW_NEW,
    .slots =
        {
            .destroy = file_destroy,
            .repr = file_repr,
            .iterate = file_iterate,
            .next = file_next,
        },
    .methods = METHODS,
    .attributes = ATTRIBUTES,
    .doc = "A text file.",
};
