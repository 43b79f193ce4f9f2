// time.struct_time: a tuple of nine, with two more fields behind that only names reach.
//
// It has the layout of a tuple whose items do not end with its length: tm_zone and tm_gmtoff
// stand at index 9 and 10, where indexing and iteration do not come.
#include "runtime/modules/struct_time.h"

#include "runtime/objects/tuple.h"
#include "vm/needs_runtime.h"
#include "vm/object/exceptions.h"
#include "vm/object/heap.h"
#include "vm/object/protocol.h"
#include "vm/object/refcount.h"

#define FIELD_COUNT     9 // that are items
#define FIELD_COUNT_ALL 11

// Takes the references in `fields`, also on failure; one that is NO_REF is a failure.
static Ref from_owned(ThreadState *ts, Ref *fields) ATTACHED {
    bool ok = true;
    for (int i = 0; i < FIELD_COUNT_ALL; i++) {
        ok = ok && !ref_is_null(fields[i]);
    }
    size_t size = sizeof(Tuple) + FIELD_COUNT_ALL * sizeof(Value);
    Tuple *tuple = ok ? object_new(ts, builtin_type(ts, KIND_STRUCT_TIME), size) : NULL;
    for (int i = 0; i < FIELD_COUNT_ALL; i++) {
        if (tuple) {
            tuple->items[i] = borrow(fields[i]);
        } else {
            ref_drop(ts, fields[i]);
        }
    }
    if (!tuple) {
        return NO_REF;
    }
    tuple->length = FIELD_COUNT;
    tuple->hash = -1;
    return object_ref(tuple);
}

Ref struct_time_new(ThreadState *ts, const struct tm *time, bool with_zone) {
    Ref fields[FIELD_COUNT_ALL] = {
        owned(value_from_int((int64_t)time->tm_year + 1900)),
        owned(value_from_int(time->tm_mon + 1)),
        owned(value_from_int(time->tm_mday)),
        owned(value_from_int(time->tm_hour)),
        owned(value_from_int(time->tm_min)),
        owned(value_from_int(time->tm_sec)),
        owned(value_from_int((time->tm_wday + 6) % 7)), // Monday is 0
        owned(value_from_int(time->tm_yday + 1)),
        owned(value_from_int(time->tm_isdst)),
        with_zone ? str_from_text(ts, time->tm_zone ? time->tm_zone : "") : owned(NONE),
        with_zone ? owned(value_from_int(time->tm_gmtoff)) : owned(NONE),
    };
    return from_owned(ts, fields);
}

bool struct_time_read(ThreadState *ts, Value v, const char *function, struct tm *out) {
    if (!value_has_layout(ts, v, KIND_TUPLE)) {
        raise_error(ts, EXC_TYPE_ERROR, "Tuple or struct_time argument required");
        return false;
    }
    int64_t field[FIELD_COUNT];
    if (as_tuple(v)->length != FIELD_COUNT) {
        raise_error(ts, EXC_TYPE_ERROR, "%s(): illegal time tuple argument", function);
        return false;
    }
    for (int i = 0; i < FIELD_COUNT; i++) {
        if (!value_to_index(ts, as_tuple(v)->items[i], EXC_OVERFLOW_ERROR, &field[i])) {
            return false;
        }
        if (field[i] != (int)field[i] || (i == 0 && field[0] < INT32_MIN + 1900)) {
            raise_error(ts, EXC_OVERFLOW_ERROR,
                        i == 0 ? "year out of range"
                               : "Python int too large to convert to C int");
            return false;
        }
    }
    *out = (struct tm){
        .tm_year = (int)(field[0] - 1900),
        .tm_mon = (int)(field[1] - 1),
        .tm_mday = (int)field[2],
        .tm_hour = (int)field[3],
        .tm_min = (int)field[4],
        .tm_sec = (int)field[5],
        .tm_wday = (int)((field[6] + 1) % 7),
        .tm_yday = (int)(field[7] - 1),
        .tm_isdst = (int)field[8],
    };
    return true;
}

bool struct_time_check(ThreadState *ts, struct tm *time) {
    time->tm_mon = time->tm_mon == -1 ? 0 : time->tm_mon;
    time->tm_mday = time->tm_mday == 0 ? 1 : time->tm_mday;
    time->tm_yday = time->tm_yday == -1 ? 0 : time->tm_yday;
    const struct {
        int value, least, most;
        const char *message;
    } ranges[] = {
        {time->tm_mon, 0, 11, "month out of range"},
        {time->tm_mday, 1, 31, "day of month out of range"},
        {time->tm_hour, 0, 23, "hour out of range"},
        {time->tm_min, 0, 59, "minute out of range"},
        {time->tm_sec, 0, 61, "seconds out of range"},
        {time->tm_wday, 0, 6, "day of week out of range"},
        {time->tm_yday, 0, 365, "day of year out of range"},
    };
    for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++) {
        if (ranges[i].value < ranges[i].least || ranges[i].value > ranges[i].most) {
            raise_error(ts, EXC_VALUE_ERROR, "%s", ranges[i].message);
            return false;
        }
    }
    return true;
}

// --- the type ---

