// The native module _zlib: zlib's streams, from which zlib.py makes compressobj and its like.
//
// A Stream takes pieces of input and gives pieces of output. It works detached; its GuestLock
// keeps a second thread away meanwhile.
#include <string.h>
#include <zlib.h>

#include "runtime/objects/bytes.h"
#include "runtime/objects/bytes_builder.h"
#include "runtime/objects/library.h"
#include "vm/base/clock.h"
#include "vm/needs_runtime.h"
#include "vm/object/exceptions.h"
#include "vm/object/heap.h"
#include "vm/object/native.h"
#include "vm/object/protocol.h"
#include "vm/object/refcount.h"
#include "vm/thread/guest_lock.h"
#include "vm/thread/thread_state.h"

#define CHUNK_SIZE 16384
// zlib counts input and output in 32 bits.
#define INPUT_MAX ((int64_t)1 << 30)

typedef struct Stream {
    Object head;
    GuestLock lock; // guards the rest
    z_stream z;
    bool compresses;
    bool is_open; // z must be ended
    bool has_ended;
    Ref dictionary; // of a decompressor, given when zlib asks; NO_REF if none
} Stream;

static Stream *stream_of(Value v) {
    return (Stream *)(void *)value_object(v);
}

// zlib.error "Error -3 while decompressing data: ...".
static Ref fail(ThreadState *ts, const z_stream *z, int code, const char *doing) ATTACHED {
    const char *why = z->msg                   ? z->msg
                      : code == Z_BUF_ERROR    ? "incomplete or truncated stream"
                      : code == Z_STREAM_ERROR ? "inconsistent stream state"
                      : code == Z_DATA_ERROR   ? "invalid input data"
                                               : NULL;
    return why ? raise_module_error(ts, "zlib", "error", "Error %d %s: %s", code, doing, why)
               : raise_module_error(ts, "zlib", "error", "Error %d %s", code, doing);
}

static void stream_destroy(ThreadState *ts, Object *object) ATTACHED {
    Stream *self = (Stream *)(void *)object;
    if (self->is_open) {
        (self->compresses ? deflateEnd : inflateEnd)(&self->z);
    }
    ref_drop(ts, self->dictionary);
    guest_lock_done(&self->lock);
}

static void stream_traverse(Object *object, Visitor visit, void *context) {
    visit(borrow(((Stream *)(void *)object)->dictionary), context);
}

static Stream *stream_new(ThreadState *ts, bool compresses) ATTACHED {
    Stream *self = object_new(ts, builtin_type(ts, KIND_ZLIB_STREAM), sizeof(Stream));
    if (self) {
        self->compresses = compresses;
        guest_lock_init(&self->lock);
    }
    return self;
}

static bool read_ints(ThreadState *ts, const Value *values, int n, int *out) ATTACHED {
    for (int i = 0; i < n; i++) {
        int64_t number;
        if (!value_to_index(ts, values[i], EXC_OVERFLOW_ERROR, &number)) {
            return false;
        }
        out[i] = number < -1000 ? -1000 : number > 1000 ? 1000 : (int)number;
    }
    return true;
}

// deflater(level, method, wbits, memLevel, strategy, zdict)
static Ref make_deflater(ThreadState *ts, const Value *arguments) ATTACHED {
    int n[5];
    Stream *self = read_ints(ts, arguments, 5, n) ? stream_new(ts, true) : NULL;
    if (!self) {
        return NO_REF;
    }
    Ref ref = object_ref(self);
    int code = deflateInit2(&self->z, n[0], n[1], n[2], n[3], n[4]);
    self->is_open = code == Z_OK;
    BytesHold hold;
    if (code == Z_OK && !value_is_none(arguments[5])) {
        if (!bytes_require(ts, arguments[5], &hold)) {
            ref_drop(ts, ref);
            return NO_REF;
        }
        code = deflateSetDictionary(&self->z, hold.data, (uInt)hold.length);
        bytes_release(ts, &hold);
    }
    if (code != Z_OK) {
        ref_drop(ts, ref);
        return code == Z_MEM_ERROR
                   ? raise_memory_error(ts)
                   : raise_error(ts, EXC_VALUE_ERROR, "Invalid initialization option");
    }
    return ref;
}

