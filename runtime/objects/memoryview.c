// memoryview: a window on the bytes of another object, which it keeps alive.
//
// A view of a bytearray (or of an array, which begins with one) counts as an export: while
// there is one, the array cannot change its length, as in CPython. Every access still goes
// through the array's lock and checks its length, because another thread may release the view
// at any time.
#include "runtime/objects/memoryview.h"

#include <string.h>

#include "runtime/objects/slice.h"
#include "runtime/objects/str.h"
#include "runtime/objects/text_operators.h"
#include "vm/exec/call.h"
#include "vm/needs_runtime.h"
#include "vm/object/exceptions.h"
#include "vm/object/heap.h"
#include "vm/object/lock.h"
#include "vm/object/native.h"
#include "vm/object/protocol.h"
#include "vm/object/refcount.h"

typedef struct MemoryView {
    Object head;
    Value base;     // what it shows; never changes
    int64_t offset; // of the first item, in bytes
    int64_t length; // items
    int64_t stride; // bytes from item to item, maybe negative
    PackedFormat format;
    bool is_read_only;
    bool is_released;
    Value giver;  // the object whose __buffer__ gave it, until it is given back; or NO_VALUE
    Value given;  // the memoryview that it gave, or NO_VALUE
    int64_t hash; // -1: not asked yet; kept when the view is released
} MemoryView;

static MemoryView *view_of(Value v) {
    return (MemoryView *)(void *)value_object(v);
}

static bool is_growing(const ThreadState *ts, Value base) {
    return !value_has_layout(ts, base, KIND_BYTES);
}

static void count_export(ThreadState *ts, Value base, int change) ATTACHED {
    if (is_growing(ts, base)) {
        Bytearray *array = bytearray_of(base);
        object_lock(ts, &array->head);
        array->exports += change;
        object_unlock(ts, &array->head);
    }
}

// False with ValueError if the view was released.
static bool check_live(ThreadState *ts, const MemoryView *view) ATTACHED {
    if (load_relaxed(&view->is_released)) {
        raise_error(ts, EXC_VALUE_ERROR, "operation forbidden on released memoryview object");
        return false;
    }
    return true;
}

// The view, or null with ValueError if it was released.
static MemoryView *live_view(ThreadState *ts, Value v) ATTACHED {
    return check_live(ts, view_of(v)) ? view_of(v) : NULL;
}

static Ref view_new(ThreadState *ts, Value base) ATTACHED {
    MemoryView *view = object_new(ts, builtin_type(ts, KIND_MEMORYVIEW), sizeof *view);
    if (!view) {
        return NO_REF;
    }
    view->base = borrow(ref_take(ts, base));
    view->hash = -1;
    count_export(ts, base, 1);
    view->is_read_only = !is_growing(ts, base);
    return object_ref(view);
}

// A view of the same base and format as `like`.
static Ref part_of_view(ThreadState *ts, const MemoryView *like, int64_t offset, int64_t length,
                        int64_t stride) ATTACHED {
    Ref made = view_new(ts, like->base);
    if (!ref_is_null(made)) {
        MemoryView *view = view_of(borrow(made));
        view->offset = offset;
        view->length = length;
        view->stride = stride;
        view->format = like->format;
        view->is_read_only = like->is_read_only;
    }
    return made;
}

// A view of a built-in object, or of what another view shows.
static Ref view_of_builtin(ThreadState *ts, Value base) ATTACHED {
    if (value_has_layout(ts, base, KIND_MEMORYVIEW)) {
        MemoryView *other = live_view(ts, base);
        return other ? part_of_view(ts, other, other->offset, other->length, other->stride)
                     : NO_REF;
    }
    bool is_array = value_has_layout(ts, base, KIND_ARRAY);
    if (!is_array && !value_has_layout(ts, base, KIND_BYTES) &&
        !value_has_layout(ts, base, KIND_BYTEARRAY)) {
        return raise_error(ts, EXC_TYPE_ERROR,
                           "memoryview: a bytes-like object is required, not '%s'",
                           value_type_name(ts, base));
    }
    Ref made = view_new(ts, base);
    if (!ref_is_null(made)) {
        MemoryView *view = view_of(borrow(made));
        int64_t size =
            is_growing(ts, base) ? bytearray_of(base)->length : bytes_of(base)->length;
        view->format = packed_format(is_array ? array_code(base) : 'B', true);
        view->length = size / view->format.size;
        view->stride = view->format.size;
    }
    return made;
}

