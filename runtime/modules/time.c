// The native module time: clocks, sleeping, calendar time.
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "runtime/modules/seconds.h"
#include "runtime/modules/struct_time.h"
#include "runtime/objects/library.h"
#include "vm/base/clock.h"
#include "vm/exec/call.h"
#include "vm/needs_runtime.h"
#include "vm/object/exceptions.h"
#include "vm/object/heap.h"
#include "vm/object/native.h"
#include "vm/object/protocol.h"
#include "vm/object/refcount.h"
#include "vm/thread/guest_thread.h"
#include "vm/thread/process.h"

// --- clocks ---

#define CLOCK_FUNCTIONS(name, read)                                                            \
    static Ref time_##name(ThreadState *ts, const Value *arguments) ATTACHED {                 \
        (void)arguments;                                                                       \
        return seconds_from_ns(ts, (int64_t)read());                                           \
    }                                                                                          \
    static Ref time_##name##_ns(ThreadState *ts, const Value *arguments) ATTACHED {            \
        (void)arguments;                                                                       \
        return int_from_i64(ts, (int64_t)read());                                              \
    }
CLOCK_FUNCTIONS(time, clock_wall_ns)
CLOCK_FUNCTIONS(monotonic, clock_monotonic_ns)
CLOCK_FUNCTIONS(process_time, clock_process_ns)
CLOCK_FUNCTIONS(thread_time, clock_thread_ns)
#undef CLOCK_FUNCTIONS

static Ref time_sleep(ThreadState *ts, const Value *arguments) ATTACHED {
    int64_t ns;
    if (!seconds_to_ns(ts, arguments[0], &ns)) {
        return NO_REF;
    }
    if (ns < 0) {
        return raise_error(ts, EXC_VALUE_ERROR, "sleep length must be non-negative");
    }
    return guest_thread_sleep(ts, clock_deadline((uint64_t)ns)) ? owned(NONE) : NO_REF;
}

typedef struct ClockInfo {
    const char *name;
    const char *implementation;
    bool is_monotonic;
    bool is_adjustable;
} ClockInfo;

static const ClockInfo clocks[] = {
    {"time", "clock_gettime(CLOCK_REALTIME)", false, true},
    {"monotonic", "clock_gettime(CLOCK_MONOTONIC)", true, false},
    {"perf_counter", "clock_gettime(CLOCK_MONOTONIC)", true, false},
    {"process_time", "clock_gettime(CLOCK_PROCESS_CPUTIME_ID)", true, false},
    {"thread_time", "clock_gettime(CLOCK_THREAD_CPUTIME_ID)", true, false},
};

// namespace(implementation=..., monotonic=..., adjustable=..., resolution=...)
static Ref clock_namespace(ThreadState *ts, const ClockInfo *info) ATTACHED {
    Ref keywords = dict_new(ts);
    Ref implementation = str_from_text(ts, info->implementation);
    Ref resolution = float_new(ts, 1e-9);
    Ref result = NO_REF;
    if (!ref_is_null(keywords) && !ref_is_null(implementation) && !ref_is_null(resolution)) {
        Object *dict = value_object(borrow(keywords));
        Type *type = builtin_type(ts, KIND_SIMPLE_NAMESPACE);
        if (dict_set_text(ts, dict, "implementation", borrow(implementation)) &&
            dict_set_text(ts, dict, "monotonic", value_bool(info->is_monotonic)) &&
            dict_set_text(ts, dict, "adjustable", value_bool(info->is_adjustable)) &&
            dict_set_text(ts, dict, "resolution", borrow(resolution))) {
            result = value_call_unpacked(ts, object_value(type), NO_VALUE, borrow(keywords));
        }
    }
    ref_drop(ts, resolution);
    ref_drop(ts, implementation);
    ref_drop(ts, keywords);
    return result;
}

