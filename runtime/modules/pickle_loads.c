// Reading pickles of plain values (pickle_plain.h).
//
// The machine has one stack; marks are places in it, and nothing below the last mark is
// reached. It owns what is on the stack and in the memo.
//
// Every function returns false with the exception set, or without one where the pickle is
// broken or not plain.
#include "runtime/modules/pickle_plain.h"

#include <string.h>

#include "runtime/objects/bytes.h"
#include "runtime/objects/codec.h"
#include "runtime/objects/int_big.h"
#include "runtime/objects/list.h"
#include "runtime/objects/str.h"
#include "runtime/objects/tuple.h"
#include "vm/exec/call.h"

// A growing array of references.
typedef struct Pile {
    Value *items; // `small`, or a buffer
    size_t length;
    size_t capacity;
    Value small[32];
} Pile;

typedef struct Unpickler {
    ThreadState *ts;
    const uint8_t *at; // the next byte of the pickle
    const uint8_t *end;
    Value find; // the function that finds classes and functions
    Pile stack;
    Pile memo;
    Pile marks;              // lengths of the stack, as small ints
    size_t floor;            // the last of them; 0 without one
    uint32_t simple_version; // pickle_is_simple: known
} Unpickler;

// --- the machine ----------------------------------------------------------------------------

static void pile_init(Pile *pile) {
    pile->items = pile->small;
    pile->length = 0;
    pile->capacity = sizeof pile->small / sizeof *pile->small;
}

// Takes the reference, also on failure; NO_REF passes as false.
static bool pile_push(ThreadState *ts, Pile *pile, Ref item) ATTACHED RUNS_GUEST {
    if (ref_is_null(item)) {
        return false;
    }
    if (pile->length == pile->capacity) {
        bool is_small = pile->items == pile->small;
        size_t size = pile->capacity * 2 * sizeof *pile->items;
        Value *grown = buffer_resize(ts, is_small ? NULL : pile->items, size);
        if (!grown) {
            ref_drop(ts, item);
            return false;
        }
        if (is_small) {
            memcpy(grown, pile->small, sizeof pile->small);
        }
        pile->items = grown;
        pile->capacity *= 2;
    }
    pile->items[pile->length++] = borrow(item);
    return true;
}

static void pile_discard(ThreadState *ts, Pile *pile) ATTACHED RUNS_GUEST {
    while (pile->length) {
        value_drop(ts, pile->items[--pile->length]);
    }
    if (pile->items != pile->small) {
        buffer_free(ts, pile->items);
    }
}

static bool push(Unpickler *u, Ref item) ATTACHED RUNS_GUEST {
    return pile_push(u->ts, &u->stack, item);
}

// The last n items, for whoever takes their references; null if there are not so many.
static Value *take(Unpickler *u, size_t n) {
    if (u->stack.length - u->floor < n) {
        return NULL;
    }
    u->stack.length -= n;
    return u->stack.items + u->stack.length;
}

// The same for all above the last mark, which goes.
static Value *take_marked(Unpickler *u, size_t *n) {
    if (!u->marks.length) {
        return NULL;
    }
    *n = u->stack.length - u->floor;
    Value *items = take(u, *n);
    u->marks.length--;
    u->floor = u->marks.length ? (size_t)value_to_int(u->marks.items[u->marks.length - 1]) : 0;
    return items;
}

static bool set_mark(Unpickler *u) ATTACHED RUNS_GUEST {
    u->floor = u->stack.length;
    return pile_push(u->ts, &u->marks, owned(value_from_int((int64_t)u->floor)));
}

static void drop_items(ThreadState *ts, const Value *items, size_t n) ATTACHED RUNS_GUEST {
    for (size_t i = 0; i < n; i++) {
        value_drop(ts, items[i]);
    }
}

// The top of the stack, if it is of that kind; else null.
static Object *top_of_kind(const Unpickler *u, Kind kind) {
    if (u->stack.length == u->floor) {
        return NULL;
    }
    Value top = u->stack.items[u->stack.length - 1];
    return value_is(top, kind) ? value_object(top) : NULL;
}

static bool fetch(Unpickler *u, uint64_t number) ATTACHED RUNS_GUEST {
    return number < u->memo.length && push(u, ref_take(u->ts, u->memo.items[number]));
}