// What the view shows may change its length again, and whoever gave it gets it back.
static void release(ThreadState *ts, MemoryView *view) ATTACHED RUNS_GUEST {
    object_lock(ts, &view->head);
    bool was_released = view->is_released;
    store_relaxed(&view->is_released, true);
    object_unlock(ts, &view->head);
    if (was_released) {
        return;
    }
    count_export(ts, view->base, -1);
    if (!value_is_null(view->giver)) {
        buffer_give_back(ts, view->giver, view->given);
    }
}

// --- buffers that guest classes give (PEP 688) ----------------------------------------------

bool buffer_is_given(ThreadState *ts, Value v) {
    Type *type = value_type(ts, v);
    Ref name = type->flags & TYPE_HEAP ? str_intern_text(ts, "__buffer__") : NO_REF;
    Ref method = ref_is_null(name) ? NO_REF : type_lookup(ts, type, borrow(name));
    ref_drop(ts, name);
    bool is_guests = !ref_is_null(method) && !value_is(borrow(method), KIND_METHOD_DESCRIPTOR);
    ref_drop(ts, method);
    return is_guests;
}

Ref buffer_ask(ThreadState *ts, Value v, int64_t flags) {
    if (!buffer_is_given(ts, v)) {
        return NO_REF;
    }
    Value argument = value_from_int(flags);
    Ref given = value_call_method_text(ts, v, "__buffer__", &argument, 1);
    if (!ref_is_null(given) && !value_has_layout(ts, borrow(given), KIND_MEMORYVIEW)) {
        ref_drop(ts, given);
        return raise_error(ts, EXC_TYPE_ERROR, "__buffer__ returned non-memoryview object");
    }
    return given;
}

void buffer_give_back(ThreadState *ts, Value v, Value view) {
    bool has_error = error_is_set(ts);
    Ref error = has_error ? error_fetch(ts) : NO_REF;
    Ref name = str_intern_text(ts, "__release_buffer__");
    Ref method = ref_is_null(name) ? NO_REF : type_lookup(ts, value_type(ts, v), borrow(name));
    if (!ref_is_null(method)) {
        ref_drop(ts, value_call_method(ts, v, borrow(name), &view, 1));
    }
    ref_drop(ts, method);
    ref_drop(ts, name);
    if (error_is_set(ts)) {
        error_write_unraisable(ts, "in __release_buffer__", v);
    }
    release(ts, view_of(view));
    if (has_error) {
        error_restore(ts, error);
    }
}

// A view of what the __buffer__ of a guest class gives; NO_REF without an exception if it has
// none.
static Ref view_of_giver(ThreadState *ts, Value v) ATTACHED RUNS_GUEST {
    Ref given = buffer_ask(ts, v, BUFFER_FULL_RO);
    MemoryView *other = ref_is_null(given) ? NULL : live_view(ts, borrow(given));
    Ref made =
        other ? part_of_view(ts, other, other->offset, other->length, other->stride) : NO_REF;
    if (ref_is_null(made)) {
        ref_drop(ts, given);
        return NO_REF;
    }
    view_of(borrow(made))->giver = borrow(ref_take(ts, v));
    view_of(borrow(made))->given = borrow(given);
    return made;
}

Ref buffer_method(ThreadState *ts, const Value *a) {
    int64_t flags;
    if (!value_to_index(ts, a[1], EXC_OVERFLOW_ERROR, &flags)) {
        return NO_REF;
    }
    Ref made = view_of_builtin(ts, a[0]);
    if (!ref_is_null(made) && flags & BUFFER_WRITABLE && view_of(borrow(made))->is_read_only) {
        ref_drop(ts, made);
        return raise_error(ts, EXC_BUFFER_ERROR, "Object is not writable.");
    }
    return made;
}

