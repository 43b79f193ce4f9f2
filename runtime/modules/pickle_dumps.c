// Writing pickles of plain values (pickle_plain.h); and the module _pickle_plain.
//
// The bytes are those that pickle.Pickler writes. What can occur twice is numbered in the memo
// when it is written, and afterwards only its number is. The memo keeps its objects alive, for
// it knows them by their addresses: another thread may take them out of the list they were in.
//
//     PROTO 4 | FRAME, its size | instructions ... | FRAME, its size | ... STOP
//
// Every function returns false with the exception set, or without one if the value is not
// plain.
#include "runtime/modules/pickle_plain.h"

#include <string.h>

#include "runtime/objects/bytearray.h"
#include "runtime/objects/bytes_builder.h"
#include "runtime/objects/dict.h"
#include "runtime/objects/float.h"
#include "runtime/objects/int.h"
#include "runtime/objects/list.h"
#include "runtime/objects/set.h"
#include "runtime/objects/str.h"
#include "runtime/objects/tuple.h"
#include "vm/exec/call.h"
#include "vm/object/attributes.h"

#define FRAME_SIZE      (64 * 1024) // a frame ends when it has become as long as this
#define FRAME_HEAD_SIZE 9           // its instruction and its size
#define FRAME_SMALLEST  4           // fewer bytes go without a frame
#define BATCH_LENGTH    1000        // items added to a container at once
#define MEMO_SMALL_SIZE 32

typedef struct MemoEntry {
    Value object; // NO_VALUE: a free place
    uint32_t number;
} MemoEntry;

// Open addressing, at most half full.
typedef struct Memo {
    MemoEntry *entries; // `small`, or a buffer
    size_t size;        // a power of two
    uint32_t length;
    MemoEntry small[MEMO_SMALL_SIZE];
} Memo;

typedef struct Pickler {
    ThreadState *ts;
    BytesBuilder out;
    int64_t frame; // where the contents of the frame begin in `out`; its head stands before
    int64_t protocol;
    Value names;             // the function that names classes and functions
    Value reducers;          // a tuple of dicts: the classes in them are not simple
    uint32_t simple_version; // pickle_is_simple: known
    Memo memo;
} Pickler;

static bool save_value(Pickler *p, Value v) ATTACHED RUNS_GUEST;

// --- the memo -------------------------------------------------------------------------------

// The object's place, or the free one where it belongs.
static MemoEntry *memo_find(const Memo *memo, Value object) {
    size_t place = (object.bits >> 4) * 0x9E3779B97F4A7C15u >> 32;
    for (;; place++) {
        MemoEntry *entry = &memo->entries[place & (memo->size - 1)];
        if (value_is_null(entry->object) || value_same(entry->object, object)) {
            return entry;
        }
    }
}

static bool memo_grow(ThreadState *ts, Memo *memo) ATTACHED {
    Memo grown = {.size = memo->size * 4, .length = memo->length};
    grown.entries = buffer_new(ts, grown.size * sizeof *grown.entries);
    if (!grown.entries) {
        return false;
    }
    for (size_t i = 0; i < grown.size; i++) {
        grown.entries[i] = (MemoEntry){NO_VALUE, 0};
    }
    for (size_t i = 0; i < memo->size; i++) {
        if (!value_is_null(memo->entries[i].object)) {
            *memo_find(&grown, memo->entries[i].object) = memo->entries[i];
        }
    }
    if (memo->entries != memo->small) {
        buffer_free(ts, memo->entries);
    }
    memo->entries = grown.entries;
    memo->size = grown.size;
    return true;
}

static void memo_discard(ThreadState *ts, Memo *memo) ATTACHED RUNS_GUEST {
    for (size_t i = 0; i < memo->size; i++) {
        value_drop(ts, memo->entries[i].object);
    }
    if (memo->entries != memo->small) {
        buffer_free(ts, memo->entries);
    }
}

// --- bytes ----------------------------------------------------------------------------------

static bool put(Pickler *p, PickleCode code) ATTACHED {
    return bytes_builder_byte(&p->out, (uint8_t)code);
}