// UTF-8 of the Str argument, to be freed with buffer_free; null with TypeError.
static char *text_argument(ThreadState *ts, Value v, const char *what) ATTACHED {
    if (!value_has_layout(ts, v, KIND_STR)) {
        raise_error(ts, EXC_TYPE_ERROR, "%s must be str, not %s", what, value_type_name(ts, v));
        return NULL;
    }
    return str_to_utf8(ts, v, NULL);
}

static Ref time_get_clock_info(ThreadState *ts, const Value *arguments) ATTACHED {
    char *name = text_argument(ts, arguments[0], "get_clock_info() argument 1");
    if (!name) {
        return NO_REF;
    }
    const ClockInfo *info = NULL;
    for (size_t i = 0; i < sizeof clocks / sizeof *clocks; i++) {
        if (strcmp(clocks[i].name, name) == 0) {
            info = &clocks[i];
        }
    }
    buffer_free(ts, name);
    return info ? clock_namespace(ts, info) : raise_error(ts, EXC_VALUE_ERROR, "unknown clock");
}

// --- calendar time ---

// Whole seconds since 1970 from an optional argument, rounded down; now if there is none.
static bool seconds_argument(ThreadState *ts, Value v, time_t *out) ATTACHED {
    if (value_is_null(v) || value_is_none(v)) {
        *out = (time_t)(clock_wall_ns() / (int64_t)CLOCK_SECOND_NS);
        return true;
    }
    int64_t whole;
    if (!value_has_layout(ts, v, KIND_FLOAT)) {
        if (!value_to_index(ts, v, -1, &whole)) {
            return false;
        }
        *out = (time_t)whole;
    } else {
        double seconds;
        if (!value_to_float(ts, v, &seconds)) {
            return false;
        }
        if (seconds != seconds) {
            raise_error(ts, EXC_VALUE_ERROR, "Invalid value NaN (not a number)");
            return false;
        }
        whole = seconds >= 0x1p63 || seconds < -0x1p63 ? INT64_MAX : (int64_t)seconds;
        *out = (time_t)(whole - (whole > seconds));
    }
    if (whole == INT64_MAX || whole == INT64_MIN) {
        raise_error(ts, EXC_OVERFLOW_ERROR, "timestamp out of range for platform time_t");
        return false;
    }
    return true;
}

// The C library reads the time zone anew whenever it is asked for a local time, and has it once
// for the whole process: one thread at a time.
static void lock_zone(ThreadState *ts) {
    ranked_mutex_lock(&ts->interpreter->process->zone_mutex);
}

static void unlock_zone(ThreadState *ts) {
    ranked_mutex_unlock(&ts->interpreter->process->zone_mutex);
}

static bool to_local(ThreadState *ts, const time_t *moment, struct tm *out) {
    lock_zone(ts);
    bool ok = localtime_r(moment, out) != NULL;
    unlock_zone(ts);
    return ok;
}

static bool to_greenwich(ThreadState *ts, const time_t *moment, struct tm *out) {
    (void)ts;
    return gmtime_r(moment, out) != NULL;
}

static time_t from_local(ThreadState *ts, struct tm *time) {
    lock_zone(ts);
    time_t moment = mktime(time);
    unlock_zone(ts);
    return moment;
}

// The struct_time of a moment.
static Ref break_down(ThreadState *ts, Value seconds,
                      bool (*convert)(ThreadState *, const time_t *, struct tm *)) ATTACHED {
    time_t moment;
    struct tm time;
    if (!seconds_argument(ts, seconds, &moment)) {
        return NO_REF;
    }
    if (!convert(ts, &moment, &time)) {
        return raise_os_error(ts, errno, NO_VALUE);
    }
    return struct_time_new(ts, &time, true);
}

static Ref time_gmtime(ThreadState *ts, const Value *arguments) ATTACHED {
    return break_down(ts, arguments[0], to_greenwich);
}

static Ref time_localtime(ThreadState *ts, const Value *arguments) ATTACHED {
    return break_down(ts, arguments[0], to_local);
}

