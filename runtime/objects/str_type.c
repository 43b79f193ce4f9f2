// str, the type: its slots, its constructor and its iterator.
//
// Binary operators answer NOT_IMPLEMENTED for what is no string or no integer: the VM then lets
// the other operand try and words the TypeError.
#include "runtime/objects/str.h"
#include "runtime/objects/iterator_reduce.h"

#include <string.h>

#include "runtime/objects/bytes.h"
#include "runtime/objects/codec.h"
#include "runtime/objects/slice.h"
#include "runtime/objects/str_methods.h"
#include "runtime/objects/str_search.h"
#include "runtime/objects/text_operators.h"
#include "vm/object/attributes.h"
#include "vm/object/exceptions.h"
#include "vm/object/heap.h"
#include "vm/object/native.h"
#include "vm/object/protocol.h"
#include "vm/object/refcount.h"

// --- Slots ----------------------------------------------------------------------------------

static int64_t hash_slot(ThreadState *ts, Value self) ATTACHED {
    (void)ts;
    return str_hash(self);
}

static int64_t length_slot(ThreadState *ts, Value self) ATTACHED {
    (void)ts;
    return str_length(self);
}

static Ref compare_slot(ThreadState *ts, CompareOperator op, Value self, Value other) ATTACHED {
    if (!value_has_layout(ts, other, KIND_STR)) {
        return owned(NOT_IMPLEMENTED);
    }
    if (op == COMPARE_EQUAL || op == COMPARE_NOT_EQUAL) {
        return owned(value_bool(str_equal(self, other) == (op == COMPARE_EQUAL)));
    }
    return owned(value_bool(order_holds(op, str_order(self, other))));
}

static Ref concatenate_slot(ThreadState *ts, Value a, Value b) ATTACHED {
    if (!value_has_layout(ts, a, KIND_STR)) {
        return owned(NOT_IMPLEMENTED);
    }
    if (value_has_layout(ts, b, KIND_STR)) {
        return str_concatenate(ts, a, b);
    }
    return owned(NOT_IMPLEMENTED);
}

static Ref repeat_slot(ThreadState *ts, Value self, Value factor) ATTACHED {
    int64_t count;
    int found = repeat_factor(ts, factor, &count);
    if (found <= 0) {
        return found < 0 ? NO_REF : owned(NOT_IMPLEMENTED);
    }
    return str_repeat(ts, self, count);
}

static Ref binary_slot(ThreadState *ts, BinaryOperator op, Value a, Value b) ATTACHED {
    switch (op) {
    case BINARY_ADD:
        return concatenate_slot(ts, a, b);
    case BINARY_MULTIPLY:
        return value_has_layout(ts, a, KIND_STR) ? repeat_slot(ts, a, b)
                                                 : repeat_slot(ts, b, a);
    case BINARY_REMAINDER:
        return value_has_layout(ts, a, KIND_STR) ? str_percent(ts, a, b)
                                                 : owned(NOT_IMPLEMENTED);
    default:
        return owned(NOT_IMPLEMENTED);
    }
}

static Ref get_slice(ThreadState *ts, Value self, Value slice) ATTACHED {
    SliceRange range;
    if (!slice_unpack(ts, slice, &range)) {
        return NO_REF;
    }
    int64_t n = slice_adjust(&range, str_length(self));
    if (n == 0) {
        return str_empty(ts);
    }
    if (range.step == 1) {
        return str_slice(ts, self, range.start, range.start + n);
    }
    StrView view = str_view(self);
    uint32_t bound = 0;
    for (int64_t i = 0; i < n; i++) {
        bound |= view_read(view, range.start + i * range.step);
    }
    bound = bound > STR_MAX_CHAR ? STR_MAX_CHAR : bound;
    if (n == 1) {
        return str_from_char(ts, bound);
    }
    Str *part = str_allocate(ts, n, bound);
    if (!part) {
        return NO_REF;
    }
    for (int64_t i = 0; i < n; i++) {
        char_write(part->data, part->width, i, view_read(view, range.start + i * range.step));
    }
    return object_ref(part);
}

static Ref get_item_slot(ThreadState *ts, Value self, Value key) ATTACHED {
    if (value_is(key, KIND_SLICE)) {
        return get_slice(ts, self, key);
    }
    int64_t index;
    if (value_is_small_int(key)) {
        index = value_to_int(key);
    } else if (!value_type(ts, key)->slots.to_index) {
        return raise_error(ts, EXC_TYPE_ERROR, "string indices must be integers, not '%s'",
                           value_type_name(ts, key));
    } else if (!value_to_index(ts, key, EXC_INDEX_ERROR, &index)) {
        return NO_REF;
    }
    int64_t length = str_length(self);
    index += index < 0 ? length : 0;
    if (index < 0 || index >= length) {
        return raise_error(ts, EXC_INDEX_ERROR, "string index out of range");
    }
    return str_from_char(ts, str_read(self, index));
}

