// BytesIO: a stream of bytes in memory. The class io.BytesIO derives from the type here and
// adds what all streams have.
//
// The bytes are those of a bytearray, which getbuffer() shows through a memoryview. Its object
// lock guards the stream, too, so that every operation is one step; guest code runs before it
// or behind it.
#include <string.h>

#include "runtime/objects/bytearray.h"
#include "runtime/objects/list.h"
#include "runtime/objects/memoryview.h"
#include "runtime/objects/text_arguments.h"
#include "vm/exec/call.h"
#include "vm/needs_runtime.h"
#include "vm/object/exceptions.h"
#include "vm/object/heap.h"
#include "vm/object/lock.h"
#include "vm/object/native.h"
#include "vm/object/protocol.h"
#include "vm/object/refcount.h"

typedef struct BytesIO {
    Object head;
    Value array; // Bytearray, owned, always the same
    // --- guarded by the array's lock ---
    int64_t position; // may stand behind the end: zeros fill the gap
    bool is_closed;
} BytesIO;

static BytesIO *as_stream(Value v) {
    return (BytesIO *)(void *)value_object(v);
}

static Bytearray *array_of(const BytesIO *stream) {
    return bytearray_of(stream->array);
}

static void leave(ThreadState *ts, BytesIO *stream) ATTACHED {
    object_unlock(ts, value_object(stream->array));
}

// Takes the lock of a stream that is open; leave() must follow. Null with ValueError.
static BytesIO *enter(ThreadState *ts, Value self) ATTACHED {
    BytesIO *stream = as_stream(self);
    object_lock(ts, value_object(stream->array));
    if (UNLIKELY(stream->is_closed)) {
        leave(ts, stream);
        raise_error(ts, EXC_VALUE_ERROR, "I/O operation on closed file.");
        return NULL;
    }
    return stream;
}

// The same for changing its bytes: null with BufferError, too, while getbuffer()'s are out.
static BytesIO *enter_to_change(ThreadState *ts, Value self) ATTACHED {
    BytesIO *stream = enter(ts, self);
    if (stream && array_of(stream)->exports) {
        leave(ts, stream);
        bytearray_raise_exported(ts);
        return NULL;
    }
    return stream;
}

// --- reading --------------------------------------------------------------------------------

// How many bytes there are from the position on. Locked.
static int64_t count_left(const BytesIO *stream) {
    int64_t left = array_of(stream)->length - stream->position;
    return left > 0 ? left : 0;
}

// The next n bytes, which are there. Locked.
static Ref take(ThreadState *ts, BytesIO *stream, int64_t n) ATTACHED {
    Ref bytes = bytes_new(ts, n ? array_of(stream)->data + stream->position : NULL, (size_t)n);
    stream->position += ref_is_null(bytes) ? 0 : n;
    return bytes;
}

// The next line, at most `limit` bytes of it (negative: all). Locked.
static Ref take_line(ThreadState *ts, BytesIO *stream, int64_t limit) ATTACHED {
    int64_t n = count_left(stream);
    n = limit >= 0 && limit < n ? limit : n;
    const uint8_t *start = n ? array_of(stream)->data + stream->position : NULL;
    const uint8_t *end = n ? memchr(start, '\n', (size_t)n) : NULL;
    return take(ts, stream, end ? end - start + 1 : n);
}

static Ref read_method(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    int64_t limit;
    BytesIO *stream = argument_limit(ts, a[1], &limit) ? enter(ts, a[0]) : NULL;
    if (!stream) {
        return NO_REF;
    }
    int64_t left = count_left(stream);
    Ref bytes = take(ts, stream, limit >= 0 && limit < left ? limit : left);
    leave(ts, stream);
    return bytes;
}

static Ref readline_method(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    int64_t limit;
    BytesIO *stream = argument_limit(ts, a[1], &limit) ? enter(ts, a[0]) : NULL;
    if (!stream) {
        return NO_REF;
    }
    Ref line = take_line(ts, stream, limit);
    leave(ts, stream);
    return line;
}

// The next line for an iteration; NO_REF at the end or with the exception set.
static Ref next_line(ThreadState *ts, Value self) ATTACHED {
    BytesIO *stream = enter(ts, self);
    if (!stream) {
        return NO_REF;
    }
    Ref line = count_left(stream) ? take_line(ts, stream, -1) : NO_REF;
    leave(ts, stream);
    return line;
}

static Ref stream_next(ThreadState *ts, Object *self) ATTACHED {
    return next_line(ts, object_value(self));
}

static Ref stream_self(ThreadState *ts, Value self) ATTACHED {
    return ref_take(ts, self);
}