static Ref time_mktime(ThreadState *ts, const Value *arguments) ATTACHED {
    struct tm time;
    if (!struct_time_read(ts, arguments[0], "mktime", &time)) {
        return NO_REF;
    }
    time.tm_wday = -1; // stays so only if the C library fails
    time_t moment = from_local(ts, &time);
    if (moment == -1 && time.tm_wday == -1) {
        return raise_error(ts, EXC_OVERFLOW_ERROR, "mktime argument out of range");
    }
    return float_new(ts, (double)moment);
}

// The time to format: an argument, or now.
static bool time_to_format(ThreadState *ts, Value v, const char *function,
                           struct tm *out) ATTACHED {
    if (value_is_null(v)) {
        time_t now = (time_t)(clock_wall_ns() / (int64_t)CLOCK_SECOND_NS);
        return to_local(ts, &now, out);
    }
    return struct_time_read(ts, v, function, out) && struct_time_check(ts, out);
}

// "Sun Jun 20 23:21:05 1993"
static Ref format_asctime(ThreadState *ts, const struct tm *time) ATTACHED {
    static const char days[7][4] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    static const char months[12][4] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                       "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    return str_format(ts, "%s %s%3d %.2d:%.2d:%.2d %d", days[time->tm_wday],
                      months[time->tm_mon], time->tm_mday, time->tm_hour, time->tm_min,
                      time->tm_sec, 1900 + time->tm_year);
}

static Ref time_asctime(ThreadState *ts, const Value *arguments) ATTACHED {
    struct tm time;
    return time_to_format(ts, arguments[0], "asctime", &time) ? format_asctime(ts, &time)
                                                              : NO_REF;
}

static Ref time_ctime(ThreadState *ts, const Value *arguments) ATTACHED {
    time_t moment;
    struct tm time;
    if (!seconds_argument(ts, arguments[0], &moment)) {
        return NO_REF;
    }
    if (!to_local(ts, &moment, &time)) {
        return raise_os_error(ts, errno, NO_VALUE);
    }
    return format_asctime(ts, &time);
}

// strftime with a buffer that grows; the C library cannot tell "too small" from "empty".
static Ref format_time(ThreadState *ts, const char *format, const struct tm *time) ATTACHED {
    size_t format_length = strlen(format);
    for (size_t size = 256; format_length > 0; size *= 2) {
        char *text = buffer_new(ts, size);
        if (!text) {
            return NO_REF;
        }
        lock_zone(ts);
        size_t length = strftime(text, size, format, time);
        unlock_zone(ts);
        bool is_whole = length > 0 || size > 256 * format_length;
        Ref result = is_whole ? str_from_utf8(ts, text, length) : NO_REF;
        buffer_free(ts, text);
        if (is_whole) {
            return result;
        }
    }
    return str_from_text(ts, "");
}

static Ref time_strftime(ThreadState *ts, const Value *arguments) ATTACHED {
    char *format = text_argument(ts, arguments[0], "strftime() argument 1");
    if (!format) {
        return NO_REF;
    }
    struct tm time;
    Ref result = NO_REF;
    if (time_to_format(ts, arguments[1], "strftime", &time)) {
        if (!value_is_null(arguments[1])) {
            time.tm_gmtoff = 0;
            time.tm_zone = tzname[time.tm_isdst > 0];
        }
        result = format_time(ts, format, &time);
    }
    buffer_free(ts, format);
    return result;
}

// Reading by a format is written in the guest language, for datetime too.
static Ref time_strptime(ThreadState *ts, const Value *arguments) ATTACHED RUNS_GUEST {
    Ref format = value_is_null(arguments[1]) ? str_from_text(ts, "%a %b %d %H:%M:%S %Y")
                                             : ref_take(ts, arguments[1]);
    Value both[2] = {arguments[0], borrow(format)};
    Ref fields = ref_is_null(format)
                     ? NO_REF
                     : library_call(ts, "_strptime_fields", "read_time", both, 2);
    Ref result = NO_REF;
    if (!ref_is_null(fields)) {
        Value given = borrow(fields);
        result = value_call(ts, object_value(builtin_type(ts, KIND_STRUCT_TIME)), &given, 1);
    }
    ref_drop(ts, fields);
    ref_drop(ts, format);
    return result;
}