static int contains_slot(ThreadState *ts, Value self, Value item) ATTACHED {
    if (!value_has_layout(ts, item, KIND_STR)) {
        raise_error(ts, EXC_TYPE_ERROR, "'in <string>' requires string as left operand, not %s",
                    value_type_name(ts, item));
        return -1;
    }
    return view_find(str_view(self), str_view(item)) >= 0;
}

// --- The constructor ------------------------------------------------------------------------

// str(object) with an encoding or error handler given: decoding.
static Ref decode_argument(ThreadState *ts, Value object, Value encoding,
                           Value errors) ATTACHED {
    if (value_is_null(object)) {
        return str_empty(ts);
    }
    if (value_has_layout(ts, object, KIND_STR)) {
        return raise_error(ts, EXC_TYPE_ERROR, "decoding str is not supported");
    }
    BytesHold hold;
    int found = bytes_hold(ts, object, &hold);
    if (found <= 0) {
        return found < 0 ? NO_REF
                         : raise_error(ts, EXC_TYPE_ERROR,
                                       "decoding to str: need a bytes-like object, %s found",
                                       value_type_name(ts, object));
    }
    Ref result = codec_decode(ts, hold.data, hold.length, encoding, errors);
    bytes_release(ts, &hold);
    return result;
}

// An instance of `type`, a subclass of str, with the characters of `s`.
static Ref new_of_type(ThreadState *ts, Type *type, Value s) ATTACHED {
    const Str *source = str_of(s);
    size_t text_size = (size_t)(source->length + 1) * source->width;
    Str *instance = instance_new_sized(ts, type, sizeof(Str) + text_size);
    if (!instance) {
        return NO_REF;
    }
    instance->length = source->length;
    instance->hash = -1;
    instance->width = source->width;
    instance->is_ascii = source->is_ascii;
    memcpy(instance->data, source->data, text_size);
    return object_ref(instance);
}

static bool check_name_argument(ThreadState *ts, Value argument, const char *name) ATTACHED {
    if (!value_is_null(argument) && !value_has_layout(ts, argument, KIND_STR)) {
        raise_error(ts, EXC_TYPE_ERROR, "str() argument '%s' must be str, not %s", name,
                    value_type_name(ts, argument));
        return false;
    }
    return true;
}

static Ref str_new_method(ThreadState *ts, const Value *arguments) ATTACHED {
    Type *type = (Type *)value_object(arguments[0]);
    Value object = arguments[1];
    Value encoding = arguments[2];
    Value errors = arguments[3];
    if (!check_name_argument(ts, encoding, "encoding") ||
        !check_name_argument(ts, errors, "errors")) {
        return NO_REF;
    }
    Ref result;
    if (!value_is_null(encoding) || !value_is_null(errors)) {
        result = decode_argument(ts, object, encoding, errors);
    } else {
        result = value_is_null(object) ? str_empty(ts) : value_str(ts, object);
    }
    if (ref_is_null(result) || type == builtin_type(ts, KIND_STR)) {
        return result;
    }
    Ref instance = new_of_type(ts, type, borrow(result));
    ref_drop(ts, result);
    return instance;
}

static Ref str_size_method(ThreadState *ts, const Value *arguments) ATTACHED {
    (void)ts;
    const Str *str = str_of(arguments[0]);
    int64_t characters = (str->length + 1) * str->width; // a zero ends them
    return owned(value_from_int((int64_t)sizeof *str + characters));
}

static Ref get_new_arguments_method(ThreadState *ts, const Value *arguments) ATTACHED {
    Ref copy = str_exact(ts, arguments[0]);
    if (ref_is_null(copy)) {
        return NO_REF;
    }
    Value item = borrow(copy);
    return tuple_from_owned(ts, &item, 1);
}

// --- The iterator ---------------------------------------------------------------------------

typedef struct StrIterator {
    Object head;
    int64_t index;  // two threads may advance it at once: characters may repeat, no more
    Value sequence; // Str; kept until the iterator dies
} StrIterator;

Ref str_iterate(ThreadState *ts, Value s) ATTACHED {
    StrIterator *iterator =
        object_new(ts, builtin_type(ts, KIND_STR_ITERATOR), sizeof(StrIterator));
    if (!iterator) {
        return NO_REF;
    }
    iterator->sequence = borrow(ref_take(ts, s));
    return object_ref(iterator);
}

static void iterator_destroy(ThreadState *ts, Object *self) ATTACHED {
    value_drop(ts, ((StrIterator *)self)->sequence);
}