// readlines(size): lines until they have as many bytes; zero and less mean all.
static Ref readlines_method(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    int64_t size = -1;
    bool is_given = !value_is_null(a[1]) && !value_is_none(a[1]);
    if (is_given && !value_type(ts, a[1])->slots.to_index) {
        return raise_error(ts, EXC_TYPE_ERROR, "integer argument expected, got '%s'",
                           value_type_name(ts, a[1]));
    }
    if (is_given && !value_to_index(ts, a[1], EXC_OVERFLOW_ERROR, &size)) {
        return NO_REF;
    }
    Ref list = list_new(ts, 0);
    for (int64_t total = 0; !ref_is_null(list) && (size <= 0 || total < size);) {
        Ref line = next_line(ts, a[0]);
        if (ref_is_null(line) && !error_is_set(ts)) {
            break;
        }
        total += ref_is_null(line) ? 0 : bytes_of(borrow(line))->length;
        if (ref_is_null(line) || !list_append_owned(ts, value_object(borrow(list)), line)) {
            ref_drop(ts, list);
            return NO_REF;
        }
    }
    return list;
}

static Ref readinto_method(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    BytesHold hold;
    if (!bytes_write_into(ts, "readinto() ", a[1], 0, NULL, 0) ||
        !bytes_require(ts, a[1], &hold)) {
        return NO_REF;
    }
    int64_t room = hold.length;
    bytes_release(ts, &hold);
    BytesIO *stream = enter(ts, a[0]);
    if (!stream) {
        return NO_REF;
    }
    int64_t left = count_left(stream);
    Ref bytes = take(ts, stream, room < left ? room : left);
    leave(ts, stream);
    if (ref_is_null(bytes)) {
        return NO_REF;
    }
    int64_t n = bytes_of(borrow(bytes))->length;
    bool ok = bytes_write_into(ts, "readinto() ", a[1], 0, bytes_of(borrow(bytes))->data, n);
    ref_drop(ts, bytes);
    return ok ? int_from_i64(ts, n) : NO_REF;
}

static Ref getvalue_method(ThreadState *ts, const Value *a) ATTACHED {
    BytesIO *stream = enter(ts, a[0]);
    if (!stream) {
        return NO_REF;
    }
    Ref bytes = bytes_new(ts, array_of(stream)->data, (size_t)array_of(stream)->length);
    leave(ts, stream);
    return bytes;
}

static Ref getbuffer_method(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    BytesIO *stream = enter(ts, a[0]);
    if (!stream) {
        return NO_REF;
    }
    leave(ts, stream);
    Value array = stream->array;
    return value_call(ts, object_value(builtin_type(ts, KIND_MEMORYVIEW)), &array, 1);
}

// --- writing --------------------------------------------------------------------------------

// Puts bytes over those at the position, and behind the end. Locked. False, without an
// exception, if there is no memory.
static bool put(BytesIO *stream, const BytesHold *data) {
    Bytearray *array = array_of(stream);
    int64_t gap = stream->position - array->length;
    if (data->length == 0) {
        return true;
    }
    if (stream->position > INT64_MAX - data->length ||
        (gap > 0 && !bytearray_splice(array, array->length, array->length, NULL, gap))) {
        return false;
    }
    int64_t end = stream->position + data->length;
    if (!bytearray_splice(array, stream->position, end < array->length ? end : array->length,
                          data->data, data->length)) {
        return false;
    }
    stream->position = end;
    return true;
}

// Writes something bytes-like: how many bytes, -1 with the exception set.
static int64_t write_bytes(ThreadState *ts, Value self, Value v) ATTACHED {
    BytesIO *stream = enter_to_change(ts, self); // which errors come first
    if (!stream) {
        return -1;
    }
    leave(ts, stream);
    BytesHold hold;
    if (!bytes_require(ts, v, &hold)) {
        return -1;
    }
    stream = enter_to_change(ts, self);
    bool ok = stream && put(stream, &hold);
    if (stream) {
        leave(ts, stream);
    }
    int64_t n = hold.length;
    bytes_release(ts, &hold);
    if (stream && !ok) {
        raise_memory_error(ts);
    }
    return ok ? n : -1;
}

static Ref write_method(ThreadState *ts, const Value *a) ATTACHED {
    int64_t n = write_bytes(ts, a[0], a[1]);
    return n < 0 ? NO_REF : int_from_i64(ts, n);
}

static Ref writelines_method(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    BytesIO *stream = enter(ts, a[0]);
    if (!stream) {
        return NO_REF;
    }
    leave(ts, stream);
    Ref iterator = value_iterate(ts, a[1]);
    bool ok = !ref_is_null(iterator);
    while (ok) {
        Ref line = iterator_next(ts, borrow(iterator));
        if (ref_is_null(line)) {
            ok = !error_is_set(ts);
            break;
        }
        ok = write_bytes(ts, a[0], borrow(line)) >= 0;
        ref_drop(ts, line);
    }
    ref_drop(ts, iterator);
    return ok ? owned(NONE) : NO_REF;
}