// --- clocks by number ---

static bool read_clock(ThreadState *ts, Value which, struct timespec *out,
                       int (*read)(clockid_t, struct timespec *)) ATTACHED {
    int64_t number;
    if (!value_to_index(ts, which, EXC_OVERFLOW_ERROR, &number)) {
        return false;
    }
    if (read((clockid_t)number, out)) {
        raise_os_error(ts, errno, NO_VALUE);
        return false;
    }
    return true;
}

static int64_t timespec_ns(const struct timespec *time) {
    return (int64_t)time->tv_sec * (int64_t)CLOCK_SECOND_NS + time->tv_nsec;
}

static Ref time_clock_gettime(ThreadState *ts, const Value *arguments) ATTACHED {
    struct timespec now;
    return read_clock(ts, arguments[0], &now, clock_gettime)
               ? seconds_from_ns(ts, timespec_ns(&now))
               : NO_REF;
}

static Ref time_clock_gettime_ns(ThreadState *ts, const Value *arguments) ATTACHED {
    struct timespec now;
    return read_clock(ts, arguments[0], &now, clock_gettime)
               ? int_from_i64(ts, timespec_ns(&now))
               : NO_REF;
}

static Ref time_clock_getres(ThreadState *ts, const Value *arguments) ATTACHED {
    struct timespec step;
    return read_clock(ts, arguments[0], &step, clock_getres)
               ? seconds_from_ns(ts, timespec_ns(&step))
               : NO_REF;
}

static const NumberDef CLOCKS[] = {
    {"CLOCK_REALTIME", CLOCK_REALTIME},
    {"CLOCK_MONOTONIC", CLOCK_MONOTONIC},
    {"CLOCK_MONOTONIC_RAW", CLOCK_MONOTONIC_RAW},
    {"CLOCK_PROCESS_CPUTIME_ID", CLOCK_PROCESS_CPUTIME_ID},
    {"CLOCK_THREAD_CPUTIME_ID", CLOCK_THREAD_CPUTIME_ID},
    {"CLOCK_BOOTTIME", CLOCK_BOOTTIME},
    {"CLOCK_TAI", CLOCK_TAI},
    {NULL, 0},
};

// timezone, altzone, daylight, tzname: what holds on the first of January and of July.
static bool add_time_zone(ThreadState *ts, Object *dict) ATTACHED {
    time_t now = (time_t)(clock_wall_ns() / (int64_t)CLOCK_SECOND_NS);
    struct tm today;
    lock_zone(ts);
    tzset();
    unlock_zone(ts);
    if (!to_local(ts, &now, &today)) {
        return false;
    }
    struct tm seasons[2] = {
        {.tm_year = today.tm_year, .tm_mday = 1, .tm_isdst = -1},
        {.tm_year = today.tm_year, .tm_mon = 6, .tm_mday = 1, .tm_isdst = -1}};
    from_local(ts, &seasons[0]);
    from_local(ts, &seasons[1]);
    bool is_south = seasons[0].tm_gmtoff > seasons[1].tm_gmtoff;
    const struct tm *standard = &seasons[is_south ? 1 : 0];
    const struct tm *summer = &seasons[is_south ? 0 : 1];
    Ref names[2] = {str_from_text(ts, standard->tm_zone), str_from_text(ts, summer->tm_zone)};
    Value items[2] = {borrow(names[0]), borrow(names[1])};
    bool ok = !ref_is_null(names[0]) && !ref_is_null(names[1]);
    Ref pair = ok ? tuple_from_array(ts, items, 2) : NO_REF;
    ok = !ref_is_null(pair) && dict_set_text(ts, dict, "tzname", borrow(pair)) &&
         dict_set_text(ts, dict, "timezone", value_from_int(-standard->tm_gmtoff)) &&
         dict_set_text(ts, dict, "altzone", value_from_int(-summer->tm_gmtoff)) &&
         dict_set_text(ts, dict, "daylight",
                       value_from_int(standard->tm_gmtoff != summer->tm_gmtoff));
    ref_drop(ts, pair);
    ref_drop(ts, names[1]);
    ref_drop(ts, names[0]);
    return ok;
}

