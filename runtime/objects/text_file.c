// Files over file descriptors: buffers, positions, lines. Their types are in
// text_file_type.c.
//
// The thread detaches while it blocks in read or write: the GIL is free then. The file's lock
// keeps the buffers whole and the output of one call together.
#include "runtime/objects/text_file.h"

#include <errno.h>
#include <stddef.h>
#include <stdlib.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "runtime/objects/library.h"
#include "vm/base/check.h"
#include "vm/base/clock.h"
#include "vm/exec/call.h"
#include "vm/needs_runtime.h"
#include "vm/object/exceptions.h"
#include "vm/object/heap.h"
#include "vm/object/lock.h"
#include "vm/object/protocol.h"
#include "vm/object/refcount.h"
#include "vm/thread/guest_thread.h"
#include "vm/thread/safe_point.h"
#include "vm/thread/thread_state.h"

#define BUFFER_SIZE ((size_t)8192)

bool text_file_is(ThreadState *ts, Value v) ATTACHED {
    static const Kind KINDS[] = {KIND_TEXT_FILE, KIND_BUFFERED_READER, KIND_BUFFERED_WRITER,
                                 KIND_BUFFERED_RANDOM, KIND_FILE_IO};
    for (size_t i = 0; i < sizeof KINDS / sizeof *KINDS; i++) {
        if (value_is(v, KINDS[i])) {
            return true;
        }
    }
    (void)ts;
    return false;
}

Ref text_file_new(ThreadState *ts, Kind kind, int fd, Value name, Value mode, bool owns_fd) {
    Type *type = builtin_type(ts, kind);
    TextFile *file = object_new(ts, type, type->instance_size);
    if (!file) {
        return NO_REF;
    }
    guest_lock_init(&file->lock);
    file->fd = fd;
    file->owns_fd = owns_fd;
    file->is_binary = kind != KIND_TEXT_FILE;
    file->name = borrow(ref_take(ts, name));
    file->mode = borrow(ref_take(ts, mode));
    return object_ref(file);
}

void text_file_raise_closed(ThreadState *ts, const TextFile *file, const char *what) {
    Kind kind = (Kind)file->head.kind;
    bool is_buffered = kind != KIND_TEXT_FILE && kind != KIND_FILE_IO;
    if (load_relaxed(&file->is_detached)) {
        raise_error(ts, EXC_VALUE_ERROR, "%s has been detached",
                    is_buffered ? "raw stream" : "underlying buffer");
    } else if (what && is_buffered) {
        raise_error(ts, EXC_VALUE_ERROR, "%s closed file", what);
    } else {
        raise_error(ts, EXC_VALUE_ERROR, "I/O operation on closed file%s",
                    what && kind == KIND_TEXT_FILE ? "." : "");
    }
}

void text_file_after_fork(const ThreadState *ts, TextFile *file) {
    if (load_relaxed(&file->lock.holder_id) != ts->id) {
        guest_lock_release(&file->lock);
    }
}

// The lock's owner has come back, from a signal handler or a finalizer that ran meanwhile.
static void raise_reentrant(ThreadState *ts, const TextFile *file) ATTACHED RUNS_GUEST {
    const char *type = file->head.kind == KIND_FILE_IO ? "FileIO"
                       : !file->can_write              ? "BufferedReader"
                       : file->can_read                ? "BufferedRandom"
                                                       : "BufferedWriter";
    char before[64];
    snprintf(before, sizeof before, "reentrant call inside <_io.%s name=", type);
    raise_error_repr(ts, EXC_RUNTIME_ERROR, before, file->name, ">");
}

bool text_file_lock(ThreadState *ts, TextFile *file) {
    if (LIKELY(guest_lock_try(&file->lock, ts->id))) {
        return true;
    }
    if (load_relaxed(&file->lock.holder_id) == ts->id) {
        raise_reentrant(ts, file);
        return false;
    }
    if (guest_threads_are_cancelled(ts)) {
        // The holder is a daemon thread that does not come back: what it left is consistent.
        store_relaxed(&file->lock.holder_id, ts->id);
        return true;
    }
    return guest_lock_acquire(ts, &file->lock, CLOCK_NEVER, WAIT_IO) == LOCK_TAKEN;
}