static Ref truncate_method(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    int64_t size;
    bool is_given = !value_is_null(a[1]) && !value_is_none(a[1]);
    BytesIO *stream = argument_limit(ts, a[1], &size) ? enter_to_change(ts, a[0]) : NULL;
    if (!stream) {
        return NO_REF;
    }
    size = is_given ? size : stream->position;
    Bytearray *array = array_of(stream);
    if (size >= 0 && size < array->length) {
        bytearray_splice(array, size, array->length, NULL, 0); // becoming shorter cannot fail
    }
    leave(ts, stream);
    return size < 0
               ? raise_error(ts, EXC_VALUE_ERROR, "negative size value %lld", (long long)size)
               : int_from_i64(ts, size);
}

// --- positions ------------------------------------------------------------------------------

static Ref seek_method(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    int64_t offset, whence;
    if (!argument_size(ts, a[1], 0, &offset) || !argument_int(ts, a[2], 0, &whence)) {
        return NO_REF;
    }
    BytesIO *stream = enter(ts, a[0]);
    if (!stream) {
        return NO_REF;
    }
    int64_t from = whence == 1 ? stream->position : whence == 2 ? array_of(stream)->length : 0;
    bool is_far = offset > INT64_MAX - from;
    bool ok = (whence == 0 && offset >= 0) || ((whence == 1 || whence == 2) && !is_far);
    int64_t position = ok && from + offset > 0 ? from + offset : 0;
    stream->position = ok ? position : stream->position;
    leave(ts, stream);
    if (whence < 0 || whence > 2) {
        return raise_error(ts, EXC_VALUE_ERROR, "invalid whence (%lld, should be 0, 1 or 2)",
                           (long long)whence);
    }
    return ok ? int_from_i64(ts, position)
           : whence == 0
               ? raise_error(ts, EXC_VALUE_ERROR, "negative seek value %lld", (long long)offset)
               : raise_error(ts, EXC_OVERFLOW_ERROR, "new position too large");
}

static Ref tell_method(ThreadState *ts, const Value *a) ATTACHED {
    BytesIO *stream = enter(ts, a[0]);
    if (!stream) {
        return NO_REF;
    }
    int64_t position = stream->position;
    leave(ts, stream);
    return int_from_i64(ts, position);
}

// --- beginning and end ----------------------------------------------------------------------

static Ref make(ThreadState *ts, const Value *a) ATTACHED {
    Type *type = (Type *)(void *)value_object(a[0]);
    Ref array = bytearray_new(ts, NULL, 0);
    BytesIO *stream = ref_is_null(array) ? NULL : object_new(ts, type, type->instance_size);
    if (!stream) {
        ref_drop(ts, array);
        return NO_REF;
    }
    stream->array = borrow(array);
    return object_ref(stream);
}

// Begins anew with these bytes, or ends with none. False with BufferError while getbuffer()'s
// are out, or MemoryError.
static bool replace_all(ThreadState *ts, BytesIO *stream, const BytesHold *data,
                        bool is_closed) ATTACHED {
    Bytearray *array = array_of(stream);
    object_lock(ts, &array->head);
    bool is_exported = array->exports != 0;
    bool ok =
        !is_exported && bytearray_splice(array, 0, array->length, data->data, data->length);
    if (ok) {
        stream->position = 0;
        stream->is_closed = is_closed;
    }
    object_unlock(ts, &array->head);
    if (is_exported) {
        bytearray_raise_exported(ts);
    } else if (!ok) {
        raise_memory_error(ts);
    }
    return ok;
}

static Ref init_method(ThreadState *ts, const Value *a) ATTACHED {
    BytesHold hold = {0};
    bool is_given = !value_is_null(a[1]) && !value_is_none(a[1]);
    if (is_given && !bytes_require(ts, a[1], &hold)) {
        return NO_REF;
    }
    bool ok = replace_all(ts, as_stream(a[0]), &hold, false);
    if (is_given) {
        bytes_release(ts, &hold);
    }
    return ok ? owned(NONE) : NO_REF;
}

static Ref close_method(ThreadState *ts, const Value *a) ATTACHED {
    const BytesHold nothing = {0};
    return replace_all(ts, as_stream(a[0]), &nothing, true) ? owned(NONE) : NO_REF;
}