// An instruction and a number of `size` bytes, the lowest first.
static bool put_number(Pickler *p, PickleCode code, uint64_t number, int size) ATTACHED {
    uint8_t bytes[9] = {(uint8_t)code};
    for (int i = 0; i < size; i++) {
        bytes[1 + i] = (uint8_t)(number >> 8 * i);
    }
    return bytes_builder_add(&p->out, bytes, size + 1);
}

// Room for the head, which is filled in at the end.
static bool begin_frame(Pickler *p) ATTACHED {
    bool ok = bytes_builder_fill(&p->out, 0, FRAME_HEAD_SIZE);
    p->frame = p->out.length;
    return ok;
}

static void end_frame(Pickler *p) {
    int64_t size = p->out.length - p->frame;
    uint8_t *head = p->out.data + p->frame - FRAME_HEAD_SIZE;
    if (size < FRAME_SMALLEST) {
        memmove(head, head + FRAME_HEAD_SIZE, (size_t)size);
        p->out.length -= FRAME_HEAD_SIZE;
        return;
    }
    *head++ = PICKLE_FRAME;
    for (int i = 0; i < FRAME_HEAD_SIZE - 1; i++) {
        head[i] = (uint8_t)((uint64_t)size >> 8 * i);
    }
}

static bool memoize(Pickler *p, Value v) ATTACHED {
    Memo *memo = &p->memo;
    if (2 * (size_t)(memo->length + 1) > memo->size && !memo_grow(p->ts, memo)) {
        return false;
    }
    *memo_find(memo, v) = (MemoEntry){borrow(ref_take(p->ts, v)), memo->length};
    memo->length++;
    return put(p, PICKLE_MEMOIZE);
}

// Fetches the object from the memo if it is there: 1, 0, or -1 with MemoryError.
static int save_known(Pickler *p, Value v) ATTACHED {
    const MemoEntry *known = memo_find(&p->memo, v);
    if (value_is_null(known->object)) {
        return 0;
    }
    bool is_short = known->number < 256;
    PickleCode code = is_short ? PICKLE_BINGET : PICKLE_LONG_BINGET;
    return put_number(p, code, known->number, is_short ? 1 : 4) ? 1 : -1;
}

// --- values without parts -------------------------------------------------------------------

// In two's complement, with as few bytes as keep the sign.
static bool save_long(Pickler *p, Value v) ATTACHED {
    IntView view;
    int_view(v, &view);
    int64_t size = (int64_t)(int_bit_length(v) / 8) + 1;
    bool is_short = size < 256;
    if (!bytes_builder_reserve(&p->out, size + 5)) {
        return false;
    }
    uint8_t *head = p->out.data + p->out.length;
    uint8_t *bytes = head + (is_short ? 2 : 5);
    unsigned carry = 1;
    for (int64_t i = 0; i < size; i++) {
        unsigned byte = i / 8 < view.length ? (uint8_t)(view.limbs[i / 8] >> i % 8 * 8) : 0;
        if (view.is_negative) {
            byte = (byte ^ 0xFF) + carry;
            carry = byte >> 8;
        }
        bytes[i] = (uint8_t)byte;
    }
    // The one negative number of its length whose last byte says nothing.
    bool is_too_long =
        view.is_negative && size > 1 && bytes[size - 1] == 0xFF && bytes[size - 2] & 0x80;
    size -= is_too_long;
    if (!is_short && size < 256) { // it has become short
        memmove(head + 2, bytes, (size_t)size);
        is_short = true;
    }
    bool ok =
        put_number(p, is_short ? PICKLE_LONG1 : PICKLE_LONG4, (uint64_t)size, is_short ? 1 : 4);
    p->out.length += size;
    return ok;
}

static bool save_int(Pickler *p, Value v) ATTACHED {
    int64_t number;
    if (!int_fits_i64(v, &number) || number < INT32_MIN || number > INT32_MAX) {
        return save_long(p, v);
    }
    return number >= 0 && number < 0x100 ? put_number(p, PICKLE_BININT1, (uint64_t)number, 1)
           : number >= 0 && number < 0x10000
               ? put_number(p, PICKLE_BININT2, (uint64_t)number, 2)
               : put_number(p, PICKLE_BININT, (uint64_t)number, 4);
}