// Takes the file's lock, checks that the file is open. False with the exception set and the
// lock free; `what` was to be done.
static bool enter(ThreadState *ts, TextFile *file, const char *what) ATTACHED {
    if (!text_file_lock(ts, file)) {
        return false;
    }
    if (file->fd < 0) {
        guest_lock_release(&file->lock);
        text_file_raise_closed(ts, file, what);
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
        if (!safe_point_retries(ts, error)) {
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
        // A signal may have cut it short: its handler runs before the rest is waited for.
        if (size > 0 && !safe_point(ts, SAFE_POINT_NATIVE)) {
            return false;
        }
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

// Gives up what was read ahead, so that the descriptor stands where the reader does.
static void forget_input(TextFile *file) {
    size_t ahead = file->in_end - file->in_start;
    file->in_start = file->in_end = 0;
    if (ahead) {
        lseek(file->fd, -(off_t)ahead, SEEK_CUR);
    }
}

static bool write_locked(ThreadState *ts, TextFile *file, const char *text,
                         size_t size) ATTACHED {
    forget_input(file);
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
    if (!enter(ts, file, "write to")) {
        return false;
    }
    bool can_write = file->can_write;
    bool ok = can_write && write_locked(ts, file, text, size);
    leave(file);
    if (!can_write) {
        raise_module_error(ts, "io", "UnsupportedOperation", "%s",
                           file->is_binary ? "write" : "not writable");
    }
    return ok;
}

Ref text_file_setting(ThreadState *ts, TextFile *file, const Value *place) {
    object_lock(ts, &file->head);
    Ref setting = slot_take_locked(ts, place);
    object_unlock(ts, &file->head);
    return setting;
}

bool text_file_write_str(ThreadState *ts, TextFile *file, Value s) ATTACHED RUNS_GUEST {
    static const char *const ENDS[] = {[NEWLINE_CR] = "\r", [NEWLINE_CRLF] = "\r\n"};
    Ref translated = NO_REF;
    NewlineMode newline = load_relaxed(&file->newline);
    if (newline == NEWLINE_CR || newline == NEWLINE_CRLF) {
        Ref from = str_from_text(ts, "\n");
        Ref to = str_from_text(ts, ENDS[newline]);
        Value pair[] = {borrow(from), borrow(to)};
        translated = value_call_method_text(ts, s, "replace", pair, 2);
        ref_drop(ts, from);
        ref_drop(ts, to);
        if (ref_is_null(translated)) {
            return false;
        }
        s = borrow(translated);
    }
    const Str *str = (const Str *)(void *)value_object(s);
    bool ok;
    if (str->is_ascii) {
        ok = text_file_write(ts, file, (const char *)str->data, (size_t)str->length);
    } else {
        Ref errors = text_file_setting(ts, file, &file->errors);
        Ref bytes = codec_encode_with(ts, load_relaxed(&file->codec), s, borrow(errors));
        ref_drop(ts, errors);
        const Bytes *data =
            ref_is_null(bytes) ? NULL : (const Bytes *)value_object(borrow(bytes));
        ok = data && text_file_write(ts, file, (const char *)data->data, (size_t)data->length);
        ref_drop(ts, bytes);
    }
    ref_drop(ts, translated);
    return ok;
}

bool text_file_flush(ThreadState *ts, TextFile *file) {
    if (!enter(ts, file, "flush of")) {
        return false;
    }
    bool ok = drain(ts, file);
    leave(file);
    return ok;
}

// Reads more into the buffer: what one read gives, of a file without a buffer at most `wanted`
// bytes, since whoever else has the descriptor may read on. False at the end of the file or
// with an exception. The lock is held.
static bool fill(ThreadState *ts, TextFile *file, size_t wanted) ATTACHED {
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
    if (!drain(ts, file)) {
        return false;
    }
    size_t space = file->in_capacity - file->in_end;
    if (file->head.type->layout == KIND_FILE_IO && wanted < space) {
        space = wanted;
    }
    ssize_t n = transfer(ts, file->fd, file->in + file->in_end, space, false);
    if (n <= 0) {
        return false;
    }
    file->in_end += (size_t)n;
    return true;
}

static bool is_universal(const TextFile *file) {
    return !file->is_binary && file->newline == NEWLINE_UNIVERSAL;
}

// Makes every \r and \r\n a \n, in place, and notes which were there; the new size.
static size_t translate(TextFile *file, char *data, size_t size) {
    bool has_returns = memchr(data, '\r', size);
    int seen = !has_returns && memchr(data, '\n', size) ? 2 : 0;
    size_t kept = has_returns ? 0 : size;
    for (size_t i = 0; has_returns && i < size; i++) {
        bool is_pair = data[i] == '\r' && i + 1 < size && data[i + 1] == '\n';
        seen |= is_pair ? 4 : data[i] == '\r' ? 1 : data[i] == '\n' ? 2 : 0;
        data[kept++] = data[i] == '\r' ? '\n' : data[i];
        i += is_pair;
    }
    store_relaxed(&file->newlines_seen, (uint8_t)(file->newlines_seen | seen));
    return kept;
}

// Hands out the next `size` bytes of the buffer.
static Ref take(ThreadState *ts, TextFile *file, size_t size) ATTACHED RUNS_GUEST {
    if (!size) {
        return file->is_binary ? bytes_new(ts, "", 0) : str_from_utf8(ts, "", 0);
    }
    char *data = file->in + file->in_start;
    file->in_start += size;
    if (is_universal(file)) {
        size = translate(file, data, size);
    }
    if (file->is_binary) {
        return bytes_new(ts, data, size);
    }
    store_relaxed(&file->has_read, true);
    return codec_decode_with(ts, file->codec, (const uint8_t *)data, (int64_t)size,
                             file->errors);
}

static bool enter_to_read(ThreadState *ts, TextFile *file, const char *what) ATTACHED {
    if (!enter(ts, file, what)) {
        return false;
    }
    if (!file->can_read) {
        leave(file);
        raise_module_error(ts, "io", "UnsupportedOperation", "%s",
                           file->is_binary ? "read" : "not readable");
        return false;
    }
    return true;
}

// The size of a UTF-8 character by its first byte; 1 for a byte that begins none.
static size_t size_by_first_byte(unsigned char first) {
    return first < 0xC2 || first > 0xF4 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
}

// The size of the character that begins the data; *is_whole says whether more bytes could not
// make it longer.
static size_t first_character(const TextFile *file, const char *data, size_t size,
                              bool *is_whole) {
    if (is_universal(file) && data[0] == '\r') {
        *is_whole = size > 1;
        return size > 1 && data[1] == '\n' ? 2 : 1;
    }
    size_t wanted = file->codec == CODEC_UTF_8 ? size_by_first_byte((unsigned char)data[0]) : 1;
    size_t end = 1;
    while (end < size && end < wanted && ((unsigned char)data[end] & 0xC0) == 0x80) {
        end++;
    }
    *is_whole = end == wanted || end < size;
    return end;
}

// How many bytes the first `limit` characters of the buffer take; *are_all says whether there
// are as many.
static size_t bytes_of_characters(const TextFile *file, int64_t limit, bool *are_all) {
    size_t size = file->in_end - file->in_start;
    const char *data = file->in + file->in_start;
    if (file->is_binary) {
        *are_all = size >= (size_t)limit;
        return *are_all ? (size_t)limit : size;
    }
    size_t end = 0;
    int64_t n = 0;
    bool is_whole = true;
    for (; n < limit && end < size; n++) {
        end += first_character(file, data + end, size - end, &is_whole);
    }
    *are_all = n == limit && is_whole;
    return end;
}

// Where the first line of the buffer ends, from `searched` on; 0 if it does not.
static size_t line_end(const TextFile *file, size_t searched, bool at_end) {
    const char *data = file->in + file->in_start;
    size_t size = file->in_end - file->in_start;
    if (file->is_binary || file->newline == NEWLINE_LF) {
        const char *found =
            size > searched ? memchr(data + searched, '\n', size - searched) : NULL;
        return found ? (size_t)(found - data) + 1 : 0;
    }
    for (size_t i = searched; i < size; i++) {
        bool has_next = i + 1 < size;
        switch (file->newline) {
        case NEWLINE_CR:
            if (data[i] == '\r') {
                return i + 1;
            }
            break;
        case NEWLINE_CRLF:
            if (data[i] == '\r' && has_next && data[i + 1] == '\n') {
                return i + 2;
            }
            break;
        default:
            if (data[i] == '\n') {
                return i + 1;
            }
            if (data[i] == '\r' && (has_next || at_end)) {
                return i + 1 + (has_next && data[i + 1] == '\n');
            }
        }
    }
    return 0;
}

Ref text_file_read_line(ThreadState *ts, TextFile *file, int64_t limit) {
    if (!enter_to_read(ts, file, "readline of")) {
        return NO_REF;
    }
    size_t searched = 0;
    size_t size;
    bool at_end = false;
    bool are_all = false;
    while (!(size = line_end(file, searched, at_end)) && !at_end) {
        size_t available = file->in_end - file->in_start;
        if (limit >= 0 && (bytes_of_characters(file, limit, &are_all), are_all)) {
            break;
        }
        searched = available ? available - 1 : 0; // a \r may be waiting for its \n
        at_end = !fill(ts, file, 1);
    }
    if (!size) {
        size = file->in_end - file->in_start;
    }
    if (limit >= 0) {
        size_t most = bytes_of_characters(file, limit, &are_all);
        size = size < most ? size : most;
    }
    Ref line = error_is_set(ts) ? NO_REF : take(ts, file, size);
    leave(file);
    return line;
}

Ref text_file_read(ThreadState *ts, TextFile *file, int64_t limit, bool once) {
    if (!enter_to_read(ts, file, "read of")) {
        return NO_REF;
    }
    bool are_all = false;
    size_t size = 0;
    bool has_more = true;
    if (once && file->in_end > file->in_start) {
        has_more = false;
    }
    for (;;) {
        size = limit < 0 ? file->in_end - file->in_start
                         : bytes_of_characters(file, limit, &are_all);
        size_t wanted = limit < 0 ? SIZE_MAX : (size_t)limit - size;
        if (are_all || !has_more || !fill(ts, file, wanted)) {
            break;
        }
        has_more = !once;
    }
    Ref data = error_is_set(ts) ? NO_REF : take(ts, file, size);
    store_relaxed(&file->has_read, load_relaxed(&file->has_read) && limit >= 0);
    leave(file);
    return data;
}

Ref text_file_peek(ThreadState *ts, TextFile *file) {
    if (!enter_to_read(ts, file, "peek of")) {
        return NO_REF;
    }
    if (file->in_start == file->in_end) {
        fill(ts, file, SIZE_MAX);
    }
    Ref ahead = error_is_set(ts)
                    ? NO_REF
                    : bytes_new(ts, file->in + file->in_start, file->in_end - file->in_start);
    leave(file);
    return ahead;
}

// --- positions ------------------------------------------------------------------------------

int64_t text_file_tell(ThreadState *ts, TextFile *file) {
    if (!enter(ts, file, file->is_binary ? NULL : "tell of")) {
        return -1;
    }
    int64_t position = -1;
    size_t ahead = file->in_end - file->in_start;
    if (drain(ts, file)) {
        position = lseek(file->fd, 0, SEEK_CUR);
        if (position < 0) {
            raise_os_error(ts, errno, NO_VALUE);
        } else {
            position -= (int64_t)ahead;
        }
    }
    leave(file);
    return position;
}

int64_t text_file_seek(ThreadState *ts, TextFile *file, int64_t offset, int whence) {
    if (!enter(ts, file, "seek of")) {
        return -1;
    }
    int64_t position = -1;
    if (whence == SEEK_CUR) {
        offset -= (int64_t)(file->in_end - file->in_start);
    }
    if (drain(ts, file)) {
        position = lseek(file->fd, offset, whence);
        if (position < 0) {
            raise_os_error(ts, errno, NO_VALUE);
        } else {
            file->in_start = file->in_end = 0;
            store_relaxed(&file->has_read, false);
        }
    }
    leave(file);
    return position;
}

int64_t text_file_truncate(ThreadState *ts, TextFile *file, int64_t size) {
    if (!enter(ts, file, "truncate of")) {
        return -1;
    }
    bool can_write = file->can_write;
    bool ok = can_write && drain(ts, file);
    forget_input(file);
    if (ok && size < 0) {
        size = lseek(file->fd, 0, SEEK_CUR);
    }
    if (ok && (size < 0 || ftruncate(file->fd, size) != 0)) {
        raise_os_error(ts, errno, NO_VALUE);
        ok = false;
    }
    leave(file);
    if (!can_write) {
        raise_module_error(ts, "io", "UnsupportedOperation", "truncate");
    }
    return ok ? size : -1;
}

// The lock of the file below, whose descriptor another thread may be using. At the end of the
// program that thread does not come back: then it is not waited for, and keeps the descriptor.
static bool lock_below(ThreadState *ts, TextFile *below, bool *is_locked) ATTACHED RUNS_GUEST {
    *is_locked = guest_lock_try(&below->lock, ts->id);
    if (!*is_locked && !load_relaxed(&ts->interpreter->is_finalizing)) {
        *is_locked = text_file_lock(ts, below);
        return *is_locked;
    }
    return true;
}

bool text_file_close(ThreadState *ts, TextFile *file) {
    if (!text_file_lock(ts, file)) {
        return false;
    }
    Value binary = file->binary;
    bool is_locked = false;
    if (!value_is_null(binary) && !lock_below(ts, as_file(binary), &is_locked)) {
        leave(file);
        return false;
    }
    bool ok = file->fd < 0 || drain(ts, file);
    if (file->fd >= 0 && file->owns_fd && (value_is_null(binary) || is_locked)) {
        close(file->fd);
    }
    file->fd = -1;
    file->binary = NO_VALUE;
    if (is_locked) {
        as_file(binary)->fd = -1;
        leave(as_file(binary));
    }
    leave(file);
    value_drop(ts, binary);
    return ok;
}

Ref text_file_binary(ThreadState *ts, TextFile *file) {
    if (!enter(ts, file, NULL)) {
        return NO_REF;
    }
    bool ok = drain(ts, file);
    if (ok && value_is_null(file->binary)) {
        Kind kind = file->can_read && file->can_write ? KIND_BUFFERED_RANDOM
                    : file->can_read                  ? KIND_BUFFERED_READER
                                                      : KIND_BUFFERED_WRITER;
        Ref made = text_file_new(ts, kind, file->fd, file->name, file->mode, false);
        ok = !ref_is_null(made);
        if (ok) {
            TextFile *binary = as_file(borrow(made));
            binary->can_read = file->can_read;
            binary->can_write = file->can_write;
            binary->is_unbuffered = true; // so that text and bytes come out in order
            file->binary = borrow(made);
        }
    }
    // What was read ahead goes over, unless another thread is reading there.
    if (ok && file->in_end > file->in_start &&
        guest_lock_try(&as_file(file->binary)->lock, ts->id)) {
        TextFile *binary = as_file(file->binary);
        if (binary->in_end == binary->in_start) {
            buffer_free(ts, binary->in);
            binary->in = file->in;
            binary->in_start = file->in_start;
            binary->in_end = file->in_end;
            binary->in_capacity = file->in_capacity;
            file->in = NULL;
            file->in_start = file->in_end = file->in_capacity = 0;
        }
        leave(binary);
    }
    Ref result = ok ? ref_take(ts, file->binary) : NO_REF;
    leave(file);
    return result;
}