// What __getstate__ begins with: the bytes and the position at one moment.
static Ref state_method(ThreadState *ts, const Value *a) ATTACHED {
    BytesIO *stream = enter(ts, a[0]);
    if (!stream) {
        return NO_REF;
    }
    Ref bytes = bytes_new(ts, array_of(stream)->data, (size_t)array_of(stream)->length);
    int64_t position = stream->position;
    leave(ts, stream);
    Ref number = int_from_i64(ts, position);
    Value items[] = {borrow(bytes), borrow(number)};
    bool ok = !ref_is_null(bytes) && !ref_is_null(number);
    Ref state = ok ? tuple_from_array(ts, items, 2) : NO_REF;
    ref_drop(ts, number);
    ref_drop(ts, bytes);
    return state;
}

// readable, writable and seekable.
static Ref yes_method(ThreadState *ts, const Value *a) ATTACHED {
    BytesIO *stream = enter(ts, a[0]);
    if (!stream) {
        return NO_REF;
    }
    leave(ts, stream);
    return owned(TRUE_VALUE);
}

static Ref isatty_method(ThreadState *ts, const Value *a) ATTACHED {
    return ref_is_null(yes_method(ts, a)) ? NO_REF : owned(FALSE_VALUE);
}

static Ref flush_method(ThreadState *ts, const Value *a) ATTACHED {
    return ref_is_null(yes_method(ts, a)) ? NO_REF : owned(NONE);
}

static Ref get_closed(ThreadState *ts, Value self) ATTACHED {
    BytesIO *stream = as_stream(self);
    object_lock(ts, value_object(stream->array));
    bool is_closed = stream->is_closed;
    leave(ts, stream);
    return owned(value_bool(is_closed));
}

static void stream_destroy(ThreadState *ts, Object *self) ATTACHED {
    value_drop(ts, ((BytesIO *)(void *)self)->array);
}

static const GetSetDef ATTRIBUTES[] = {
    {"closed", get_closed, NULL, "True if the file is closed."},
    {NULL, NULL, NULL, NULL},
};

static const NativeDef METHODS[] = {
    {"__new__(cls, /, *args, **kwargs)", make, NULL,
     NATIVE_STATIC_METHOD | NATIVE_IGNORES_ARGUMENTS},
    {"__init__(self, initial_bytes=b'')", init_method, NULL, 0},
    {"read(self, size=-1, /)", read_method,
     "Read at most size bytes, returned as a bytes object.", 0},
    {"read1(self, size=-1, /)", read_method,
     "Read at most size bytes, returned as a bytes object.", 0},
    {"readinto(self, buffer, /)", readinto_method, "Read bytes into buffer.", 0},
    {"readinto1(self, buffer, /)", readinto_method, "Read bytes into buffer.", 0},
    {"readline(self, size=-1, /)", readline_method,
     "Next line from the file, as a bytes object.", 0},
    {"readlines(self, size=None, /)", readlines_method,
     "List of bytes objects, each a line from the file.", 0},
    {"write(self, b, /)", write_method, "Write bytes to file.", 0},
    {"writelines(self, lines, /)", writelines_method, "Write lines to the file.", 0},
    {"getvalue(self, /)", getvalue_method,
     "Retrieve the entire contents of the BytesIO object.", 0},
    {"getbuffer(self, /)", getbuffer_method,
     "Get a read-write view over the contents of the BytesIO object.", 0},
    {"seek(self, pos, whence=0, /)", seek_method, "Change stream position.", 0},
    {"tell(self, /)", tell_method, "Current file position, an integer.", 0},
    {"truncate(self, size=None, /)", truncate_method,
     "Truncate the file to at most size bytes.", 0},
    {"close(self, /)", close_method, "Disable all I/O operations.", 0},
    {"flush(self, /)", flush_method, "Does nothing.", 0},
    {"isatty(self, /)", isatty_method, "Always returns False.", 0},
    {"readable(self, /)", yes_method, "Returns True if the IO object can be read.", 0},
    {"writable(self, /)", yes_method, "Returns True if the IO object can be written.", 0},
    {"seekable(self, /)", yes_method, "Returns True if the IO object can be seeked.", 0},
    {"_state(self, /)", state_method, NULL, 0},
    {NULL, NULL, NULL, 0},
};

const TypeSpec bytes_io_type_spec = {
    .name = "_io.BytesIO",
    .kind = KIND_BYTES_IO,
    .size = sizeof(BytesIO),
    .flags = TYPE_BASE | TYPE_DEFINES_NEW,
    .slots = {.destroy = stream_destroy, .iterate = stream_self, .next = stream_next},
    .methods = METHODS,
    .attributes = ATTRIBUTES,
    .doc = "Buffered I/O implementation using an in-memory bytes buffer.",
};
