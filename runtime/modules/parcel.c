// Taking values apart and putting them together (parcel.h).
//
// A value is a letter for its kind, then what the letter says; numbers stand as in memory,
// since a parcel never leaves the process.
#include "runtime/modules/parcel_parts.h"

#include <stdlib.h>
#include <string.h>

#include "runtime/modules/shared_queue.h"
#include "runtime/objects/bytes.h"
#include "runtime/objects/complex.h"
#include "runtime/objects/int.h"
#include "runtime/objects/int_big.h"
#include "runtime/objects/library.h"
#include "runtime/objects/runtime_state.h"
#include "runtime/objects/str.h"
#include "vm/exec/call.h"
#include "vm/needs_runtime.h"
#include "vm/object/exceptions.h"
#include "vm/object/protocol.h"
#include "vm/object/refcount.h"

// --- apart ---

bool parcel_write(ThreadState *ts, Parcel *parcel, const void *data, size_t size) ATTACHED {
    if (parcel->capacity - parcel->size < size) {
        size_t capacity = parcel->capacity * 2 > 64 ? parcel->capacity * 2 : 64;
        while (capacity - parcel->size < size) {
            capacity *= 2;
        }
        char *grown = realloc(parcel->data, capacity);
        if (!grown) {
            raise_memory_error(ts);
            return false;
        }
        parcel->data = grown;
        parcel->capacity = capacity;
    }
    memcpy(parcel->data + parcel->size, data, size);
    parcel->size += size;
    return true;
}

// A letter and a number behind it.
bool parcel_write_head(ThreadState *ts, Parcel *parcel, Letter letter,
                       int64_t number) ATTACHED {
    char head[1 + sizeof number] = {(char)letter};
    memcpy(head + 1, &number, sizeof number);
    return parcel_write(ts, parcel, head, sizeof head);
}

static int write_letter(ThreadState *ts, Parcel *parcel, Letter letter) ATTACHED {
    char c = (char)letter;
    return parcel_write(ts, parcel, &c, 1) ? 1 : -1;
}

static int pack_int(ThreadState *ts, Parcel *parcel, Value v) ATTACHED {
    int64_t number;
    if (int_fits_i64(v, &number)) {
        return parcel_write_head(ts, parcel, LETTER_INT, number) ? 1 : -1;
    }
    const BigInt *big = (const BigInt *)value_object(v);
    size_t n = (size_t)(big->size < 0 ? -big->size : big->size);
    return parcel_write_head(ts, parcel, LETTER_BIG_INT, big->size) &&
                   parcel_write(ts, parcel, big->limbs, n * sizeof *big->limbs)
               ? 1
               : -1;
}

static int pack_str(ThreadState *ts, Parcel *parcel, Value v) ATTACHED {
    StrView view = str_view(v);
    uint32_t bound = str_bound(v);
    return parcel_write_head(ts, parcel, LETTER_STR, view.length) &&
                   parcel_write(ts, parcel, &bound, sizeof bound) &&
                   parcel_write(ts, parcel, view.data, (size_t)view.length * view.width)
               ? 1
               : -1;
}

// The parcel holds the queue from now on.
static int pack_queue(ThreadState *ts, Parcel *parcel, Value v) ATTACHED {
    Ref number = value_get_attribute_text(ts, v, "_id");
    int64_t id;
    bool ok = !ref_is_null(number) && value_to_index(ts, borrow(number), -1, &id);
    ref_drop(ts, number);
    if (!ok || !parcel_write_head(ts, parcel, LETTER_QUEUE, id)) {
        return -1;
    }
    int64_t *grown =
        realloc(parcel->queues, (parcel->queue_count + 1) * sizeof *parcel->queues);
    if (!grown) {
        raise_memory_error(ts);
        return -1;
    }
    parcel->queues = grown;
    if (shared_queue_hold(ts->interpreter->process, id)) {
        parcel->queues[parcel->queue_count++] = id;
    }
    return 1;
}

static int pack_items(ThreadState *ts, Parcel *parcel, Letter letter,
                      Value v) ATTACHED RUNS_GUEST {
    if (!native_enter(ts, "")) {
        return -1;
    }
    const Tuple *tuple = (const Tuple *)value_object(v);
    int result = parcel_write_head(ts, parcel, letter, tuple->length) ? 1 : -1;
    for (int64_t i = 0; result == 1 && i < tuple->length; i++) {
        result = parcel_pack_value(ts, parcel, tuple->items[i]);
    }
    native_leave(ts);
    return result;
}