Ref release_buffer_method(ThreadState *ts, const Value *a) {
    if (!value_has_layout(ts, a[1], KIND_MEMORYVIEW)) {
        return raise_error(ts, EXC_TYPE_ERROR, "expected a memoryview object");
    }
    release(ts, view_of(a[1]));
    return owned(NONE);
}

static Ref view_make(ThreadState *ts, const Value *arguments) ATTACHED RUNS_GUEST {
    Ref made = view_of_giver(ts, arguments[1]);
    return !ref_is_null(made) || error_is_set(ts) ? made : view_of_builtin(ts, arguments[1]);
}

// --- access ---------------------------------------------------------------------------------

// Copies `n` bytes of one item, or more if they stand together, out of the base or into it.
// False with an exception if the base has become too short.
static bool view_access(ThreadState *ts, const MemoryView *view, int64_t offset, void *out,
                        const void *in, int64_t n) ATTACHED {
    if (!is_growing(ts, view->base)) {
        memcpy(out, bytes_of(view->base)->data + offset, (size_t)n);
        return true;
    }
    Bytearray *array = bytearray_of(view->base);
    object_lock(ts, &array->head);
    bool is_there = offset >= 0 && offset + n <= array->length;
    if (is_there && n) {
        if (in) {
            memcpy(array->data + offset, in, (size_t)n);
        } else {
            memcpy(out, array->data + offset, (size_t)n);
        }
    }
    object_unlock(ts, &array->head);
    if (!is_there) {
        raise_error(ts, EXC_VALUE_ERROR, "operation forbidden on released memoryview object");
    }
    return is_there;
}

static Ref load_item(ThreadState *ts, const MemoryView *view, int64_t i) ATTACHED {
    uint8_t bytes[8];
    if (!view_access(ts, view, view->offset + i * view->stride, bytes, NULL,
                     view->format.size)) {
        return NO_REF;
    }
    return packed_load(ts, &view->format, bytes);
}

static Bytes *copy_bytes(ThreadState *ts, const MemoryView *view) ATTACHED {
    int64_t size = view->format.size;
    Bytes *copy = bytes_allocate(ts, view->length * size);
    if (!copy) {
        return NULL;
    }
    bool ok = true;
    if (view->stride == size) {
        ok = view_access(ts, view, view->offset, copy->data, NULL, view->length * size);
    } else {
        for (int64_t i = 0; ok && i < view->length; i++) {
            ok = view_access(ts, view, view->offset + i * view->stride, copy->data + i * size,
                             NULL, size);
        }
    }
    if (!ok) {
        ref_drop(ts, object_ref(copy));
        return NULL;
    }
    return copy;
}

Ref memoryview_copy(ThreadState *ts, Value v) ATTACHED {
    MemoryView *view = live_view(ts, v);
    Bytes *copy = view ? copy_bytes(ts, view) : NULL;
    return copy ? object_ref(copy) : NO_REF;
}

bool bytes_write_into(ThreadState *ts, const char *who, Value v, int64_t offset,
                      const void *data, int64_t n) ATTACHED {
    bool is_view = value_has_layout(ts, v, KIND_MEMORYVIEW);
    if (!is_view && !value_has_layout(ts, v, KIND_BYTEARRAY) &&
        !value_has_layout(ts, v, KIND_ARRAY)) {
        raise_error(ts, EXC_TYPE_ERROR,
                    "%sargument must be read-write bytes-like object, not %s", who,
                    value_type_name(ts, v));
        return false;
    }
    if (!is_view) {
        MemoryView whole = {.base = v};
        return view_access(ts, &whole, offset, NULL, data, n);
    }
    MemoryView *view = live_view(ts, v);
    if (!view) {
        return false;
    }
    if (view->is_read_only) {
        raise_error(ts, EXC_TYPE_ERROR,
                    "%sargument must be read-write bytes-like object, not memoryview", who);
        return false;
    }
    int64_t size = view->format.size;
    if (view->stride != size || offset + n > view->length * size) {
        raise_error(ts, EXC_BUFFER_ERROR, "memoryview: underlying buffer is not C-contiguous");
        return false;
    }
    return view_access(ts, view, view->offset + offset, NULL, data, n);
}