static bool memoize(Unpickler *u) ATTACHED RUNS_GUEST {
    return u->stack.length > u->floor &&
           pile_push(u->ts, &u->memo, ref_take(u->ts, u->stack.items[u->stack.length - 1]));
}

// --- reading --------------------------------------------------------------------------------

// The next `size` bytes; null if there are not so many.
static const uint8_t *read_bytes(Unpickler *u, uint64_t size) {
    if ((uint64_t)(u->end - u->at) < size) {
        return NULL;
    }
    u->at += size;
    return u->at - size;
}

// A number of `size` bytes, the lowest first.
static bool read_number(Unpickler *u, int size, uint64_t *out) {
    const uint8_t *bytes = read_bytes(u, (uint64_t)size);
    *out = 0;
    for (int i = 0; bytes && i < size; i++) {
        *out |= (uint64_t)bytes[i] << 8 * i;
    }
    return bytes;
}

// A frame says how many bytes there must still be; what is in it is read where it stands.
static bool read_frame(Unpickler *u) {
    uint64_t size;
    return read_number(u, 8, &size) && (uint64_t)(u->end - u->at) >= size;
}

// Data behind their length, which has `width` bytes; null if the pickle ends before.
static const uint8_t *read_data(Unpickler *u, int width, uint64_t *size) {
    return read_number(u, width, size) ? read_bytes(u, *size) : NULL;
}

static bool load_int(Unpickler *u, int size) ATTACHED RUNS_GUEST {
    uint64_t number;
    return read_number(u, size, &number) &&
           push(u, int_from_i64(u->ts, size == 4 ? (int32_t)number : (int64_t)number));
}

// Two's complement, the lowest byte first.
static bool load_long(Unpickler *u, int width) ATTACHED RUNS_GUEST {
    uint64_t size;
    const uint8_t *bytes = read_data(u, width, &size);
    if (!bytes || size > INT32_MAX) {
        return false;
    }
    int64_t n = (int64_t)size / 8 + 1;
    BigInt *big = big_new(u->ts, n);
    if (!big) {
        return false;
    }
    bool is_negative = size && bytes[size - 1] & 0x80;
    for (int64_t i = 0; i < n * 8; i++) {
        uint64_t byte = i < (int64_t)size ? bytes[i] : is_negative ? 0xFF : 0;
        big->limbs[i / 8] |= byte << i % 8 * 8;
    }
    if (is_negative) {
        mpn_neg(big->limbs, big->limbs, n);
    }
    return push(u, big_finish(u->ts, big, n, is_negative));
}

static bool load_float(Unpickler *u) ATTACHED RUNS_GUEST {
    uint64_t bits;
    if (!read_number(u, 8, &bits)) {
        return false;
    }
    bits = __builtin_bswap64(bits);
    double d;
    memcpy(&d, &bits, sizeof d);
    return push(u, float_new(u->ts, d));
}

static bool load_str(Unpickler *u, int width) ATTACHED RUNS_GUEST {
    uint64_t size;
    const uint8_t *data = read_data(u, width, &size);
    if (!data) {
        return false;
    }
    if (chars_bound(data, 1, (int64_t)size) == 0x7F) {
        return push(u, str_from_ascii(u->ts, data, (int64_t)size));
    }
    Ref errors = str_intern_text(u->ts, "surrogatepass");
    return !ref_is_null(errors) &&
           push(u, codec_decode_with(u->ts, CODEC_UTF_8, data, (int64_t)size, borrow(errors)));
}

static bool load_bytes(Unpickler *u, int width) ATTACHED RUNS_GUEST {
    uint64_t size;
    const uint8_t *data = read_data(u, width, &size);
    return data && push(u, bytes_new(u->ts, data, size));
}

static bool load_bytearray(Unpickler *u) ATTACHED RUNS_GUEST {
    uint64_t size;
    const uint8_t *data = read_data(u, 8, &size);
    return data && push(u, bytearray_new(u->ts, data, (int64_t)size));
}

static bool load_get(Unpickler *u, int size) ATTACHED RUNS_GUEST {
    uint64_t number;
    return read_number(u, size, &number) && fetch(u, number);
}

