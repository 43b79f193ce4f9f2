// The module _pcre2: regular expressions by the library PCRE2. What Python's syntax means is
// worked out in re.py, which gives this module patterns in PCRE2's syntax, in ASCII.
//
// A string has 1, 2 or 4 bytes per character, so a pattern is compiled for each width in which
// it meets a string, without UTF: offsets then are indices. A compiled pattern never changes;
// two threads that compile the same width at the same time throw one result away.
#define PCRE2_CODE_UNIT_WIDTH 0
#include <pcre2.h>
#include <stdlib.h>
#include <string.h>

#include "runtime/objects/bytes.h"
#include "runtime/objects/str.h"
#include "vm/base/atomics.h"
#include "vm/needs_runtime.h"
#include "vm/object/exceptions.h"
#include "vm/object/heap.h"
#include "vm/object/native.h"
#include "vm/object/protocol.h"
#include "vm/object/refcount.h"

// A match that takes more steps is given up: some patterns would take for ever.
#define STEPS_MAX 500000000u

enum { WIDTH_8, WIDTH_16, WIDTH_32, WIDTH_COUNT };

typedef struct Regex {
    Object head;
    char *text; // the pattern, owned
    uint32_t options;
    int least_width; // the narrowest width in which all characters of the pattern have room
    int64_t n_groups;
    void *codes[WIDTH_COUNT]; // pcre2_code_N, or null: not compiled yet
} Regex;

// The text that is searched.
typedef struct Subject {
    const void *data;
    int64_t length;
    int width;
    void *widened; // owned buffer, or null
    BytesHold hold;
    bool is_held;
} Subject;

static Regex *as_regex(Value v) {
    return (Regex *)(void *)value_object(v);
}

// --- compiling
// --------------------------------------------------------------------------------

// The same for each width: N is 8, 16 or 32.
#define DEFINE_COMPILE(N)                                                                      \
    static void *compile_##N(const char *text, uint32_t options, int *error, size_t *offset) { \
        size_t length = strlen(text);                                                          \
        PCRE2_UCHAR##N *units = malloc((length + 1) * sizeof *units);                          \
        if (!units) {                                                                          \
            *error = PCRE2_ERROR_NOMEMORY;                                                     \
            return NULL;                                                                       \
        }                                                                                      \
        for (size_t i = 0; i <= length; i++) {                                                 \
            units[i] = (unsigned char)text[i];                                                 \
        }                                                                                      \
        pcre2_compile_context_##N *context = pcre2_compile_context_create_##N(NULL);           \
        if (context) {                                                                         \
            pcre2_set_newline_##N(context, PCRE2_NEWLINE_LF);                                  \
        }                                                                                      \
        pcre2_code_##N *code =                                                                 \
            pcre2_compile_##N(units, length, options, error, offset, context);                 \
        pcre2_compile_context_free_##N(context);                                               \
        free(units);                                                                           \
        if (code) {                                                                            \
            pcre2_jit_compile_##N(code, PCRE2_JIT_COMPLETE);                                   \
        }                                                                                      \
        return code;                                                                           \
    }
DEFINE_COMPILE(8)
DEFINE_COMPILE(16)
DEFINE_COMPILE(32)

static void free_code(int width, void *code) {
    if (width == WIDTH_8) {
        pcre2_code_free_8(code);
    } else if (width == WIDTH_16) {
        pcre2_code_free_16(code);
    } else {
        pcre2_code_free_32(code);
    }
}

// The pattern compiled for a width; null with ValueError(message, offset).
static void *code_for(ThreadState *ts, Regex *regex, int width) ATTACHED {
    void *code = load_acquire(&regex->codes[width]);
    if (code) {
        return code;
    }
    int error = 0;
    size_t offset = 0;
    code = width == WIDTH_8    ? compile_8(regex->text, regex->options, &error, &offset)
           : width == WIDTH_16 ? compile_16(regex->text, regex->options, &error, &offset)
                               : compile_32(regex->text, regex->options, &error, &offset);
    if (!code) {
        PCRE2_UCHAR8 message[256];
        pcre2_get_error_message_8(error, message, sizeof message);
        raise_error(ts, EXC_VALUE_ERROR, "%s", (const char *)message);
        return NULL;
    }
    void *none = NULL;
    if (!compare_exchange_acq_rel(&regex->codes[width], &none, code)) {
        free_code(width, code);
        return none;
    }
    return code;
}