// --- items and slices -----------------------------------------------------------------------

static int64_t view_length(ThreadState *ts, Value self) ATTACHED {
    MemoryView *view = live_view(ts, self);
    return view ? view->length : -1;
}

// The place of an item. False with the exception set.
static bool read_place(ThreadState *ts, const MemoryView *view, Value key,
                       int64_t *i) ATTACHED RUNS_GUEST {
    if (!value_type(ts, key)->slots.to_index) {
        raise_error(ts, EXC_TYPE_ERROR, "memoryview: invalid slice key");
        return false;
    }
    if (!value_to_index(ts, key, EXC_INDEX_ERROR, i) || !check_live(ts, view)) {
        return false;
    }
    *i += *i < 0 ? view->length : 0;
    if (*i < 0 || *i >= view->length) {
        raise_error(ts, EXC_INDEX_ERROR, "index out of bounds on dimension 1");
        return false;
    }
    return true;
}

static Ref slice_view(ThreadState *ts, const MemoryView *view, Value key) ATTACHED RUNS_GUEST {
    SliceRange range;
    if (!slice_unpack(ts, key, &range)) {
        return NO_REF;
    }
    int64_t n = slice_adjust(&range, view->length);
    return part_of_view(ts, view, view->offset + range.start * view->stride, n,
                        view->stride * (n > 1 ? range.step : 1));
}

static Ref view_get_item(ThreadState *ts, Value self, Value key) ATTACHED RUNS_GUEST {
    MemoryView *view = live_view(ts, self);
    if (!view) {
        return NO_REF;
    }
    if (value_is(key, KIND_SLICE)) {
        return slice_view(ts, view, key);
    }
    int64_t i;
    return read_place(ts, view, key, &i) ? load_item(ts, view, i) : NO_REF;
}

static bool store_item(ThreadState *ts, const MemoryView *view, int64_t i,
                       Value value) ATTACHED RUNS_GUEST {
    uint8_t bytes[8];
    PackedResult result = packed_store(ts, &view->format, value, bytes);
    if (result == PACKED_WRONG_TYPE) {
        raise_error(ts, EXC_TYPE_ERROR, "memoryview: invalid type for format '%c'",
                    view->format.code);
    } else if (result == PACKED_OUT_OF_RANGE) {
        raise_error(ts, EXC_VALUE_ERROR, "memoryview: invalid value for format '%c'",
                    view->format.code);
    }
    return result == PACKED_OK && check_live(ts, view) && // the guest may have released it
           view_access(ts, view, view->offset + i * view->stride, NULL, bytes,
                       view->format.size);
}

static bool store_slice(ThreadState *ts, const MemoryView *view, Value key,
                        Value value) ATTACHED RUNS_GUEST {
    Ref part = slice_view(ts, view, key);
    BytesHold hold;
    if (ref_is_null(part) || !bytes_require(ts, value, &hold)) {
        ref_drop(ts, part);
        return false;
    }
    const MemoryView *to = view_of(borrow(part));
    int64_t size = to->format.size;
    char code = value_has_layout(ts, value, KIND_MEMORYVIEW) ? view_of(value)->format.code
                : value_has_layout(ts, value, KIND_ARRAY)    ? array_code(value)
                                                             : 'B';
    bool ok = code == to->format.code && hold.length == to->length * size;
    if (!ok) {
        raise_error(ts, EXC_VALUE_ERROR,
                    "memoryview assignment: lvalue and rvalue have different structures");
    }
    for (int64_t i = 0; ok && i < to->length; i++) {
        ok = view_access(ts, to, to->offset + i * to->stride, NULL, hold.data + i * size, size);
    }
    bytes_release(ts, &hold);
    ref_drop(ts, part);
    return ok;
}