static bool set_up(ThreadState *ts, Object *module) ATTACHED {
    return add_time_zone(ts, ((Module *)module)->dict);
}

// tzset(): looks at the environment variable TZ again.
static Ref time_tzset(ThreadState *ts, const Value *arguments) ATTACHED RUNS_GUEST {
    (void)arguments;
    Ref module = import_module_text(ts, "time");
    bool ok = !ref_is_null(module) &&
              add_time_zone(ts, ((Module *)value_object(borrow(module)))->dict);
    ref_drop(ts, module);
    return ok ? owned(NONE) : NO_REF;
}

static const NativeDef functions[] = {
    {"time()", time_time, "Return the current time in seconds since the Epoch.", 0},
    {"time_ns()", time_time_ns, "Return the current time in nanoseconds since the Epoch.", 0},
    {"monotonic()", time_monotonic, "Monotonic clock, cannot go backward, in seconds.", 0},
    {"monotonic_ns()", time_monotonic_ns, "Monotonic clock, as nanoseconds.", 0},
    {"perf_counter()", time_monotonic, "Performance counter for benchmarking, in seconds.", 0},
    {"perf_counter_ns()", time_monotonic_ns,
     "Performance counter for benchmarking as nanoseconds.", 0},
    {"process_time()", time_process_time, "Processor time of the whole process, in seconds.",
     0},
    {"process_time_ns()", time_process_time_ns,
     "Processor time of the whole process as nanoseconds.", 0},
    {"thread_time()", time_thread_time, "Processor time of this thread, in seconds.", 0},
    {"thread_time_ns()", time_thread_time_ns, "Processor time of this thread as nanoseconds.",
     0},
    {"sleep(seconds, /)", time_sleep,
     "Wait for a number of seconds, which may be a fraction; other threads run meanwhile.", 0},
    {"get_clock_info(name, /)", time_get_clock_info, "Describe the clock called name.", 0},
    {"gmtime(seconds=None, /)", time_gmtime, "The struct_time of a moment in UTC.", 0},
    {"localtime(seconds=None, /)", time_localtime, "The struct_time of a moment here.", 0},
    {"mktime(tuple, /)", time_mktime, "Local time to seconds since the Epoch.", 0},
    {"asctime(tuple=None, /)", time_asctime,
     "A time as a string, such as 'Sat Jun 06 16:26:11 1998'.", 0},
    {"ctime(seconds=None, /)", time_ctime, "A moment in local time as a string.", 0},
    {"strftime(format, tuple=None, /)", time_strftime, "A time as a string, by a format.", 0},
    {"strptime(string, format='%a %b %d %H:%M:%S %Y', /)", time_strptime,
     "Read a time from a string, by a format.", 0},
    {"clock_gettime(clk_id, /)", time_clock_gettime, "The time of a clock, in seconds.", 0},
    {"clock_gettime_ns(clk_id, /)", time_clock_gettime_ns,
     "The time of a clock, in nanoseconds.", 0},
    {"clock_getres(clk_id, /)", time_clock_getres, "The step of a clock, in seconds.", 0},
    {"tzset()", time_tzset, "Take the time zone from the environment variable TZ again.", 0},
    {0},
};

static const ClassDef CLASSES[] = {
    {"struct_time", KIND_STRUCT_TIME},
    {NULL, 0},
};

const ModuleSpec time_module_spec = {
    .name = "time",
    .doc = "Clocks, sleeping, and calendar time.",
    .functions = functions,
    .numbers = CLOCKS,
    .classes = CLASSES,
    .set_up = set_up,
};