static int pack_complex(ThreadState *ts, Parcel *parcel, Value v) ATTACHED {
    const Complex *number = (const Complex *)(void *)value_object(v);
    double parts[2] = {number->real, number->imaginary};
    return write_letter(ts, parcel, LETTER_COMPLEX) > 0 &&
                   parcel_write(ts, parcel, parts, sizeof parts)
               ? 1
               : -1;
}

static int pack_frozenset(ThreadState *ts, Parcel *parcel, Value v) ATTACHED RUNS_GUEST {
    Ref items = tuple_from_iterable(ts, v);
    int result =
        ref_is_null(items) ? -1 : pack_items(ts, parcel, LETTER_FROZENSET, borrow(items));
    ref_drop(ts, items);
    return result;
}

static bool is_queue(const ThreadState *ts, Value v) {
    const Object *class = load_acquire(&runtime_state(ts)->queue_class);
    return class && value_is_object(v) && &value_object(v)->type->head == class;
}

// What is one word in itself.
static int pack_immediate(ThreadState *ts, Parcel *parcel, Value v) ATTACHED {
    return write_letter(ts, parcel,
                        value_is_none(v)             ? LETTER_NONE
                        : v.bits == TRUE_VALUE.bits  ? LETTER_TRUE
                        : v.bits == FALSE_VALUE.bits ? LETTER_FALSE
                                                     : LETTER_ELLIPSIS);
}

int parcel_pack_value(ThreadState *ts, Parcel *parcel, Value v) {
    if (int_is_exact(v)) {
        return pack_int(ts, parcel, v);
    }
    double number;
    if (value_is_small_float(v) || value_is(v, KIND_FLOAT)) {
        return value_to_float(ts, v, &number) && write_letter(ts, parcel, LETTER_FLOAT) > 0 &&
                       parcel_write(ts, parcel, &number, sizeof number)
                   ? 1
                   : -1;
    }
    if (!value_is_object(v)) {
        return pack_immediate(ts, parcel, v);
    }
    switch (value_object(v)->kind) {
    case KIND_STR:
        return pack_str(ts, parcel, v);
    case KIND_BYTES:
        return parcel_write_head(ts, parcel, LETTER_BYTES, bytes_of(v)->length) &&
                       parcel_write(ts, parcel, bytes_of(v)->data, (size_t)bytes_of(v)->length)
                   ? 1
                   : -1;
    case KIND_TUPLE:
        return pack_items(ts, parcel, LETTER_TUPLE, v);
    case KIND_FROZENSET:
        return pack_frozenset(ts, parcel, v);
    case KIND_COMPLEX:
        return pack_complex(ts, parcel, v);
    case KIND_CODE:
        return parcel_pack_code(ts, parcel, (const Code *)(void *)value_object(v));
    default:
        return is_queue(ts, v) ? pack_queue(ts, parcel, v) : 0;
    }
}

int parcel_pack(ThreadState *ts, Value v, Parcel *out) {
    int result = parcel_pack_value(ts, out, v);
    if (result != 1) {
        parcel_free(ts->interpreter->process, out);
    }
    return result;
}

bool parcel_accepts(ThreadState *ts, Value v) {
    return int_is_exact(v) || value_is_small_float(v) || value_is(v, KIND_FLOAT) ||
           value_is_none(v) || value_is_bool(v) || value_is(v, KIND_STR) ||
           value_is(v, KIND_BYTES) || value_is(v, KIND_TUPLE) || is_queue(ts, v);
}

void parcel_free(Process *process, Parcel *parcel) {
    for (size_t i = 0; i < parcel->queue_count; i++) {
        shared_queue_drop(process, parcel->queues[i]);
    }
    free(parcel->queues);
    free(parcel->data);
    *parcel = (Parcel){0};
}

// --- together ---

void parcel_read(ParcelReader *reader, void *out, size_t size) {
    memcpy(out, reader->at, size);
    reader->at += size;
}

int64_t parcel_read_number(ParcelReader *reader) {
    int64_t number;
    parcel_read(reader, &number, sizeof number);
    return number;
}