static bool view_set_item(ThreadState *ts, Value self, Value key,
                          Value value) ATTACHED RUNS_GUEST {
    MemoryView *view = live_view(ts, self);
    if (!view) {
        return false;
    }
    if (view->is_read_only) {
        raise_error(ts, EXC_TYPE_ERROR, "cannot modify read-only memory");
        return false;
    }
    if (value_is_null(value)) {
        raise_error(ts, EXC_TYPE_ERROR, "cannot delete memory");
        return false;
    }
    if (value_is(key, KIND_SLICE)) {
        return store_slice(ts, view, key, value);
    }
    int64_t i;
    return read_place(ts, view, key, &i) && store_item(ts, view, i, value);
}

static Ref to_list(ThreadState *ts, const MemoryView *view) ATTACHED {
    Ref list = list_new(ts, (size_t)view->length);
    for (int64_t i = 0; !ref_is_null(list) && i < view->length; i++) {
        Ref item = load_item(ts, view, i);
        bool ok =
            !ref_is_null(item) && list_append(ts, value_object(borrow(list)), borrow(item));
        ref_drop(ts, item);
        if (!ok) {
            ref_drop(ts, list);
            return NO_REF;
        }
    }
    return list;
}

static Ref view_compare(ThreadState *ts, CompareOperator op, Value self,
                        Value other) ATTACHED RUNS_GUEST {
    if (op != COMPARE_EQUAL && op != COMPARE_NOT_EQUAL) {
        return owned(NOT_IMPLEMENTED);
    }
    bool is_same_object = value_same(self, other);
    if (is_same_object || load_relaxed(&view_of(self)->is_released)) {
        return owned(value_bool(is_same_object == (op == COMPARE_EQUAL)));
    }
    if (!value_has_layout(ts, other, KIND_MEMORYVIEW)) {
        Value arguments[2] = {NO_VALUE, other};
        if (!bytes_like(ts, other)) {
            return owned(NOT_IMPLEMENTED);
        }
        Ref made = view_make(ts, arguments);
        Ref result = ref_is_null(made) ? NO_REF : view_compare(ts, op, self, borrow(made));
        ref_drop(ts, made);
        return result;
    }
    if (load_relaxed(&view_of(other)->is_released)) {
        return owned(value_bool(op == COMPARE_NOT_EQUAL));
    }
    Ref a = to_list(ts, view_of(self));
    Ref b = ref_is_null(a) ? NO_REF : to_list(ts, view_of(other));
    Ref result = ref_is_null(b) ? NO_REF : value_compare(ts, op, borrow(a), borrow(b));
    ref_drop(ts, a);
    ref_drop(ts, b);
    return result;
}

static int64_t view_hash(ThreadState *ts, Value self) ATTACHED RUNS_GUEST {
    int64_t known = load_relaxed(&view_of(self)->hash);
    MemoryView *view = known == -1 ? live_view(ts, self) : NULL;
    if (!view) {
        return known;
    }
    if (!view->is_read_only) {
        raise_error(ts, EXC_VALUE_ERROR, "cannot hash writable memoryview object");
        return -1;
    }
    if (!strchr("Bbc", view->format.code)) {
        raise_error(ts, EXC_VALUE_ERROR,
                    "memoryview: hashing is restricted to formats 'B', 'b' or 'c'");
        return -1;
    }
    Bytes *copy = copy_bytes(ts, view);
    int64_t hash = copy ? value_hash(ts, object_value(copy)) : -1;
    ref_drop(ts, copy ? object_ref(copy) : NO_REF);
    store_relaxed(&view->hash, hash);
    return hash;
}

static Ref view_repr(ThreadState *ts, Value self) ATTACHED {
    return str_format(ts, "<%s at %p>",
                      load_relaxed(&view_of(self)->is_released) ? "released memory" : "memory",
                      (void *)view_of(self));
}

static Ref view_iterate(ThreadState *ts, Value self) ATTACHED {
    return live_view(ts, self) ? sequence_iterator_new(ts, self) : NO_REF;
}

// --- methods --------------------------------------------------------------------------------