// The highest byte first.
static bool save_float(Pickler *p, double d) ATTACHED {
    uint64_t bits;
    memcpy(&bits, &d, sizeof bits);
    return put_number(p, PICKLE_BINFLOAT, __builtin_bswap64(bits), 8);
}

// Data of `size` bytes, either the characters or the bytes, behind one of three instructions
// for lengths of 1, 4 and 8 bytes; large data stand outside the frames.
static bool save_data(Pickler *p, const PickleCode codes[3], const uint8_t *data,
                      const StrView *text, int64_t size) ATTACHED {
    bool is_large = size >= FRAME_SIZE;
    if (is_large) {
        end_frame(p);
    }
    int form = codes[0] != codes[2] && size < 0x100         ? 0
               : size <= UINT32_MAX && codes[0] != codes[2] ? 1
                                                            : 2;
    static const int SIZES[] = {1, 4, 8};
    if (!put_number(p, codes[form], (uint64_t)size, SIZES[form]) ||
        !bytes_builder_reserve(&p->out, size)) {
        return false;
    }
    if (text) {
        utf8_write_view((char *)p->out.data + p->out.length, *text);
    } else if (size) {
        memcpy(p->out.data + p->out.length, data, (size_t)size);
    }
    p->out.length += size;
    return !is_large || begin_frame(p);
}

static bool save_str(Pickler *p, Value v) ATTACHED {
    static const PickleCode CODES[] = {PICKLE_SHORT_BINUNICODE, PICKLE_BINUNICODE,
                                       PICKLE_BINUNICODE8};
    StrView view = str_view(v);
    return save_data(p, CODES, NULL, &view, (int64_t)utf8_size(view)) && memoize(p, v);
}

static bool save_bytes(Pickler *p, Value v) ATTACHED {
    static const PickleCode CODES[] = {PICKLE_SHORT_BINBYTES, PICKLE_BINBYTES,
                                       PICKLE_BINBYTES8};
    return save_data(p, CODES, bytes_of(v)->data, NULL, bytes_of(v)->length) && memoize(p, v);
}

// Plain only from protocol 5 on.
static bool save_bytearray(Pickler *p, Value v) ATTACHED {
    static const PickleCode CODES[] = {PICKLE_BYTEARRAY8, PICKLE_BYTEARRAY8, PICKLE_BYTEARRAY8};
    Ref copy = p->protocol < 5 ? NO_REF : bytearray_copy(p->ts, v);
    if (ref_is_null(copy)) {
        return false;
    }
    const Bytes *bytes = bytes_of(borrow(copy));
    bool ok = save_data(p, CODES, bytes->data, NULL, bytes->length);
    ref_drop(p->ts, copy);
    return ok && memoize(p, v);
}

// A class or a function: its module and its name.
static bool save_global(Pickler *p, Value v) ATTACHED RUNS_GUEST {
    Ref names = value_call(p->ts, p->names, &v, 1);
    if (ref_is_null(names)) {
        return false;
    }
    const Tuple *pair = as_tuple(borrow(names));
    bool ok = value_is(borrow(names), KIND_TUPLE) && pair->length == 2 &&
              save_value(p, pair->items[0]) && save_value(p, pair->items[1]) &&
              put(p, PICKLE_STACK_GLOBAL) && memoize(p, v);
    ref_drop(p->ts, names);
    return ok;
}

// --- containers -----------------------------------------------------------------------------

// What is added to a container in one step.
typedef struct Item {
    Ref key;   // or the item of a list
    Ref value; // of a dict
} Item;

static void item_drop(ThreadState *ts, Item *item) ATTACHED RUNS_GUEST {
    ref_drop(ts, item->key);
    ref_drop(ts, item->value);
}

// The item at *position of a list or dict; false at the end.
static bool item_take(ThreadState *ts, Object *container, int64_t *position,
                      Item *out) ATTACHED {
    *out = (Item){NO_REF, NO_REF};
    if (container->kind == KIND_DICT) {
        return dict_step(ts, container, position, &out->key, &out->value);
    }
    out->key = list_item(ts, container, (*position)++);
    return !ref_is_null(out->key);
}