static Ref struct_time_make(ThreadState *ts, const Value *arguments) ATTACHED {
    Value sequence = arguments[1];
    if (!value_type(ts, sequence)->slots.iterate && !value_type(ts, sequence)->slots.get_item) {
        return raise_error(ts, EXC_TYPE_ERROR, "constructor requires a sequence");
    }
    Ref items = tuple_from_iterable(ts, sequence);
    if (ref_is_null(items)) {
        return NO_REF;
    }
    const Tuple *tuple = as_tuple(borrow(items));
    if (tuple->length < FIELD_COUNT || tuple->length > FIELD_COUNT_ALL) {
        bool is_short = tuple->length < FIELD_COUNT;
        raise_error(ts, EXC_TYPE_ERROR,
                    "time.struct_time() takes an at %s %d-sequence (%lld-sequence given)",
                    is_short ? "least" : "most", is_short ? FIELD_COUNT : FIELD_COUNT_ALL,
                    (long long)tuple->length);
        ref_drop(ts, items);
        return NO_REF;
    }
    Ref fields[FIELD_COUNT_ALL];
    for (int i = 0; i < FIELD_COUNT_ALL; i++) {
        fields[i] = ref_take(ts, i < tuple->length ? tuple->items[i] : NONE);
    }
    ref_drop(ts, items);
    return from_owned(ts, fields);
}

static void struct_time_destroy(ThreadState *ts, Object *self) ATTACHED {
    for (int i = 0; i < FIELD_COUNT_ALL; i++) {
        value_drop(ts, ((Tuple *)self)->items[i]);
    }
}

static void struct_time_traverse(Object *self, Visitor visit, void *context) {
    for (int i = 0; i < FIELD_COUNT_ALL; i++) {
        visit(((Tuple *)self)->items[i], context);
    }
}

static const char *const field_names[FIELD_COUNT] = {
    "tm_year", "tm_mon",  "tm_mday", "tm_hour",  "tm_min",
    "tm_sec",  "tm_wday", "tm_yday", "tm_isdst",
};

static Ref struct_time_repr(ThreadState *ts, Value self) ATTACHED {
    Ref text = str_from_text(ts, "time.struct_time(");
    for (int i = 0; i < FIELD_COUNT && !ref_is_null(text); i++) {
        Ref item = value_repr(ts, as_tuple(self)->items[i]);
        char *item_text = ref_is_null(item) ? NULL : str_to_utf8(ts, borrow(item), NULL);
        ref_drop(ts, item);
        Ref part = item_text ? str_format(ts, "%s=%s%s", field_names[i], item_text,
                                          i == FIELD_COUNT - 1 ? ")" : ", ")
                             : NO_REF;
        buffer_free(ts, item_text);
        if (ref_is_null(part)) {
            ref_drop(ts, text);
            return NO_REF;
        }
        text = str_append(ts, text, borrow(part));
        ref_drop(ts, part);
    }
    return text;
}

#define FIELD(name, index)                                                                     \
    static Ref get_##name(ThreadState *ts, Value self) ATTACHED {                              \
        return ref_take(ts, as_tuple(self)->items[index]);                                     \
    }
FIELD(tm_year, 0)
FIELD(tm_mon, 1)
FIELD(tm_mday, 2)
FIELD(tm_hour, 3)
FIELD(tm_min, 4)
FIELD(tm_sec, 5)
FIELD(tm_wday, 6)
FIELD(tm_yday, 7)
FIELD(tm_isdst, 8)
FIELD(tm_zone, 9)
FIELD(tm_gmtoff, 10)
#undef FIELD

static const GetSetDef attributes[] = {
    {"tm_year", get_tm_year, NULL, "year, for example, 1993"},
    {"tm_mon", get_tm_mon, NULL, "month of year, range [1, 12]"},
    {"tm_mday", get_tm_mday, NULL, "day of month, range [1, 31]"},
    {"tm_hour", get_tm_hour, NULL, "hours, range [0, 23]"},
    {"tm_min", get_tm_min, NULL, "minutes, range [0, 59]"},
    {"tm_sec", get_tm_sec, NULL, "seconds, range [0, 61])"},
    {"tm_wday", get_tm_wday, NULL, "day of week, range [0, 6], Monday is 0"},
    {"tm_yday", get_tm_yday, NULL, "day of year, range [1, 366]"},
    {"tm_isdst", get_tm_isdst, NULL, "1 if summer time is in effect, 0 if not, -1 if unknown"},
    {"tm_zone", get_tm_zone, NULL, "abbreviation of timezone name"},
    {"tm_gmtoff", get_tm_gmtoff, NULL, "offset from UTC in seconds"},
    {0},
};

static const NativeDef methods[] = {
    {"__new__(cls, sequence, /, dict=None)", struct_time_make,
     "Create a struct_time of a sequence of 9 to 11 items.", NATIVE_STATIC_METHOD},
    {0},
};

const TypeSpec struct_time_type_spec = {
    .name = "time.struct_time",
    .kind = KIND_STRUCT_TIME,
    .base = KIND_TUPLE,
    .size = sizeof(Tuple) + FIELD_COUNT_ALL * sizeof(Value),
    .slots = {.destroy = struct_time_destroy,
              .traverse = struct_time_traverse,
              .repr = struct_time_repr},
    .methods = methods,
    .attributes = attributes,
    .doc = "The time value as returned by gmtime(), localtime(), and strptime(), and\n"
           "accepted by asctime(), mktime() and strftime().  May be considered as a\n"
           "sequence of 9 integers.",
};