// compile(text, options, least width as bytes, number of groups)
static Ref compile_function(ThreadState *ts, const Value *a) ATTACHED {
    int64_t options, bytes, n_groups;
    if (!value_to_index(ts, a[1], EXC_OVERFLOW_ERROR, &options) ||
        !value_to_index(ts, a[2], EXC_OVERFLOW_ERROR, &bytes) ||
        !value_to_index(ts, a[3], EXC_OVERFLOW_ERROR, &n_groups)) {
        return NO_REF;
    }
    if (!value_has_layout(ts, a[0], KIND_STR)) {
        return raise_error(ts, EXC_TYPE_ERROR, "a pattern must be a str");
    }
    Regex *regex = object_new(ts, builtin_type(ts, KIND_REGEX), sizeof *regex);
    char *text = regex ? str_to_utf8(ts, a[0], NULL) : NULL;
    if (!text) {
        ref_drop(ts, regex ? object_ref(regex) : NO_REF);
        return NO_REF;
    }
    regex->text = text;
    regex->options = (uint32_t)options;
    regex->least_width = bytes == 1 ? WIDTH_8 : bytes == 2 ? WIDTH_16 : WIDTH_32;
    regex->n_groups = n_groups;
    if (!code_for(ts, regex, regex->least_width)) {
        ref_drop(ts, object_ref(regex));
        return NO_REF;
    }
    return object_ref(regex);
}

static void regex_destroy(ThreadState *ts, Object *object) ATTACHED {
    Regex *regex = (Regex *)(void *)object;
    for (int width = 0; width < WIDTH_COUNT; width++) {
        if (regex->codes[width]) {
            free_code(width, regex->codes[width]);
        }
    }
    buffer_free(ts, regex->text);
}

// --- matching
// ---------------------------------------------------------------------------------

static int width_of_bytes(int bytes) {
    return bytes == 1 ? WIDTH_8 : bytes == 2 ? WIDTH_16 : WIDTH_32;
}

// The characters of v, at least as wide as the pattern needs. False with the exception set;
// else subject_end must follow.
static bool subject_begin(ThreadState *ts, const Regex *regex, Value v,
                          Subject *subject) ATTACHED {
    *subject = (Subject){0};
    if (!value_has_layout(ts, v, KIND_STR)) {
        if (!bytes_require(ts, v, &subject->hold)) {
            return false;
        }
        subject->is_held = true;
        subject->data = subject->hold.data;
        subject->length = subject->hold.length;
        return true;
    }
    StrView view = str_view(v);
    subject->data = view.data;
    subject->length = view.length;
    subject->width = width_of_bytes(view.width);
    if (subject->width >= regex->least_width) {
        return true;
    }
    subject->width = regex->least_width;
    uint8_t bytes = (uint8_t)(1 << subject->width);
    subject->widened = buffer_new(ts, (size_t)(view.length + 1) * bytes);
    if (!subject->widened) {
        return false;
    }
    for (int64_t i = 0; i < view.length; i++) {
        char_write(subject->widened, bytes, i, view_read(view, i));
    }
    subject->data = subject->widened;
    return true;
}

static void subject_end(ThreadState *ts, Subject *subject) ATTACHED {
    buffer_free(ts, subject->widened);
    if (subject->is_held) {
        bytes_release(ts, &subject->hold);
    }
}