static void iterator_traverse(Object *self, Visitor visit, void *context) {
    visit(((StrIterator *)self)->sequence, context);
}

static Ref iterator_next_slot(ThreadState *ts, Object *self) ATTACHED {
    StrIterator *iterator = (StrIterator *)self;
    int64_t index = load_relaxed(&iterator->index);
    if (index >= str_length(iterator->sequence)) {
        return NO_REF;
    }
    store_relaxed(&iterator->index, index + 1);
    return str_from_char(ts, str_read(iterator->sequence, index));
}

static Ref iterate_self(ThreadState *ts, Value self) ATTACHED {
    return ref_take(ts, self);
}

static Ref length_hint_method(ThreadState *ts, const Value *arguments) ATTACHED {
    StrIterator *iterator = (StrIterator *)value_object(arguments[0]);
    int64_t left = str_length(iterator->sequence) - load_relaxed(&iterator->index);
    return int_from_i64(ts, left < 0 ? 0 : left);
}

static Ref iterator_reduce(ThreadState *ts, const Value *arguments) ATTACHED {
    StrIterator *iterator = (StrIterator *)value_object(arguments[0]);
    int64_t index = load_relaxed(&iterator->index);
    return index >= str_length(iterator->sequence)
               ? reduce_to_end(ts, str_empty(ts))
               : reduce_at_index(ts, iterator->sequence, index);
}

static Ref iterator_set_state(ThreadState *ts, const Value *arguments) ATTACHED RUNS_GUEST {
    StrIterator *iterator = (StrIterator *)value_object(arguments[0]);
    int64_t index;
    if (!read_index_state(ts, arguments[1], 0, str_length(iterator->sequence), &index)) {
        return NO_REF;
    }
    store_relaxed(&iterator->index, index);
    return owned(NONE);
}

static const NativeDef iterator_methods[] = {
    {"__length_hint__(self, /)", length_hint_method,
     "Private method returning an estimate of len(list(it)).", NATIVE_METHOD},
    {"__reduce__(self, /)", iterator_reduce, "Return state information for pickling.",
     NATIVE_METHOD},
    {"__setstate__(self, state, /)", iterator_set_state,
     "Set state information for unpickling.", NATIVE_METHOD},
    {NULL, NULL, NULL, 0},
};

const TypeSpec str_iterator_type_spec = {
    .name = "str_iterator",
    .kind = KIND_STR_ITERATOR,
    .base = KIND_INSTANCE,
    .size = sizeof(StrIterator),
    .flags = TYPE_DISALLOW_NEW,
    .slots =
        {
            .destroy = iterator_destroy,
            .traverse = iterator_traverse,
            .iterate = iterate_self,
            .next = iterator_next_slot,
        },
    .methods = iterator_methods,
};

// --- The type -------------------------------------------------------------------------------

static const NativeDef methods[] = {
    {"__new__(cls, object='', encoding='utf-8', errors='strict')", str_new_method,
     "Create and return a new object.  See help(type) for accurate signature.",
     NATIVE_STATIC_METHOD | NATIVE_COUNTED},
    {"__sizeof__(self, /)", str_size_method,
     "Return the size of the string in memory, in bytes.", NATIVE_METHOD},
    {"__getnewargs__(self, /)", get_new_arguments_method, "Arguments for pickle.",
     NATIVE_METHOD},
#define STR_METHOD(name, signature, doc) {signature, str_##name##_method, doc, NATIVE_METHOD},
#include "runtime/objects/str_methods.def"
#undef STR_METHOD
    {"maketrans(x, y=None, z=None, /)", str_maketrans_method,
     "Return a translation table usable for str.translate().", NATIVE_STATIC_METHOD},
    {NULL, NULL, NULL, 0},
};

const TypeSpec str_type_spec = {
    .name = "str",
    .kind = KIND_STR,
    .base = KIND_INSTANCE,
    .size = sizeof(Str),
    .flags = TYPE_BASE,
    .slots =
        {
            .repr = str_repr,
            .str = str_exact,
            .format = str_format_spec,
            .hash = hash_slot,
            .compare = compare_slot,
            .binary = binary_slot,
            .length = length_slot,
            .get_item = get_item_slot,
            .contains = contains_slot,
            .iterate = str_iterate,
        },
    .methods = methods,
    .doc = "str(object='') -> str\n"
           "str(bytes_or_buffer[, encoding[, errors]]) -> str\n"
           "\n"
           "Create a new string object from the given object. If encoding or\n"
           "errors is specified, then the object must expose a data buffer\n"
           "that will be decoded using the given encoding and error handler.\n"
           "Otherwise, returns the result of object.__str__() (if defined)\n"
           "or repr(object).\n"
           "encoding defaults to sys.getdefaultencoding().\n"
           "errors defaults to 'strict'.",
};