// One dimension has one order, whichever is asked for.
static Ref method_to_bytes(ThreadState *ts, const Value *a) ATTACHED {
    bool is_default = value_is_null(a[1]) || value_is_none(a[1]);
    if (!is_default && !value_has_layout(ts, a[1], KIND_STR)) {
        return raise_error(ts, EXC_TYPE_ERROR,
                           "tobytes() argument 'order' must be str or None, not %s",
                           value_type_name(ts, a[1]));
    }
    if (!is_default && !str_equal_text(a[1], "C") && !str_equal_text(a[1], "F") &&
        !str_equal_text(a[1], "A")) {
        return raise_error(ts, EXC_VALUE_ERROR, "order must be 'C', 'F' or 'A'");
    }
    return memoryview_copy(ts, a[0]);
}

static Ref method_to_list(ThreadState *ts, const Value *a) ATTACHED {
    MemoryView *view = live_view(ts, a[0]);
    return view ? to_list(ts, view) : NO_REF;
}

static Ref method_hex(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    Ref bytes = memoryview_copy(ts, a[0]);
    size_t n = value_is_null(a[1]) ? 0 : value_is_null(a[2]) ? 1 : 2;
    Ref text = ref_is_null(bytes) ? NO_REF
                                  : value_call_method_text(ts, borrow(bytes), "hex", a + 1, n);
    ref_drop(ts, bytes);
    return text;
}

static Ref method_release(ThreadState *ts, const Value *a) ATTACHED {
    release(ts, view_of(a[0]));
    return owned(NONE);
}

static Ref method_enter(ThreadState *ts, const Value *a) ATTACHED {
    return live_view(ts, a[0]) ? ref_take(ts, a[0]) : NO_REF;
}

static Ref method_to_read_only(ThreadState *ts, const Value *a) ATTACHED {
    MemoryView *view = live_view(ts, a[0]);
    Ref made = view ? part_of_view(ts, view, view->offset, view->length, view->stride) : NO_REF;
    if (!ref_is_null(made)) {
        view_of(borrow(made))->is_read_only = true;
    }
    return made;
}

static Ref method_cast(ThreadState *ts, const Value *a) ATTACHED {
    MemoryView *view = live_view(ts, a[0]);
    if (!view) {
        return NO_REF;
    }
    if (!value_has_layout(ts, a[1], KIND_STR)) {
        return raise_error(ts, EXC_TYPE_ERROR, "cast() argument 'format' must be str, not %s",
                           value_type_name(ts, a[1]));
    }
    if (!value_is_null(a[2])) {
        return raise_error(ts, EXC_NOT_IMPLEMENTED_ERROR,
                           "memoryview: gilt has views of one dimension only");
    }
    char *text = str_to_utf8(ts, a[1], NULL);
    if (!text) {
        return NO_REF;
    }
    const char *code = text[0] == '@' ? text + 1 : text;
    PackedFormat to = packed_format(code[0], true);
    bool is_known = strlen(code) == 1 && to.kind != PACKED_NONE && to.kind != PACKED_CHAR;
    buffer_free(ts, text);
    if (!is_known) {
        return raise_error(
            ts, EXC_VALUE_ERROR,
            "memoryview: destination format must be a native single character format prefixed "
            "with an optional '@'");
    }
    if (!strchr("Bbc", to.code) && !strchr("Bbc", view->format.code)) {
        return raise_error(ts, EXC_TYPE_ERROR,
                           "memoryview: cannot cast between two non-byte formats");
    }
    if (view->stride != view->format.size) {
        return raise_error(ts, EXC_TYPE_ERROR,
                           "memoryview: casts are restricted to C-contiguous views");
    }
    int64_t size = view->length * view->format.size;
    if (size % to.size) {
        return raise_error(ts, EXC_TYPE_ERROR,
                           "memoryview: length is not a multiple of itemsize");
    }
    Ref made = part_of_view(ts, view, view->offset, size / to.size, to.size);
    if (!ref_is_null(made)) {
        view_of(borrow(made))->format = to;
    }
    return made;
}

// --- attributes -----------------------------------------------------------------------------

static Ref one_tuple(ThreadState *ts, int64_t number) ATTACHED {
    Value item = value_from_int(number);
    return tuple_from_owned(ts, &item, 1);
}

#define ATTRIBUTE(name, expression)                                                            \
    static Ref get_##name(ThreadState *ts, Value self) ATTACHED {                              \
        MemoryView *view = live_view(ts, self);                                                \
        return view ? (expression) : NO_REF;                                                   \
    }