// One search: 1 found, 0 not, negative a PCRE2 error; the offsets, `n` pairs, to `spans`.
#define DEFINE_MATCH(N)                                                                        \
    static int match_##N(void *code, const Subject *subject, int64_t start, int64_t end,       \
                         uint32_t options, size_t *spans, size_t n) {                          \
        pcre2_match_data_##N *data = pcre2_match_data_create_from_pattern_##N(code, NULL);     \
        pcre2_match_context_##N *context = pcre2_match_context_create_##N(NULL);               \
        int result = PCRE2_ERROR_NOMEMORY;                                                     \
        if (data && context) {                                                                 \
            pcre2_set_match_limit_##N(context, STEPS_MAX);                                     \
            pcre2_set_depth_limit_##N(context, STEPS_MAX);                                     \
            result = pcre2_match_##N(code, subject->data, (size_t)end, (size_t)start, options, \
                                     data, context);                                           \
            if (result == PCRE2_ERROR_JIT_STACKLIMIT) {                                        \
                result = pcre2_match_##N(code, subject->data, (size_t)end, (size_t)start,      \
                                         options | PCRE2_NO_JIT, data, context);               \
            }                                                                                  \
        }                                                                                      \
        if (result > 0) {                                                                      \
            memcpy(spans, pcre2_get_ovector_pointer_##N(data), 2 * n * sizeof *spans);         \
        }                                                                                      \
        pcre2_match_context_free_##N(context);                                                 \
        pcre2_match_data_free_##N(data);                                                       \
        return result > 0 ? 1 : result == PCRE2_ERROR_NOMATCH ? 0 : result;                    \
    }
DEFINE_MATCH(8)
DEFINE_MATCH(16)
DEFINE_MATCH(32)

// As above, with the exception set for -1.
static int match(ThreadState *ts, void *code, const Subject *subject, int64_t start,
                 int64_t end, uint32_t options, size_t *spans, size_t n) ATTACHED {
    static const char NOTHING[4];
    Subject filled = *subject;
    if (!filled.data) {
        filled.data = NOTHING;
    }
    int result =
        subject->width == WIDTH_8    ? match_8(code, &filled, start, end, options, spans, n)
        : subject->width == WIDTH_16 ? match_16(code, &filled, start, end, options, spans, n)
                                     : match_32(code, &filled, start, end, options, spans, n);
    if (result >= 0) {
        return result;
    }
    if (result == PCRE2_ERROR_NOMEMORY || result == PCRE2_ERROR_HEAPLIMIT) {
        raise_memory_error(ts);
    } else {
        PCRE2_UCHAR8 message[256];
        pcre2_get_error_message_8(result, message, sizeof message);
        raise_error(ts, EXC_RUNTIME_ERROR, "regular expression given up: %s",
                    (const char *)message);
    }
    return -1;
}

// The spans as a flat tuple of ints: start and end of the match and of every group, -1 for
// groups that took no part.
static Ref spans_tuple(ThreadState *ts, const size_t *spans, size_t n) ATTACHED {
    Ref tuple = tuple_new(ts, 2 * n);
    for (size_t i = 0; !ref_is_null(tuple) && i < 2 * n; i++) {
        int64_t offset = spans[i] == PCRE2_UNSET ? -1 : (int64_t)spans[i];
        ((Tuple *)(void *)value_object(borrow(tuple)))->items[i] = value_from_int(offset);
    }
    return tuple;
}

// What a search begins with, checked.
typedef struct Search {
    Regex *regex;
    void *code;
    Subject subject;
    size_t *spans;
    size_t n; // pairs
    int64_t start, end;
} Search;

static void search_end(ThreadState *ts, Search *search) ATTACHED {
    buffer_free(ts, search->spans);
    subject_end(ts, &search->subject);
}

// Reads (regex, subject, start, end). False with the exception set; else search_end follows.
static bool search_begin(ThreadState *ts, const Value *a, Search *search) ATTACHED {
    if (!value_has_layout(ts, a[0], KIND_REGEX)) {
        raise_error(ts, EXC_TYPE_ERROR, "a compiled pattern is required");
        return false;
    }
    search->regex = as_regex(a[0]);
    if (!value_to_index(ts, a[2], -1, &search->start) ||
        !value_to_index(ts, a[3], -1, &search->end) ||
        !subject_begin(ts, search->regex, a[1], &search->subject)) {
        return false;
    }
    int64_t length = search->subject.length;
    search->end = search->end < 0 ? 0 : search->end > length ? length : search->end;
    search->start = search->start < 0 ? 0 : search->start;
    search->n = (size_t)search->regex->n_groups + 1;
    search->spans = buffer_new(ts, 2 * search->n * sizeof *search->spans);
    search->code = search->spans ? code_for(ts, search->regex, search->subject.width) : NULL;
    if (!search->code) {
        search_end(ts, search);
        return false;
    }
    return true;
}