// The items of a list or dict, in batches; a single one has an instruction of its own. As in
// CPython a dict's last batch is never a full one, so it may be empty.
static bool save_items(Pickler *p, Object *container, PickleCode one,
                       PickleCode many) ATTACHED RUNS_GUEST {
    bool is_dict = container->kind == KIND_DICT;
    int64_t length = is_dict ? dict_length(container) : list_length(container);
    int64_t batch = length > 1 ? BATCH_LENGTH : 1;
    int64_t position = 0;
    int64_t total = 0;
    int64_t count = BATCH_LENGTH;
    bool ok = true;
    while (ok && length && count == BATCH_LENGTH && (is_dict || total < length)) {
        ok = batch == 1 || put(p, PICKLE_MARK);
        Item item;
        for (count = 0; ok && count < batch && item_take(p->ts, container, &position, &item);
             count++) {
            ok = save_value(p, borrow(item.key)) &&
                 (ref_is_null(item.value) || save_value(p, borrow(item.value)));
            item_drop(p->ts, &item);
        }
        total += count;
        bool is_gone = batch == 1 && count == 0; // another thread has taken the only one out
        ok = ok && (is_gone || put(p, batch == 1 ? one : many));
    }
    // A dict that another thread has changed: the iterators of pickle.py say what comes of it.
    return ok && (!is_dict || (total == length && dict_length(container) == length));
}

static bool save_list(Pickler *p, Value v) ATTACHED RUNS_GUEST {
    return put(p, PICKLE_EMPTY_LIST) && memoize(p, v) &&
           save_items(p, value_object(v), PICKLE_APPEND, PICKLE_APPENDS);
}

static bool save_dict(Pickler *p, Value v) ATTACHED RUNS_GUEST {
    return put(p, PICKLE_EMPTY_DICT) && memoize(p, v) &&
           save_items(p, value_object(v), PICKLE_SETITEM, PICKLE_SETITEMS);
}

// Its items are on the stack of the machine, `n` of them, or all above the mark. But one of
// them may have led back to v and made it already.
static bool finish_immutable(Pickler *p, Value v, PickleCode code, bool is_marked,
                             int64_t n) ATTACHED {
    if (value_is_null(memo_find(&p->memo, v)->object)) {
        return put(p, code) && memoize(p, v);
    }
    bool ok = !is_marked || put(p, PICKLE_POP_MARK);
    for (int64_t i = 0; ok && !is_marked && i < n; i++) {
        ok = put(p, PICKLE_POP);
    }
    return ok && save_known(p, v) == 1;
}

static bool save_tuple(Pickler *p, Value v) ATTACHED RUNS_GUEST {
    static const PickleCode CODES[] = {PICKLE_EMPTY_TUPLE, PICKLE_TUPLE1, PICKLE_TUPLE2,
                                       PICKLE_TUPLE3, PICKLE_TUPLE};
    const Tuple *tuple = as_tuple(v);
    if (tuple->length == 0) {
        return put(p, PICKLE_EMPTY_TUPLE);
    }
    bool is_marked = tuple->length > 3;
    bool ok = !is_marked || put(p, PICKLE_MARK);
    for (int64_t i = 0; ok && i < tuple->length; i++) {
        ok = save_value(p, tuple->items[i]);
    }
    return ok && finish_immutable(p, v, CODES[is_marked ? 4 : tuple->length], is_marked,
                                  tuple->length);
}

static bool save_set(Pickler *p, Value v) ATTACHED RUNS_GUEST {
    SetSnapshot keys;
    if (!put(p, PICKLE_EMPTY_SET) || !memoize(p, v) ||
        !set_snapshot(p->ts, value_object(v), &keys)) {
        return false;
    }
    bool ok = true;
    for (int64_t i = 0; ok && i < keys.length; i++) {
        bool is_last = i + 1 == keys.length || i % BATCH_LENGTH == BATCH_LENGTH - 1;
        ok = (i % BATCH_LENGTH != 0 || put(p, PICKLE_MARK)) &&
             save_value(p, keys.entries[i].key) && (!is_last || put(p, PICKLE_ADDITEMS));
    }
    if (ok && keys.length && keys.length % BATCH_LENGTH == 0) { // as for dicts
        ok = put(p, PICKLE_MARK) && put(p, PICKLE_ADDITEMS);
    }
    set_snapshot_drop(p->ts, &keys);
    return ok;
}

