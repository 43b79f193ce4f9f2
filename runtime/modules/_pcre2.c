// The module _pcre2: regular expressions by the library PCRE2. What Python's syntax means is
// worked out in re.py, which gives this module patterns in PCRE2's syntax, in ASCII. Here they
// are compiled; regex.h says where the rest is.
#define PCRE2_CODE_UNIT_WIDTH 0
#include <pcre2.h>
#include <stdlib.h>
#include <string.h>

#include "runtime/modules/regex.h"
#include "vm/base/atomics.h"
#include "vm/needs_runtime.h"
#include "vm/object/exceptions.h"
#include "vm/object/heap.h"
#include "vm/object/protocol.h"
#include "vm/object/refcount.h"

// A match that takes more steps is given up: some patterns would take for ever.
#define STEPS_MAX 500000000u

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
    }                                                                                          \
    static void *limits_##N(void) {                                                            \
        pcre2_match_context_##N *context = pcre2_match_context_create_##N(NULL);               \
        if (context) {                                                                         \
            pcre2_set_match_limit_##N(context, STEPS_MAX);                                     \
            pcre2_set_depth_limit_##N(context, STEPS_MAX);                                     \
        }                                                                                      \
        return context;                                                                        \
    }                                                                                          \
    static void free_##N(RegexCode *compiled) {                                                \
        pcre2_code_free_##N(compiled->code);                                                   \
        pcre2_match_context_free_##N(compiled->context);                                       \
        free(compiled);                                                                        \
    }
DEFINE_COMPILE(8)
DEFINE_COMPILE(16)
DEFINE_COMPILE(32)

static void free_compiled(int width, RegexCode *compiled) {
    if (width == WIDTH_8) {
        free_8(compiled);
    } else if (width == WIDTH_16) {
        free_16(compiled);
    } else {
        free_32(compiled);
    }
}

// The pattern compiled for a width and its limits; null with the exception set.
static RegexCode *compile_for(ThreadState *ts, const Regex *regex, int width) ATTACHED {
    RegexCode *compiled = calloc(1, sizeof *compiled);
    if (!compiled) {
        raise_memory_error(ts);
        return NULL;
    }
    int error = 0;
    size_t offset = 0;
    if (width == WIDTH_8) {
        compiled->code = compile_8(regex->text, regex->options, &error, &offset);
        compiled->context = limits_8();
    } else if (width == WIDTH_16) {
        compiled->code = compile_16(regex->text, regex->options, &error, &offset);
        compiled->context = limits_16();
    } else {
        compiled->code = compile_32(regex->text, regex->options, &error, &offset);
        compiled->context = limits_32();
    }
    if (compiled->code && compiled->context) {
        return compiled;
    }
    if (!compiled->code && error != PCRE2_ERROR_NOMEMORY) {
        PCRE2_UCHAR8 message[256];
        pcre2_get_error_message_8(error, message, sizeof message);
        raise_error(ts, EXC_VALUE_ERROR, "%s", (const char *)message);
    } else {
        raise_memory_error(ts);
    }
    free_compiled(width, compiled);
    return NULL;
}

const RegexCode *regex_code(ThreadState *ts, Regex *regex, int width) {
    RegexCode *compiled = load_acquire(&regex->codes[width]);
    if (LIKELY(compiled != NULL)) {
        return compiled;
    }
    compiled = compile_for(ts, regex, width);
    RegexCode *none = NULL;
    if (compiled && !compare_exchange_acq_rel(&regex->codes[width], &none, compiled)) {
        free_compiled(width, compiled);
        return none;
    }
    return compiled;
}