// inflater(wbits, zdict)
static Ref make_inflater(ThreadState *ts, const Value *arguments) ATTACHED {
    int bits;
    Stream *self = read_ints(ts, arguments, 1, &bits) ? stream_new(ts, false) : NULL;
    if (!self) {
        return NO_REF;
    }
    Ref ref = object_ref(self);
    int code = inflateInit2(&self->z, bits);
    self->is_open = code == Z_OK;
    if (code != Z_OK) {
        ref_drop(ts, ref);
        return code == Z_MEM_ERROR
                   ? raise_memory_error(ts)
                   : raise_error(ts, EXC_VALUE_ERROR, "Invalid initialization option");
    }
    if (!value_is_none(arguments[1])) {
        self->dictionary = ref_take(ts, arguments[1]);
    }
    return ref;
}

// Gives zlib the dictionary it has asked for.
static int set_dictionary(ThreadState *ts, Stream *self) ATTACHED {
    BytesHold hold;
    if (ref_is_null(self->dictionary) || !bytes_require(ts, borrow(self->dictionary), &hold)) {
        return Z_NEED_DICT;
    }
    int code = inflateSetDictionary(&self->z, hold.data, (uInt)hold.length);
    bytes_release(ts, &hold);
    return code;
}

// Runs the stream over its input, until that is used up and all output is out, or `limit` bytes
// of it are (negative: no limit). zlib's code, or Z_MEM_ERROR with the exception set.
static int run_stream(ThreadState *ts, Stream *self, BytesBuilder *out, int mode,
                      int64_t limit) ATTACHED {
    int code = Z_OK;
    for (;;) {
        int64_t room = CHUNK_SIZE > out->length ? CHUNK_SIZE : out->length;
        room = room < INPUT_MAX ? room : INPUT_MAX;
        if (limit >= 0 && limit - out->length < room) {
            room = limit - out->length;
        }
        if (room == 0) {
            return Z_OK;
        }
        if (!bytes_builder_reserve(out, room)) {
            return Z_MEM_ERROR;
        }
        self->z.next_out = out->data + out->length;
        self->z.avail_out = (uInt)room;
        thread_detach(ts);
        code = self->compresses ? deflate(&self->z, mode) : inflate(&self->z, mode);
        thread_attach(ts);
        out->length += room - self->z.avail_out;
        if (code == Z_NEED_DICT) {
            code = set_dictionary(ts, self);
            if (code == Z_OK) {
                continue;
            }
        }
        if (code != Z_OK && code != Z_BUF_ERROR) {
            return code;
        }
        if (self->z.avail_out > 0) {
            return Z_OK;
        }
    }
}

