// StopIteration.value, OSError.errno, SyntaxError.lineno and so on: where they come from, how
// they read and how they show.
#include "runtime/objects/exception_fields.h"

#include <stdio.h>
#include <string.h>

#include "runtime/objects/bytes.h"
#include "runtime/objects/exception.h"
#include "runtime/objects/exception_group.h"
#include "runtime/objects/getset_descriptor.h"
#include "runtime/objects/str_builder.h"
#include "runtime/objects/text_arguments.h"
#include "runtime/objects/types_boot.h"
#include "vm/base/check.h"
#include "vm/needs_runtime.h"
#include "vm/object/exceptions.h"
#include "vm/object/heap.h"
#include "vm/object/protocol.h"
#include "vm/object/refcount.h"
#include "vm/thread/world.h"

static bool is_a(ThreadState *ts, const Exception *exception, ExceptionId id) ATTACHED {
    return type_is_subtype(exception->head.type, exception_type(ts, id));
}

static void set_field(ThreadState *ts, Exception *exception, int i, Value v) ATTACHED {
    world_fill(ts, &exception->fields[i], value_is_null(v) ? NO_REF : ref_take(ts, v));
}

bool exception_takes_keywords(ThreadState *ts, Exception *exception) {
    return is_a(ts, exception, EXC_IMPORT_ERROR) || is_a(ts, exception, EXC_ATTRIBUTE_ERROR) ||
           is_a(ts, exception, EXC_NAME_ERROR);
}

// About the first keyword argument that is none of these.
static bool raise_unexpected(ThreadState *ts, const Exception *exception, Object *keywords,
                             const char *const *names) ATTACHED {
    int64_t position = 0;
    Ref key;
    Ref value;
    while (!error_is_set(ts) && dict_step(ts, keywords, &position, &key, &value)) {
        bool is_known = false;
        for (int i = 0; names[i]; i++) {
            is_known = is_known || str_equal_text(borrow(key), names[i]);
        }
        char *text = is_known ? NULL : str_to_utf8(ts, borrow(key), NULL);
        if (text) {
            const Type *type = exception->head.type;
            while (!(type->flags & TYPE_IMMUTABLE)) {
                type = type->base;
            }
            raise_error(ts, EXC_TYPE_ERROR, "%s() got an unexpected keyword argument '%s'",
                        type->name, text);
        }
        buffer_free(ts, text);
        ref_drop(ts, value);
        ref_drop(ts, key);
    }
    return false;
}

// Keyword arguments of the three classes that take them, by field.
static bool fill_keywords(ThreadState *ts, Exception *exception, Object *keywords,
                          const char *const *names, int first) ATTACHED {
    int64_t known = 0;
    for (int i = 0; names[i]; i++) {
        Ref value = dict_get_text(ts, keywords, names[i]);
        if (!ref_is_null(value)) {
            set_field(ts, exception, first + i, borrow(value));
            ref_drop(ts, value);
            known++;
        }
    }
    return ((Dict *)keywords)->length == known ||
           raise_unexpected(ts, exception, keywords, names);
}

// SyntaxError(message, (filename, lineno, offset, text[, end_lineno, end_offset])).
static bool fill_syntax_error(ThreadState *ts, Exception *exception,
                              const Tuple *arguments) ATTACHED {
    if (arguments->length >= 1) {
        set_field(ts, exception, 0, arguments->items[0]);
    }
    if (arguments->length != 2) {
        return true;
    }
    Ref details = tuple_from_iterable(ts, arguments->items[1]);
    if (ref_is_null(details)) {
        return false;
    }
    const Tuple *tuple = (const Tuple *)value_object(borrow(details));
    bool ok = tuple->length == 4 || tuple->length == 6;
    for (int64_t i = 0; ok && i < tuple->length; i++) {
        set_field(ts, exception, (int)i + 1, tuple->items[i]);
    }
    if (tuple->length == 5) {
        raise_error(ts, EXC_TYPE_ERROR,
                    "end_offset must be provided when end_lineno is provided");
    } else if (!ok) {
        bool is_low = tuple->length < 4;
        raise_error(ts, EXC_TYPE_ERROR, "function takes at %s %d arguments (%lld given)",
                    is_low ? "least" : "most", is_low ? 4 : 6, (long long)tuple->length);
    }
    ref_drop(ts, details);
    return ok;
}