static Ref unpack_big_int(ThreadState *ts, ParcelReader *reader) ATTACHED {
    int64_t size = parcel_read_number(reader);
    int64_t n = size < 0 ? -size : size;
    BigInt *big = big_new(ts, n);
    if (!big) {
        return NO_REF;
    }
    parcel_read(reader, big->limbs, (size_t)n * sizeof *big->limbs);
    return big_finish(ts, big, n, size < 0);
}

static Ref unpack_str(ThreadState *ts, ParcelReader *reader) ATTACHED {
    int64_t length = parcel_read_number(reader);
    uint32_t bound;
    parcel_read(reader, &bound, sizeof bound);
    Str *str = str_allocate(ts, length, bound);
    if (!str) {
        return NO_REF;
    }
    parcel_read(reader, str->data, (size_t)length * str->width);
    if (!reader->interns) {
        return object_ref(str);
    }
    Ref interned = str_intern(ts, object_value(str));
    ref_drop(ts, object_ref(str));
    return interned;
}

static Ref unpack_tuple(ThreadState *ts, ParcelReader *reader) ATTACHED RUNS_GUEST {
    int64_t n = parcel_read_number(reader);
    if (!native_enter(ts, "")) {
        return NO_REF;
    }
    Ref tuple = tuple_new(ts, (size_t)n);
    for (int64_t i = 0; !ref_is_null(tuple) && i < n; i++) {
        Ref item = parcel_unpack_value(ts, reader);
        if (ref_is_null(item)) {
            ref_drop(ts, tuple);
            tuple = NO_REF;
        } else {
            slot_store(&((Tuple *)value_object(borrow(tuple)))->items[i], borrow(item));
        }
    }
    native_leave(ts);
    return tuple;
}

static Ref unpack_frozenset(ThreadState *ts, ParcelReader *reader) ATTACHED RUNS_GUEST {
    Ref items = unpack_tuple(ts, reader);
    if (ref_is_null(items)) {
        return NO_REF;
    }
    const Tuple *tuple = (const Tuple *)value_object(borrow(items));
    Ref set = frozenset_from_array(ts, tuple->items, (size_t)tuple->length);
    ref_drop(ts, items);
    return set;
}

static Ref unpack_queue(ThreadState *ts, ParcelReader *reader) ATTACHED RUNS_GUEST {
    Ref number = int_from_i64(ts, parcel_read_number(reader));
    Value argument = borrow(number);
    Ref queue = ref_is_null(number)
                    ? NO_REF
                    : library_call(ts, "concurrent.interpreters", "Queue", &argument, 1);
    ref_drop(ts, number);
    return queue;
}

Ref parcel_unpack_value(ThreadState *ts, ParcelReader *reader) {
    double numbers[2];
    Ref bytes;
    int64_t length;
    switch ((Letter)*reader->at++) {
    case LETTER_NONE:
        return owned(NONE);
    case LETTER_TRUE:
        return owned(TRUE_VALUE);
    case LETTER_FALSE:
        return owned(FALSE_VALUE);
    case LETTER_ELLIPSIS:
        return owned(ELLIPSIS);
    case LETTER_INT:
        return int_from_i64(ts, parcel_read_number(reader));
    case LETTER_BIG_INT:
        return unpack_big_int(ts, reader);
    case LETTER_FLOAT:
        parcel_read(reader, numbers, sizeof *numbers);
        return float_new(ts, numbers[0]);
    case LETTER_COMPLEX:
        parcel_read(reader, numbers, sizeof numbers);
        return complex_new(ts, numbers[0], numbers[1]);
    case LETTER_STR:
        return unpack_str(ts, reader);
    case LETTER_BYTES:
        length = parcel_read_number(reader);
        bytes = bytes_new(ts, reader->at, (size_t)length);
        reader->at += length;
        return bytes;
    case LETTER_TUPLE:
        return unpack_tuple(ts, reader);
    case LETTER_FROZENSET:
        return unpack_frozenset(ts, reader);
    case LETTER_CODE:
        return parcel_unpack_code(ts, reader);
    case LETTER_QUEUE:
        return unpack_queue(ts, reader);
    }
    return raise_error(ts, EXC_SYSTEM_ERROR, "a parcel that nobody has packed");
}

Ref parcel_unpack(ThreadState *ts, const Parcel *parcel) {
    ParcelReader reader = {.at = parcel->data};
    return parcel_unpack_value(ts, &reader);
}