static bool save_frozenset(Pickler *p, Value v) ATTACHED RUNS_GUEST {
    SetSnapshot keys;
    if (!put(p, PICKLE_MARK) || !set_snapshot(p->ts, value_object(v), &keys)) {
        return false;
    }
    bool ok = true;
    for (int64_t i = 0; ok && i < keys.length; i++) {
        ok = save_value(p, keys.entries[i].key);
    }
    ok = ok && finish_immutable(p, v, PICKLE_FROZENSET, true, keys.length);
    set_snapshot_drop(p->ts, &keys);
    return ok;
}

// --- instances ------------------------------------------------------------------------------

// Whether instances of the type go by their attributes; false also with the exception set.
static bool is_simple(Pickler *p, Type *type) ATTACHED RUNS_GUEST {
    const Tuple *tables = as_tuple(p->reducers);
    for (int64_t i = 0; i < tables->length; i++) {
        if (!value_is(tables->items[i], KIND_DICT)) {
            return false;
        }
        Ref reducer =
            dict_get(p->ts, value_object(tables->items[i]), object_value(&type->head));
        if (!ref_is_null(reducer) || error_is_set(p->ts)) {
            ref_drop(p->ts, reducer);
            return false;
        }
    }
    return pickle_is_simple(p->ts, type, &p->simple_version);
}

// An attribute with such a name CPython might find in the place of a method that has a say.
static bool is_special(Value name) {
    StrView view = value_is(name, KIND_STR) ? str_view(name) : (StrView){0};
    return view.length > 1 && view_read(view, 0) == '_' && view_read(view, 1) == '_';
}

// The attributes of an instance that has a __dict__.
static bool save_dictionary(Pickler *p, Object *dict) ATTACHED RUNS_GUEST {
    int64_t position = 0;
    bool ok = true;
    for (Item item; ok && item_take(p->ts, dict, &position, &item);) {
        ok = !is_special(borrow(item.key));
        item_drop(p->ts, &item);
    }
    return ok && (dict_length(dict) == 0 ||
                  (save_value(p, object_value(dict)) && put(p, PICKLE_BUILD)));
}

// The same where there is no dict: the names, a list, and what is under them, as its items.
static bool save_attributes(Pickler *p, Object *instance, Object *names) ATTACHED RUNS_GUEST {
    int64_t length = list_length(names);
    if (length == 0) {
        return true;
    }
    bool ok = put(p, PICKLE_EMPTY_DICT) && put(p, PICKLE_MEMOIZE) &&
              (length == 1 || put(p, PICKLE_MARK));
    p->memo.length++; // the dict's number, though there is none
    for (int64_t i = 0; ok && i < length; i++) {
        Item item = {list_item(p->ts, names, i), NO_REF};
        item.value = attributes_get(p->ts, instance, borrow(item.key));
        ok = !ref_is_null(item.value) && !is_special(borrow(item.key)) &&
             save_value(p, borrow(item.key)) && save_value(p, borrow(item.value));
        item_drop(p->ts, &item);
    }
    return ok && put(p, length == 1 ? PICKLE_SETITEM : PICKLE_SETITEMS) && put(p, PICKLE_BUILD);
}

// Its class, no arguments, and its attributes if it has some.
static bool save_instance(Pickler *p, Value v) ATTACHED RUNS_GUEST {
    Object *instance = value_object(v);
    Type *type = value_type(p->ts, v);
    if (!is_simple(p, type) || !save_value(p, object_value(&type->head)) ||
        !put(p, PICKLE_EMPTY_TUPLE) || !put(p, PICKLE_NEWOBJ) || !memoize(p, v)) {
        return false;
    }
    const Shape *shape = load_acquire(&object_attributes(instance)->shape);
    bool has_dict = shape && shape->is_dictionary;
    Ref attributes =
        has_dict ? attributes_dictionary(p->ts, instance) : attributes_names(p->ts, instance);
    if (ref_is_null(attributes)) {
        return false;
    }
    Object *container = value_object(borrow(attributes));
    bool ok =
        has_dict ? save_dictionary(p, container) : save_attributes(p, instance, container);
    ref_drop(p->ts, attributes);
    return ok;
}