static Ref execute_function(ThreadState *ts, const Value *a) ATTACHED {
    Search search;
    int64_t options;
    if (!value_to_index(ts, a[4], EXC_OVERFLOW_ERROR, &options) ||
        !search_begin(ts, a, &search)) {
        return NO_REF;
    }
    int found = search.start > search.end
                    ? 0
                    : match(ts, search.code, &search.subject, search.start, search.end,
                            (uint32_t)options, search.spans, search.n);
    Ref result = found == 1   ? spans_tuple(ts, search.spans, search.n)
                 : found == 0 ? owned(NONE)
                              : NO_REF;
    search_end(ts, &search);
    return result;
}

static Ref find_all_function(ThreadState *ts, const Value *a) ATTACHED {
    Search search;
    int64_t limit;
    if (!value_to_index(ts, a[4], EXC_OVERFLOW_ERROR, &limit) ||
        !search_begin(ts, a, &search)) {
        return NO_REF;
    }
    Ref list = list_new(ts, 8);
    uint32_t options = 0;
    int64_t start = search.start;
    int64_t count = 0;
    bool ok = !ref_is_null(list);
    while (ok && start <= search.end && (limit <= 0 || count < limit)) {
        int found = match(ts, search.code, &search.subject, start, search.end, options,
                          search.spans, search.n);
        if (found <= 0) {
            ok = found == 0;
            break;
        }
        Ref spans = spans_tuple(ts, search.spans, search.n);
        ok = !ref_is_null(spans) && list_append(ts, value_object(borrow(list)), borrow(spans));
        ref_drop(ts, spans);
        count++;
        // After an empty match the next one may begin here, but not be empty.
        options = search.spans[0] == search.spans[1] ? PCRE2_NOTEMPTY_ATSTART : 0;
        start = (int64_t)search.spans[1];
    }
    search_end(ts, &search);
    if (!ok) {
        ref_drop(ts, list);
        return NO_REF;
    }
    return list;
}

static const NativeDef FUNCTIONS[] = {
    {"compile(text, options, least_width, n_groups, /)", compile_function,
     "Compile a pattern written in PCRE2's syntax.", 0},
    {"execute(regex, subject, start, end, options, /)", execute_function,
     "The spans of the first match and its groups, or None.", 0},
    {"find_all(regex, subject, start, end, limit, /)", find_all_function,
     "A list of the spans of all matches.", 0},
    {NULL, NULL, NULL, 0},
};

const TypeSpec regex_type_spec = {
    .name = "_pcre2.Regex",
    .kind = KIND_REGEX,
    .size = sizeof(Regex),
    .flags = TYPE_DISALLOW_NEW,
    .slots = {.destroy = regex_destroy},
};

static bool set_up(ThreadState *ts, Object *module) ATTACHED {
    static const struct {
        const char *name;
        uint32_t value;
    } OPTIONS[] = {
        {"CASELESS", PCRE2_CASELESS},
        {"MULTILINE", PCRE2_MULTILINE},
        {"DOTALL", PCRE2_DOTALL},
        {"UCP", PCRE2_UCP},
        {"ANCHORED", PCRE2_ANCHORED},
        {"ENDANCHORED", PCRE2_ENDANCHORED},
        {"NOTEMPTY_ATSTART", PCRE2_NOTEMPTY_ATSTART},
    };
    bool ok = true;
    for (size_t i = 0; ok && i < sizeof OPTIONS / sizeof *OPTIONS; i++) {
        Ref value = int_from_u64(ts, OPTIONS[i].value);
        ok = dict_set_text(ts, ((Module *)module)->dict, OPTIONS[i].name, borrow(value));
        ref_drop(ts, value);
    }
    return ok;
}

const ModuleSpec pcre2_module_spec = {
    .name = "_pcre2",
    .doc = "Regular expressions by the library PCRE2.",
    .functions = FUNCTIONS,
    .set_up = set_up,
};