// run(data, mode, limit): (output, how many bytes of the input were used, whether it has ended)
static Ref stream_run(ThreadState *ts, const Value *arguments) ATTACHED RUNS_GUEST {
    Stream *self = stream_of(arguments[0]);
    int64_t mode, limit;
    BytesHold hold;
    if (!value_to_index(ts, arguments[2], EXC_OVERFLOW_ERROR, &mode) ||
        !value_to_index(ts, arguments[3], EXC_OVERFLOW_ERROR, &limit) ||
        !bytes_require(ts, arguments[1], &hold)) {
        return NO_REF;
    }
    BytesBuilder out;
    bytes_builder_init(&out, ts);
    Ref result = NO_REF;
    if (guest_lock_acquire(ts, &self->lock, CLOCK_NEVER, WAIT_LOCK) == LOCK_TAKEN) {
        int code = self->has_ended ? Z_STREAM_ERROR : Z_OK;
        int64_t used = 0;
        while (code == Z_OK) {
            int64_t part = hold.length - used < INPUT_MAX ? hold.length - used : INPUT_MAX;
            bool is_last = used + part == hold.length;
            self->z.next_in = (Bytef *)(uintptr_t)(hold.data + used);
            self->z.avail_in = (uInt)part;
            code = run_stream(ts, self, &out, is_last ? (int)mode : Z_NO_FLUSH, limit);
            used += part - self->z.avail_in;
            if (is_last || self->z.avail_in) {
                break;
            }
        }
        self->z.next_in = NULL;
        self->has_ended |= code == Z_STREAM_END;
        bool has_ended = self->has_ended;
        if (code == Z_OK || code == Z_STREAM_END) {
            Ref bytes = bytes_builder_finish(&out);
            if (!ref_is_null(bytes)) {
                Value items[] = {borrow(bytes), value_from_int(used), value_bool(has_ended)};
                result = tuple_from_owned(ts, items, 3);
            }
        } else if (!error_is_set(ts)) {
            fail(ts, &self->z, code,
                 self->compresses ? "while compressing data" : "while decompressing data");
        }
        guest_lock_release(&self->lock);
    }
    bytes_builder_discard(&out);
    bytes_release(ts, &hold);
    return result;
}

// The checksum of `data`, begun with `start`.
static Ref checksum(ThreadState *ts, const Value *arguments, uLong otherwise,
                    uLong (*function)(uLong, const Bytef *, z_size_t)) ATTACHED {
    BytesHold hold;
    Ref low = NO_REF;
    uLong start = otherwise;
    if (!value_is_null(arguments[1])) {
        Ref mask = int_from_u64(ts, UINT32_MAX);
        low = value_binary(ts, BINARY_AND, arguments[1], borrow(mask));
        ref_drop(ts, mask);
        int64_t number = 0;
        if (ref_is_null(low) || !value_to_index(ts, borrow(low), EXC_OVERFLOW_ERROR, &number)) {
            ref_drop(ts, low);
            return NO_REF;
        }
        start = (uLong)number;
        ref_drop(ts, low);
    }
    if (!bytes_require(ts, arguments[0], &hold)) {
        return NO_REF;
    }
    uLong sum = function(start, hold.data, (z_size_t)hold.length);
    bytes_release(ts, &hold);
    return int_from_u64(ts, sum);
}

static Ref module_crc32(ThreadState *ts, const Value *arguments) ATTACHED {
    return checksum(ts, arguments, 0, crc32_z);
}

static Ref module_adler32(ThreadState *ts, const Value *arguments) ATTACHED {
    return checksum(ts, arguments, 1, adler32_z);
}

static const NativeDef METHODS[] = {
    {"run(self, data, mode, limit, /)", stream_run, NULL, 0},
    {NULL, NULL, NULL, 0},
};

const TypeSpec zlib_stream_type_spec = {
    .name = "_zlib.Stream",
    .kind = KIND_ZLIB_STREAM,
    .size = sizeof(Stream),
    .slots = {.destroy = stream_destroy, .traverse = stream_traverse},
    .methods = METHODS,
};

static const NativeDef FUNCTIONS[] = {
    {"crc32(data, value=0, /)", module_crc32, "Compute a CRC-32 checksum of data.", 0},
    {"adler32(data, value=1, /)", module_adler32, "Compute an Adler-32 checksum of data.", 0},
    {"deflater(level, method, wbits, mem_level, strategy, dictionary, /)", make_deflater, NULL,
     0},
    {"inflater(wbits, dictionary, /)", make_inflater, NULL, 0},
    {NULL, NULL, NULL, 0},
};

const ModuleSpec zlib_module_spec = {
    .name = "_zlib",
    .doc = "Streams of zlib.",
    .functions = FUNCTIONS,
};