// OSError(errno, strerror[, filename[, winerror[, filename2]]]): args keeps the first two only.
static bool fill_os_error(ThreadState *ts, Exception *exception,
                          const Tuple *arguments) ATTACHED {
    if (arguments->length < 2 || arguments->length > 5) {
        return true;
    }
    static const int FIELDS[] = {0, 1, 2, -1, 3};
    for (int64_t i = 0; i < arguments->length; i++) {
        if (FIELDS[i] >= 0) {
            set_field(ts, exception, FIELDS[i], arguments->items[i]);
        }
    }
    if (arguments->length > 2) {
        Ref two = tuple_from_array(ts, arguments->items, 2);
        if (ref_is_null(two)) {
            return false;
        }
        world_replace(ts, &exception->arguments, two);
    }
    return true;
}

static bool check_str(ThreadState *ts, Value v, int64_t position) ATTACHED {
    if (!value_has_layout(ts, v, KIND_STR)) {
        raise_error(ts, EXC_TYPE_ERROR, "argument %lld must be str, not %s",
                    (long long)position, value_is_none(v) ? "None" : value_type_name(ts, v));
        return false;
    }
    return true;
}

static bool check_bytes(ThreadState *ts, Value v) ATTACHED {
    BytesHold hold;
    bool ok = bytes_require(ts, v, &hold);
    if (ok) {
        bytes_release(ts, &hold);
    }
    return ok;
}

static bool check_index(ThreadState *ts, Value v) ATTACHED RUNS_GUEST {
    int64_t ignored;
    return value_to_index(ts, v, EXC_OVERFLOW_ERROR, &ignored);
}

static bool fill_unicode_error(ThreadState *ts, Exception *exception,
                               const Tuple *arguments) ATTACHED {
    bool translates = is_a(ts, exception, EXC_UNICODE_TRANSLATE_ERROR);
    int64_t expected = translates ? 4 : 5;
    if (arguments->length != expected) {
        raise_error(ts, EXC_TYPE_ERROR, "function takes exactly %lld arguments (%lld given)",
                    (long long)expected, (long long)arguments->length);
        return false;
    }
    bool is_decoding = is_a(ts, exception, EXC_UNICODE_DECODE_ERROR);
    for (int64_t i = 0; i < expected; i++) {
        Value v = arguments->items[i];
        int64_t field = i + translates; // encoding, object, start, end, reason
        if (field == 2 || field == 3    ? !check_index(ts, v)
            : field == 1 && is_decoding ? !check_bytes(ts, v)
                                        : !check_str(ts, v, i + 1)) {
            return false;
        }
        set_field(ts, exception, (int)field, v);
    }
    return true;
}

static bool fill_fields(ThreadState *ts, Exception *exception, const Tuple *arguments,
                        Object *keywords) ATTACHED {
    static const char *const IMPORT_NAMES[] = {"name", "path", "name_from", NULL};
    static const char *const ATTRIBUTE_NAMES[] = {"name", "obj", NULL};
    static const char *const NAME_NAMES[] = {"name", NULL};
    const Type *type = exception->head.type;
    while (type && !(type->flags & TYPE_ADDS_FIELDS)) {
        type = type->base;
    }
    if (!type) {
        return true;
    }
    if (is_a(ts, exception, EXC_STOP_ITERATION)) {
        set_field(ts, exception, 0, arguments->length > 0 ? arguments->items[0] : NONE);
    } else if (is_a(ts, exception, EXC_SYSTEM_EXIT)) {
        set_field(ts, exception, 0,
                  arguments->length == 1  ? arguments->items[0]
                  : arguments->length > 1 ? object_value(arguments)
                                          : NONE);
    } else if (is_a(ts, exception, EXC_IMPORT_ERROR)) {
        set_field(ts, exception, 0, arguments->length == 1 ? arguments->items[0] : NONE);
        return fill_keywords(ts, exception, keywords, IMPORT_NAMES, 1);
    } else if (is_a(ts, exception, EXC_ATTRIBUTE_ERROR)) {
        return fill_keywords(ts, exception, keywords, ATTRIBUTE_NAMES, 0);
    } else if (is_a(ts, exception, EXC_NAME_ERROR)) {
        return fill_keywords(ts, exception, keywords, NAME_NAMES, 0);
    } else if (is_a(ts, exception, EXC_SYNTAX_ERROR)) {
        return fill_syntax_error(ts, exception, arguments);
    } else if (is_a(ts, exception, EXC_OS_ERROR)) {
        return fill_os_error(ts, exception, arguments);
    } else if (is_a(ts, exception, EXC_UNICODE_DECODE_ERROR) ||
               is_a(ts, exception, EXC_UNICODE_ENCODE_ERROR) ||
               is_a(ts, exception, EXC_UNICODE_TRANSLATE_ERROR)) {
        return fill_unicode_error(ts, exception, arguments);
    }
    return true;
}