ATTRIBUTE(obj, ref_take(ts, view->base))
ATTRIBUTE(nbytes, int_from_i64(ts, view->length * view->format.size))
ATTRIBUTE(readonly, owned(value_bool(view->is_read_only)))
ATTRIBUTE(itemsize, owned(value_from_int(view->format.size)))
ATTRIBUTE(format, str_format(ts, "%c", view->format.code))
ATTRIBUTE(ndim, owned(value_from_int(1)))
ATTRIBUTE(shape, one_tuple(ts, view->length))
ATTRIBUTE(strides, one_tuple(ts, view->stride))
ATTRIBUTE(suboffsets, tuple_new(ts, 0))
ATTRIBUTE(contiguous, owned(value_bool(view->stride == view->format.size)))

static void view_destroy(ThreadState *ts, Object *object) ATTACHED RUNS_GUEST {
    MemoryView *view = (MemoryView *)(void *)object;
    release(ts, view);
    value_drop(ts, view->given);
    value_drop(ts, view->giver);
    value_drop(ts, view->base);
}

static void view_traverse(Object *object, Visitor visit, void *context) {
    const MemoryView *view = (const MemoryView *)(void *)object;
    visit(view->base, context);
    visit(view->giver, context);
    visit(view->given, context);
}

static const NativeDef METHODS[] = {
    {"__new__(cls, object)", view_make, NULL, NATIVE_STATIC_METHOD},
    {"tobytes(self, order='C')", method_to_bytes,
     "Return the data in the buffer as a byte string.", 0},
    {"tolist(self, /)", method_to_list, "Return the data in the buffer as a list of elements.",
     0},
    {"hex(self, sep=None, bytes_per_sep=1)", method_hex,
     "Return the data in the buffer as a str of hexadecimal numbers.", 0},
    {"cast(self, format, shape=None)", method_cast,
     "Cast a memoryview to a new format or shape.", 0},
    {"release(self, /)", method_release,
     "Release the underlying buffer exposed by the memoryview object.", 0},
    {"toreadonly(self, /)", method_to_read_only, "Return a readonly version of the memoryview.",
     0},
    BUFFER_METHODS,
    {"__enter__(self, /)", method_enter, NULL, 0},
    {"__exit__(self, /, *args)", method_release, NULL, 0},
    {NULL, NULL, NULL, 0},
};

static const GetSetDef ATTRIBUTES[] = {
    {"obj", get_obj, NULL, "The underlying object of the memoryview."},
    {"nbytes", get_nbytes, NULL, "The amount of space in bytes."},
    {"readonly", get_readonly, NULL, "Whether the memory is read only."},
    {"itemsize", get_itemsize, NULL, "The size in bytes of each element."},
    {"format", get_format, NULL, "The format of each element, as in struct."},
    {"ndim", get_ndim, NULL, "The number of dimensions."},
    {"shape", get_shape, NULL, "The number of elements in each dimension."},
    {"strides", get_strides, NULL, "Bytes from element to element in each dimension."},
    {"suboffsets", get_suboffsets, NULL, "Empty."},
    {"c_contiguous", get_contiguous, NULL, "Whether the memory is contiguous."},
    {"f_contiguous", get_contiguous, NULL, "Whether the memory is contiguous."},
    {"contiguous", get_contiguous, NULL, "Whether the memory is contiguous."},
    {NULL, NULL, NULL, NULL},
};

const TypeSpec memoryview_type_spec = {
    .name = "memoryview",
    .kind = KIND_MEMORYVIEW,
    .size = sizeof(MemoryView),
    .flags = TYPE_DEFINES_NEW | TYPE_SEQUENCE,
    .slots = {.destroy = view_destroy,
              .traverse = view_traverse,
              .repr = view_repr,
              .hash = view_hash,
              .compare = view_compare,
              .length = view_length,
              .get_item = view_get_item,
              .set_item = view_set_item,
              .iterate = view_iterate},
    .methods = METHODS,
    .attributes = ATTRIBUTES,
    .doc = "Create a new memoryview object which references the given object.",
};