static bool load_global(Unpickler *u) ATTACHED RUNS_GUEST {
    Value *names = take(u, 2);
    if (!names) {
        return false;
    }
    Value pair[] = {names[0], names[1]};
    bool ok = value_is(pair[0], KIND_STR) && value_is(pair[1], KIND_STR) &&
              push(u, value_call(u->ts, u->find, pair, 2));
    drop_items(u->ts, pair, 2);
    return ok;
}

// --- containers -----------------------------------------------------------------------------

static bool load_tuple(Unpickler *u, size_t n) ATTACHED RUNS_GUEST {
    Value *items = take(u, n);
    return items && push(u, tuple_from_owned(u->ts, items, n));
}

static bool load_marked_tuple(Unpickler *u) ATTACHED RUNS_GUEST {
    size_t n;
    Value *items = take_marked(u, &n);
    return items && push(u, tuple_from_owned(u->ts, items, n));
}

static bool load_frozenset(Unpickler *u) ATTACHED RUNS_GUEST {
    size_t n;
    Value *items = take_marked(u, &n);
    if (!items) {
        return false;
    }
    Ref set = frozenset_from_array(u->ts, items, n);
    drop_items(u->ts, items, n);
    return push(u, set);
}

// Adds n items, whose references it takes, to the list, dict or set on top of the stack.
static bool add_items(Unpickler *u, Kind kind, const Value *items,
                      size_t n) ATTACHED RUNS_GUEST {
    ThreadState *ts = u->ts;
    size_t step = kind == KIND_DICT ? 2 : 1;
    Object *container = items ? top_of_kind(u, kind) : NULL;
    bool ok = container && n % step == 0;
    for (size_t i = 0; ok && i < n; i += step) {
        ok = kind == KIND_LIST   ? list_append(ts, container, items[i])
             : kind == KIND_DICT ? dict_set(ts, container, items[i], items[i + 1])
                                 : set_add(ts, container, items[i]);
    }
    drop_items(ts, items, items ? n : 0);
    return ok;
}

static bool load_added(Unpickler *u, Kind kind, size_t n) ATTACHED RUNS_GUEST {
    return add_items(u, kind, take(u, n), n);
}

static bool load_marked_added(Unpickler *u, Kind kind) ATTACHED RUNS_GUEST {
    size_t n = 0;
    Value *items = take_marked(u, &n);
    return add_items(u, kind, items, n);
}

// A new instance of the class below the tuple of arguments, which must be empty.
static bool load_new(Unpickler *u) ATTACHED RUNS_GUEST {
    Value *operands = take(u, 2);
    if (!operands) {
        return false;
    }
    Value pair[] = {operands[0], operands[1]};
    bool ok = value_is(pair[1], KIND_TUPLE) && as_tuple(pair[1])->length == 0 &&
              push(u, pickle_instance_new(u->ts, pair[0], &u->simple_version));
    drop_items(u->ts, pair, 2);
    return ok;
}

// Gives the instance below the state on top of the stack its attributes.
static bool load_build(Unpickler *u) ATTACHED RUNS_GUEST {
    if (u->stack.length - u->floor < 2) {
        return false;
    }
    Value state = *take(u, 1);
    Value made = u->stack.items[u->stack.length - 1];
    bool ok = pickle_instance_build(u->ts, made, state, &u->simple_version);
    value_drop(u->ts, state);
    return ok;
}

// Drops what is above the mark, or, without one, the top of the stack.
static bool load_pop(Unpickler *u, bool is_marked) ATTACHED RUNS_GUEST {
    size_t n = 1;
    Value *items = is_marked ? take_marked(u, &n) : take(u, n);
    drop_items(u->ts, items, items ? n : 0);
    return items;
}

// --- instructions ---------------------------------------------------------------------------