bool exception_fill_fields(ThreadState *ts, Exception *exception, Object *keywords) {
    Ref arguments = exception_take(ts, exception, &exception->arguments);
    bool ok =
        fill_fields(ts, exception, (const Tuple *)value_object(borrow(arguments)), keywords);
    ref_drop(ts, arguments);
    return ok;
}

#define COMPOSED_MAX 4

// Appends pieces: %r a repr, %s a str; the values, at most COMPOSED_MAX, follow in order.
static Ref compose(ThreadState *ts, const char *format,
                   const Value *values) ATTACHED RUNS_GUEST {
    Ref held[COMPOSED_MAX]; // the guest's __str__ may change the fields they come from
    size_t n = 0;
    for (const char *p = strchr(format, '%'); p; p = strchr(p + 1, '%')) {
        held[n] = ref_take(ts, values[n]);
        n++;
    }
    StrBuilder builder;
    str_builder_init(&builder, ts);
    const Ref *next = held;
    bool ok = true;
    for (const char *p = format; ok && *p; p++) {
        if (*p != '%') {
            ok = str_builder_char(&builder, (unsigned char)*p);
        } else if (*++p == 'r') {
            ok = str_builder_repr(&builder, borrow(*next++));
        } else {
            ok = str_builder_value(&builder, borrow(*next++));
        }
    }
    while (n > 0) {
        ref_drop(ts, held[--n]);
    }
    if (!ok) {
        str_builder_discard(&builder);
        return NO_REF;
    }
    return str_builder_finish(&builder);
}

static Ref os_error_text(ThreadState *ts, const Exception *exception) ATTACHED {
    const Value *f = exception->fields;
    if (value_is_null(f[0]) || value_is_null(f[1])) {
        return NO_REF;
    }
    if (!value_is_null(f[3]) && !value_is_none(f[3])) {
        return compose(ts, "[Errno %s] %s: %r -> %r", f);
    }
    return compose(
        ts, value_is_null(f[2]) || value_is_none(f[2]) ? "[Errno %s] %s" : "[Errno %s] %s: %r",
        f);
}

static Ref syntax_error_text(ThreadState *ts, const Exception *exception) ATTACHED {
    Value message = value_is_null(exception->fields[0]) ? NONE : exception->fields[0];
    Value file = exception->fields[1];
    Value line = exception->fields[2];
    bool has_file = !value_is_null(file) && value_is(file, KIND_STR);
    bool has_line = !value_is_null(line) && value_is_small_int(line);
    if (has_file) {
        // Only the last part of the path is shown.
        char *path = str_to_utf8(ts, file, NULL);
        const char *slash = path ? strrchr(path, '/') : NULL;
        Ref name = path ? str_from_text(ts, slash ? slash + 1 : path) : NO_REF;
        buffer_free(ts, path);
        Value values[] = {message, borrow(name), line};
        Ref text = ref_is_null(name)
                       ? NO_REF
                       : compose(ts, has_line ? "%s (%s, line %s)" : "%s (%s)", values);
        ref_drop(ts, name);
        return text;
    }
    Value values[] = {message, line};
    return compose(ts, has_line ? "%s (line %s)" : "%s", values);
}

static Ref unicode_error_text(ThreadState *ts, const Exception *exception,
                              bool decodes) ATTACHED {
    const Value *f = exception->fields;
    if (value_is_null(f[4])) {
        return str_from_utf8(ts, "", 0);
    }
    int64_t start = value_is_small_int(f[2]) ? value_to_int(f[2]) : 0;
    int64_t end = value_is_small_int(f[3]) ? value_to_int(f[3]) : 0;
    char place[96];
    Ref object = end == start + 1 && !value_is_null(f[1]) ? ref_take(ts, f[1]) : NO_REF;
    Ref item = ref_is_null(object) ? NO_REF
                                   : value_get_item(ts, borrow(object), value_from_int(start));
    ref_drop(ts, object);
    // The object may be anything by now.
    bool is_known = !ref_is_null(item) && (decodes ? value_is_small_int(borrow(item))
                                                   : value_is(borrow(item), KIND_STR) &&
                                                         str_length(borrow(item)) == 1);
    if (!is_known) {
        error_clear(ts);
        snprintf(place, sizeof place, "%s in position %lld-%lld",
                 decodes ? "bytes" : "characters", (long long)start, (long long)end - 1);
    } else if (decodes) {
        snprintf(place, sizeof place, "byte 0x%02llx in position %lld",
                 (long long)value_to_int(borrow(item)), (long long)start);
    } else {
        uint32_t c = str_read(borrow(item), 0);
        snprintf(place, sizeof place,
                 c < 0x100     ? "character '\\x%02x' in position %lld"
                 : c < 0x10000 ? "character '\\u%04x' in position %lld"
                               : "character '\\U%08x' in position %lld",
                 c, (long long)start);
    }
    ref_drop(ts, item);
    Ref where = str_from_text(ts, place);
    bool has_encoding = !value_is_null(f[0]);
    Value values[] = {f[0], borrow(where), f[4]};
    Ref text = ref_is_null(where) ? NO_REF
                                  : compose(ts,
                                            !has_encoding ? "can't translate %s: %s"
                                            : decodes     ? "'%s' codec can't decode %s: %s"
                                                          : "'%s' codec can't encode %s: %s",
                                            has_encoding ? values : values + 1);
    ref_drop(ts, where);
    return text;
}