// What has parts, or a name; everything else is not plain.
static bool save_object(Pickler *p, Value v) ATTACHED RUNS_GUEST {
    switch (value_object(v)->kind) {
    case KIND_LIST:
        return save_list(p, v);
    case KIND_DICT:
        return save_dict(p, v);
    case KIND_TUPLE:
        return save_tuple(p, v);
    case KIND_SET:
        return save_set(p, v);
    case KIND_FROZENSET:
        return save_frozenset(p, v);
    case KIND_FUNCTION:
        return save_global(p, v);
    default:
        return value_object(v)->type == builtin_type(p->ts, KIND_TYPE) ? save_global(p, v)
                                                                       : save_instance(p, v);
    }
}

static bool save_value(Pickler *p, Value v) {
    if (p->out.length - p->frame >= FRAME_SIZE) {
        end_frame(p);
        if (!begin_frame(p)) {
            return false;
        }
    }
    if (value_is_none(v)) {
        return put(p, PICKLE_NONE);
    }
    if (value_is_bool(v)) {
        return put(p, value_same(v, TRUE_VALUE) ? PICKLE_NEWTRUE : PICKLE_NEWFALSE);
    }
    if (int_is_exact(v)) {
        return save_int(p, v);
    }
    if (float_is_exact(v)) {
        return save_float(p, float_value(v));
    }
    int known = value_is_object(v) ? save_known(p, v) : -1;
    if (known != 0) {
        return known == 1;
    }
    switch (value_object(v)->kind) {
    case KIND_STR:
        return save_str(p, v);
    case KIND_BYTES:
        return save_bytes(p, v);
    case KIND_BYTEARRAY:
        return save_bytearray(p, v);
    default:
        break;
    }
    if (!native_enter(p->ts, " while pickling an object")) {
        return false;
    }
    bool ok = save_object(p, v);
    native_leave(p->ts);
    return ok;
}

Ref pickle_dumps(ThreadState *ts, const Value *a) {
    int64_t protocol = value_is_none(a[1])        ? 4
                       : value_is_small_int(a[1]) ? value_to_int(a[1])
                                                  : 0;
    protocol = protocol < 0 ? 5 : protocol;
    if (protocol < 4 || protocol > 5 || !value_is(a[3], KIND_TUPLE)) {
        return owned(NONE);
    }
    Pickler pickler = {.ts = ts, .protocol = protocol, .names = a[2], .reducers = a[3]};
    pickler.memo.entries = pickler.memo.small;
    pickler.memo.size = MEMO_SMALL_SIZE;
    for (int i = 0; i < MEMO_SMALL_SIZE; i++) {
        pickler.memo.small[i].object = NO_VALUE;
    }
    bytes_builder_init(&pickler.out, ts);
    bool ok = put_number(&pickler, PICKLE_PROTO, (uint64_t)protocol, 1) &&
              begin_frame(&pickler) && save_value(&pickler, a[0]) && put(&pickler, PICKLE_STOP);
    Ref result = NO_REF;
    if (ok) {
        end_frame(&pickler);
        result = bytes_builder_finish(&pickler.out);
    } else {
        bytes_builder_discard(&pickler.out);
        result = error_is_set(ts) ? NO_REF : owned(NONE);
    }
    memo_discard(ts, &pickler.memo);
    return result;
}

static const NativeDef FUNCTIONS[] = {
    {"dumps(object, protocol, names, reducers, /)", pickle_dumps,
     "The pickle of a plain object; None if it is not plain.", 0},
    {"loads(data, find, otherwise, /)", pickle_loads,
     "The object of a plain pickle; otherwise `otherwise`.", 0},
    {NULL, NULL, NULL, 0},
};

const ModuleSpec pickle_plain_module_spec = {
    .name = "_pickle_plain",
    .doc = "Pickles of plain values.",
    .functions = FUNCTIONS,
};