// What makes or fetches one value out of the bytes that follow.
static bool run_value(Unpickler *u, uint8_t code) ATTACHED RUNS_GUEST {
    switch ((PickleCode)code) {
    case PICKLE_NONE:
        return push(u, owned(NONE));
    case PICKLE_NEWTRUE:
        return push(u, owned(TRUE_VALUE));
    case PICKLE_NEWFALSE:
        return push(u, owned(FALSE_VALUE));
    case PICKLE_BININT:
        return load_int(u, 4);
    case PICKLE_BININT1:
        return load_int(u, 1);
    case PICKLE_BININT2:
        return load_int(u, 2);
    case PICKLE_LONG1:
        return load_long(u, 1);
    case PICKLE_LONG4:
        return load_long(u, 4);
    case PICKLE_BINFLOAT:
        return load_float(u);
    case PICKLE_SHORT_BINUNICODE:
        return load_str(u, 1);
    case PICKLE_BINUNICODE:
        return load_str(u, 4);
    case PICKLE_BINUNICODE8:
        return load_str(u, 8);
    case PICKLE_SHORT_BINBYTES:
        return load_bytes(u, 1);
    case PICKLE_BINBYTES:
        return load_bytes(u, 4);
    case PICKLE_BINBYTES8:
        return load_bytes(u, 8);
    case PICKLE_BYTEARRAY8:
        return load_bytearray(u);
    case PICKLE_BINGET:
        return load_get(u, 1);
    case PICKLE_LONG_BINGET:
        return load_get(u, 4);
    default:
        return false;
    }
}

// What works on the stack; the others are passed on.
static bool run_instruction(Unpickler *u, uint8_t code) ATTACHED RUNS_GUEST {
    switch ((PickleCode)code) {
    case PICKLE_FRAME:
        return read_frame(u);
    case PICKLE_MARK:
        return set_mark(u);
    case PICKLE_POP:
        return load_pop(u, false);
    case PICKLE_POP_MARK:
        return load_pop(u, true);
    case PICKLE_MEMOIZE:
        return memoize(u);
    case PICKLE_STACK_GLOBAL:
        return load_global(u);
    case PICKLE_NEWOBJ:
        return load_new(u);
    case PICKLE_BUILD:
        return load_build(u);
    case PICKLE_EMPTY_TUPLE:
        return load_tuple(u, 0);
    case PICKLE_TUPLE1:
        return load_tuple(u, 1);
    case PICKLE_TUPLE2:
        return load_tuple(u, 2);
    case PICKLE_TUPLE3:
        return load_tuple(u, 3);
    case PICKLE_TUPLE:
        return load_marked_tuple(u);
    case PICKLE_FROZENSET:
        return load_frozenset(u);
    case PICKLE_EMPTY_LIST:
        return push(u, list_new(u->ts, 0));
    case PICKLE_EMPTY_DICT:
        return push(u, dict_new(u->ts));
    case PICKLE_EMPTY_SET:
        return push(u, set_new(u->ts));
    case PICKLE_APPEND:
        return load_added(u, KIND_LIST, 1);
    case PICKLE_APPENDS:
        return load_marked_added(u, KIND_LIST);
    case PICKLE_SETITEM:
        return load_added(u, KIND_DICT, 2);
    case PICKLE_SETITEMS:
        return load_marked_added(u, KIND_DICT);
    case PICKLE_ADDITEMS:
        return load_marked_added(u, KIND_SET);
    default:
        return run_value(u, code);
    }
}

// Runs the program up to its end; the object, or NO_REF.
static Ref run(Unpickler *u) ATTACHED RUNS_GUEST {
    const uint8_t *head = read_bytes(u, 2);
    if (!head || head[0] != PICKLE_PROTO || head[1] < 4 || head[1] > 5) {
        return NO_REF;
    }
    while (u->at < u->end) {
        uint8_t code = *u->at++;
        if (code == PICKLE_STOP) {
            Value *result = take(u, 1);
            return result ? owned(*result) : NO_REF;
        }
        if (!run_instruction(u, code)) {
            return NO_REF;
        }
    }
    return NO_REF;
}

Ref pickle_loads(ThreadState *ts, const Value *a) {
    BytesHold hold;
    int held = bytes_hold(ts, a[0], &hold);
    if (held <= 0) {
        return held < 0 ? NO_REF : ref_take(ts, a[2]);
    }
    Unpickler unpickler = {.ts = ts, .at = hold.data, .find = a[1]};
    unpickler.end = hold.data + hold.length;
    pile_init(&unpickler.stack);
    pile_init(&unpickler.memo);
    pile_init(&unpickler.marks);
    Ref result = run(&unpickler);
    pile_discard(ts, &unpickler.marks);
    pile_discard(ts, &unpickler.memo);
    pile_discard(ts, &unpickler.stack);
    bytes_release(ts, &hold);
    return ref_is_null(result) && !error_is_set(ts) ? ref_take(ts, a[2]) : result;
}