static Ref field_text(ThreadState *ts, Exception *exception,
                      const Tuple *arguments) ATTACHED RUNS_GUEST {
    if (is_a(ts, exception, EXC_KEY_ERROR)) {
        return arguments->length == 1 ? value_repr(ts, arguments->items[0]) : NO_REF;
    }
    if (is_a(ts, exception, EXC_OS_ERROR)) {
        return os_error_text(ts, exception);
    }
    if (is_a(ts, exception, EXC_SYNTAX_ERROR)) {
        return syntax_error_text(ts, exception);
    }
    if (is_a(ts, exception, EXC_UNICODE_ERROR) &&
        exception->head.type != exception_type(ts, EXC_UNICODE_ERROR)) {
        return unicode_error_text(ts, exception, is_a(ts, exception, EXC_UNICODE_DECODE_ERROR));
    }
    if (is_a(ts, exception, EXC_BASE_EXCEPTION_GROUP)) {
        const Tuple *members = (const Tuple *)value_object(exception->fields[GROUP_EXCEPTIONS]);
        Ref count = str_format(ts, "%lld sub-exception%s", (long long)members->length,
                               members->length == 1 ? "" : "s");
        Value values[] = {exception->fields[GROUP_MESSAGE], borrow(count)};
        Ref text = ref_is_null(count) ? NO_REF : compose(ts, "%s (%s)", values);
        ref_drop(ts, count);
        return text;
    }
    return NO_REF;
}

Ref exception_field_text(ThreadState *ts, Exception *exception) {
    Ref arguments = exception_take(ts, exception, &exception->arguments);
    Ref text = field_text(ts, exception, (const Tuple *)value_object(borrow(arguments)));
    ref_drop(ts, arguments);
    return text;
}

// --- the fields as attributes: one getter and setter per field index ---

#define FIELD(i)                                                                               \
    static Ref get_##i(ThreadState *ts, Value self) ATTACHED {                                 \
        Value v = slot_load_acquire(&((Exception *)value_object(self))->fields[i]);            \
        return value_is_null(v) ? owned(NONE) : ref_take(ts, v);                               \
    }                                                                                          \
    static bool set_##i(ThreadState *ts, Value self, Value value) ATTACHED {                   \
        set_field(ts, (Exception *)value_object(self), i, value);                              \
        return true;                                                                           \
    }
FIELD(0)
FIELD(1)
FIELD(2)
FIELD(3)
FIELD(4)
FIELD(5)
FIELD(6)
#undef FIELD

// start and end of a UnicodeError are numbers.
static Ref get_place(ThreadState *ts, Value self, int field) ATTACHED {
    Value v = slot_load_acquire(&((Exception *)value_object(self))->fields[field]);
    return value_is_null(v) ? owned(value_from_int(0)) : ref_take(ts, v);
}

static bool set_place(ThreadState *ts, Value self, int field, Value value) ATTACHED {
    int64_t place;
    if (value_is_null(value) || !value_has_layout(ts, value, KIND_INT)) {
        raise_error(ts, EXC_TYPE_ERROR, "%s",
                    value_is_null(value) ? "can't delete numeric/char attribute"
                                         : "an integer is required");
        return false;
    }
    if (!argument_size(ts, value, 0, &place)) {
        return false;
    }
    set_field(ts, (Exception *)value_object(self), field, value);
    return true;
}

static Ref get_start(ThreadState *ts, Value self) ATTACHED {
    return get_place(ts, self, 2);
}

static bool set_start(ThreadState *ts, Value self, Value value) ATTACHED {
    return set_place(ts, self, 2, value);
}