// compile(text, options, least_width, n_groups, is_text, names, pattern_class, match_class):
// the width is in bytes.
static Ref compile_function(ThreadState *ts, const Value *a) ATTACHED {
    int64_t options, bytes, n_groups;
    if (!value_to_index(ts, a[1], EXC_OVERFLOW_ERROR, &options) ||
        !value_to_index(ts, a[2], EXC_OVERFLOW_ERROR, &bytes) ||
        !value_to_index(ts, a[3], EXC_OVERFLOW_ERROR, &n_groups)) {
        return NO_REF;
    }
    bool are_classes = value_is(a[6], KIND_TYPE) && value_is(a[7], KIND_TYPE);
    if (!value_has_layout(ts, a[0], KIND_STR) || !value_is(a[5], KIND_DICT) || !are_classes ||
        ((Type *)value_object(a[6]))->layout != KIND_REGEX ||
        ((Type *)value_object(a[7]))->layout != KIND_REGEX_MATCH) {
        return raise_error(ts, EXC_TYPE_ERROR, "compile() is called by re.py only");
    }
    Type *type = (Type *)value_object(a[6]);
    Regex *regex = object_new(ts, type, type->instance_size);
    if (!regex) {
        return NO_REF;
    }
    regex->text = str_to_utf8(ts, a[0], NULL);
    // "^" is at the start of the empty line behind a last "\n", too.
    regex->options = (uint32_t)options | PCRE2_ALT_CIRCUMFLEX;
    regex->least_width = bytes == 1 ? WIDTH_8 : bytes == 2 ? WIDTH_16 : WIDTH_32;
    regex->n_groups = (uint32_t)n_groups;
    regex->is_text = value_same(a[4], TRUE_VALUE);
    regex->names = borrow(ref_take(ts, a[5]));
    regex->match_class = borrow(ref_take(ts, a[7]));
    if (!regex->text || !regex_code(ts, regex, regex->least_width)) {
        ref_drop(ts, object_ref(regex));
        return NO_REF;
    }
    return object_ref(regex);
}

static void regex_destroy(ThreadState *ts, Object *object) ATTACHED {
    Regex *regex = (Regex *)(void *)object;
    for (int width = 0; width < WIDTH_COUNT; width++) {
        if (regex->codes[width]) {
            free_compiled(width, regex->codes[width]);
        }
        if (regex->spares[width]) {
            regex_free_match_data(width, regex->spares[width]);
        }
    }
    buffer_free(ts, regex->text);
    value_drop(ts, regex->names);
    value_drop(ts, regex->match_class);
}

static void regex_traverse(Object *object, Visitor visit, void *context) {
    Regex *regex = (Regex *)(void *)object;
    if (!value_is_null(regex->names)) {
        visit(regex->names, context);
    }
    if (!value_is_null(regex->match_class)) {
        visit(regex->match_class, context);
    }
}

static const NativeDef FUNCTIONS[] = {
    {"compile(text, options, least_width, n_groups, is_text, names, pattern_class, "
     "match_class, /)",
     compile_function, "Compile a pattern written in PCRE2's syntax.", 0},
    {NULL, NULL, NULL, 0},
};

const TypeSpec regex_type_spec = {
    .name = "_pcre2.Regex",
    .kind = KIND_REGEX,
    .size = sizeof(Regex),
    .flags = TYPE_BASE,
    .slots = {.destroy = regex_destroy, .traverse = regex_traverse},
    .methods = REGEX_METHODS,
};

static const NumberDef OPTIONS[] = {
    {"CASELESS", PCRE2_CASELESS},
    {"MULTILINE", PCRE2_MULTILINE},
    {"DOTALL", PCRE2_DOTALL},
    {"UCP", PCRE2_UCP},
    {NULL, 0},
};

static const ClassDef CLASSES[] = {
    {"Regex", KIND_REGEX},
    {"Match", KIND_REGEX_MATCH},
    {NULL, 0},
};

const ModuleSpec pcre2_module_spec = {
    .name = "_pcre2",
    .doc = "Regular expressions by the library PCRE2.",
    .functions = FUNCTIONS,
    .numbers = OPTIONS,
    .classes = CLASSES,
};