static Ref get_end(ThreadState *ts, Value self) ATTACHED {
    return get_place(ts, self, 3);
}

static bool set_end(ThreadState *ts, Value self, Value value) ATTACHED {
    return set_place(ts, self, 3, value);
}

static const GetSetDef STOP_ITERATION[] = {{"value", get_0, set_0, NULL},
                                           {NULL, NULL, NULL, NULL}};
static const GetSetDef SYSTEM_EXIT[] = {{"code", get_0, set_0, NULL}, {NULL, NULL, NULL, NULL}};
static const GetSetDef NAME_ERROR[] = {{"name", get_0, set_0, NULL}, {NULL, NULL, NULL, NULL}};
static const GetSetDef ATTRIBUTE_ERROR[] = {
    {"name", get_0, set_0, NULL}, {"obj", get_1, set_1, NULL}, {NULL, NULL, NULL, NULL}};
static const GetSetDef IMPORT_ERROR[] = {{"msg", get_0, set_0, NULL},
                                         {"name", get_1, set_1, NULL},
                                         {"path", get_2, set_2, NULL},
                                         {"name_from", get_3, set_3, NULL},
                                         {NULL, NULL, NULL, NULL}};
static const GetSetDef OS_ERROR[] = {{"errno", get_0, set_0, NULL},
                                     {"strerror", get_1, set_1, NULL},
                                     {"filename", get_2, set_2, NULL},
                                     {"filename2", get_3, set_3, NULL},
                                     {NULL, NULL, NULL, NULL}};
static const GetSetDef SYNTAX_ERROR[] = {
    {"msg", get_0, set_0, NULL},        {"filename", get_1, set_1, NULL},
    {"lineno", get_2, set_2, NULL},     {"offset", get_3, set_3, NULL},
    {"text", get_4, set_4, NULL},       {"end_lineno", get_5, set_5, NULL},
    {"end_offset", get_6, set_6, NULL}, {NULL, NULL, NULL, NULL}};
static const GetSetDef UNICODE_ERROR[] = {
    {"encoding", get_0, set_0, NULL},      {"object", get_1, set_1, NULL},
    {"start", get_start, set_start, NULL}, {"end", get_end, set_end, NULL},
    {"reason", get_4, set_4, NULL},        {NULL, NULL, NULL, NULL}};
static const GetSetDef GROUP[] = {{"message", get_0, getset_refuse, NULL},
                                  {"exceptions", get_1, getset_refuse, NULL},
                                  {NULL, NULL, NULL, NULL}};

static const struct {
    ExceptionId id;
    const GetSetDef *attributes;
} CLASSES[] = {
    {EXC_STOP_ITERATION, STOP_ITERATION},
    {EXC_SYSTEM_EXIT, SYSTEM_EXIT},
    {EXC_NAME_ERROR, NAME_ERROR},
    {EXC_ATTRIBUTE_ERROR, ATTRIBUTE_ERROR},
    {EXC_IMPORT_ERROR, IMPORT_ERROR},
    {EXC_OS_ERROR, OS_ERROR},
    {EXC_SYNTAX_ERROR, SYNTAX_ERROR},
    {EXC_UNICODE_DECODE_ERROR, UNICODE_ERROR},
    {EXC_UNICODE_ENCODE_ERROR, UNICODE_ERROR},
    {EXC_UNICODE_TRANSLATE_ERROR, UNICODE_ERROR},
    {EXC_BASE_EXCEPTION_GROUP, GROUP},
};

bool exceptions_set_up(ThreadState *ts) {
    for (size_t i = 0; i < sizeof CLASSES / sizeof *CLASSES; i++) {
        if (!type_add_attributes(ts, exception_type(ts, CLASSES[i].id),
                                 CLASSES[i].attributes)) {
            return false;
        }
        exception_type(ts, CLASSES[i].id)->flags |= TYPE_ADDS_FIELDS;
    }
    for (int id = EXC_BASE_EXCEPTION + 1; id < EXCEPTION_COUNT; id++) {
        if (!exception_class_complete(ts, exception_type(ts, (ExceptionId)id))) {
            return false;
        }
    }
    if (!exception_groups_set_up(ts)) {
        return false;
    }
    raise_error(ts, EXC_MEMORY_ERROR, "%s", "");
    Ref prepared = error_fetch(ts);
    Exception *exception = (Exception *)value_object(borrow(prepared));
    Ref nothing = tuple_new(ts, 0);
    value_drop(ts, exception->arguments);
    exception->arguments = borrow(nothing);
    object_make_immortal(&exception->head);
    ts->interpreter->memory_error = &exception->head;
    return true;
}
