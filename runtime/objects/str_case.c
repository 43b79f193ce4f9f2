// Methods of str about case and character properties: lower, title, casefold, isalpha, ...
//
// Case mapping is full: one character may become three (the German sharp s in capitals is SS).
// The capital sigma becomes the final one at the end of a word, as Unicode's only rule that
// looks around.
#include "runtime/objects/str.h"
#include "runtime/objects/str_builder.h"
#include "runtime/objects/str_methods.h"
#include "runtime/objects/unicode.h"
#include "vm/object/refcount.h"

#define CAPITAL_SIGMA 0x3A3u
#define SMALL_SIGMA   0x3C3u
#define FINAL_SIGMA   0x3C2u

// The small letter for the capital sigma at i: final if a cased letter stands before it and
// none behind, looking through what is case-ignorable.
static uint32_t lower_sigma(StrView view, int64_t i) {
    int64_t before = i - 1;
    while (before >= 0 && unicode_is_case_ignorable(view_read(view, before))) {
        before--;
    }
    if (before < 0 || !unicode_is_cased(view_read(view, before))) {
        return SMALL_SIGMA;
    }
    int64_t after = i + 1;
    while (after < view.length && unicode_is_case_ignorable(view_read(view, after))) {
        after++;
    }
    bool is_final = after == view.length || !unicode_is_cased(view_read(view, after));
    return is_final ? FINAL_SIGMA : SMALL_SIGMA;
}

static int lower_at(StrView view, int64_t i, uint32_t out[UNICODE_EXPANSION_MAX]) {
    uint32_t c = view_read(view, i);
    if (c == CAPITAL_SIGMA) {
        out[0] = lower_sigma(view, i);
        return 1;
    }
    return unicode_to_lower(c, out);
}

static bool add_chars(StrBuilder *builder, const uint32_t *chars, int n) ATTACHED {
    for (int i = 0; i < n; i++) {
        if (!str_builder_char(builder, chars[i])) {
            return false;
        }
    }
    return true;
}

// What the character at i becomes; `state` is the method's own.
typedef int (*CharMapping)(StrView view, int64_t i, uint32_t out[UNICODE_EXPANSION_MAX],
                           bool *state);

static Ref map_chars(ThreadState *ts, Value self, CharMapping mapping) ATTACHED {
    StrBuilder builder;
    str_builder_init(&builder, ts);
    StrView view = str_view(self);
    bool state = false;
    for (int64_t i = 0; i < view.length; i++) {
        uint32_t out[UNICODE_EXPANSION_MAX];
        int n = mapping(view, i, out, &state);
        if (!add_chars(&builder, out, n)) {
            str_builder_discard(&builder);
            return NO_REF;
        }
    }
    return str_builder_finish(&builder);
}

// Whether the quick ways below serve the string; single characters are shared objects.
static bool is_long_ascii(Value self) {
    return str_of(self)->is_ascii && str_length(self) > 1;
}

// The 26 letters of ASCII from `first` on change case.
static Ref map_ascii(ThreadState *ts, Value self, uint8_t first) ATTACHED {
    const Str *string = str_of(self);
    int64_t length = string->length;
    Str *result = str_allocate(ts, length, 0x7F);
    if (!result) {
        return NO_REF;
    }
    for (int64_t i = 0; i < length; i++) {
        uint8_t c = string->data[i];
        result->data[i] = (uint8_t)(c - first) < 26 ? c ^ 0x20 : c;
    }
    return object_ref(result);
}

static bool is_ascii_letter(uint8_t c) {
    return (uint8_t)((c | 0x20) - 'a') < 26;
}

// Capitals at the start of words (title) or of the text, small letters elsewhere.
static Ref map_ascii_words(ThreadState *ts, Value self, bool every_word) ATTACHED {
    const Str *string = str_of(self);
    Str *result = str_allocate(ts, string->length, 0x7F);
    if (!result) {
        return NO_REF;
    }
    bool wants_capital = true;
    for (int64_t i = 0; i < string->length; i++) {
        uint8_t c = string->data[i];
        bool is_letter = is_ascii_letter(c);
        result->data[i] = !is_letter ? c : wants_capital ? c & 0xDF : c | 0x20;
        wants_capital = every_word && !is_letter;
    }
    return object_ref(result);
}

static Ref map_ascii_swapped(ThreadState *ts, Value self) ATTACHED {
    const Str *string = str_of(self);
    Str *result = str_allocate(ts, string->length, 0x7F);
    if (!result) {
        return NO_REF;
    }
    for (int64_t i = 0; i < string->length; i++) {
        uint8_t c = string->data[i];
        result->data[i] = is_ascii_letter(c) ? c ^ 0x20 : c;
    }
    return object_ref(result);
}

static int map_lower(StrView view, int64_t i, uint32_t *out, bool *state) {
    (void)state;
    return lower_at(view, i, out);
}

static int map_upper(StrView view, int64_t i, uint32_t *out, bool *state) {
    (void)state;
    return unicode_to_upper(view_read(view, i), out);
}

static int map_folded(StrView view, int64_t i, uint32_t *out, bool *state) {
    (void)state;
    return unicode_to_folded(view_read(view, i), out);
}

static int map_swapped(StrView view, int64_t i, uint32_t *out, bool *state) {
    (void)state;
    uint32_t c = view_read(view, i);
    if (unicode_is_upper(c)) {
        return lower_at(view, i, out);
    }
    if (unicode_is_lower(c)) {
        return unicode_to_upper(c, out);
    }
    out[0] = c;
    return 1;
}

// state: the character before was cased.
static int map_title(StrView view, int64_t i, uint32_t *out, bool *state) {
    uint32_t c = view_read(view, i);
    int n = *state ? lower_at(view, i, out) : unicode_to_title(c, out);
    *state = unicode_is_cased(c);
    return n;
}

static int map_capitalized(StrView view, int64_t i, uint32_t *out, bool *state) {
    (void)state;
    return i == 0 ? unicode_to_title(view_read(view, 0), out) : lower_at(view, i, out);
}

Ref str_lower_method(ThreadState *ts, const Value *arguments) ATTACHED {
    if (is_long_ascii(arguments[0])) {
        return map_ascii(ts, arguments[0], 'A');
    }
    return map_chars(ts, arguments[0], map_lower);
}

Ref str_upper_method(ThreadState *ts, const Value *arguments) ATTACHED {
    if (is_long_ascii(arguments[0])) {
        return map_ascii(ts, arguments[0], 'a');
    }
    return map_chars(ts, arguments[0], map_upper);
}

Ref str_casefold_method(ThreadState *ts, const Value *arguments) ATTACHED {
    if (is_long_ascii(arguments[0])) {
        return map_ascii(ts, arguments[0], 'A');
    }
    return map_chars(ts, arguments[0], map_folded);
}

Ref str_swapcase_method(ThreadState *ts, const Value *arguments) ATTACHED {
    return is_long_ascii(arguments[0]) ? map_ascii_swapped(ts, arguments[0])
                                       : map_chars(ts, arguments[0], map_swapped);
}

Ref str_title_method(ThreadState *ts, const Value *arguments) ATTACHED {
    return is_long_ascii(arguments[0]) ? map_ascii_words(ts, arguments[0], true)
                                       : map_chars(ts, arguments[0], map_title);
}

Ref str_capitalize_method(ThreadState *ts, const Value *arguments) ATTACHED {
    return is_long_ascii(arguments[0]) ? map_ascii_words(ts, arguments[0], false)
                                       : map_chars(ts, arguments[0], map_capitalized);
}

// --- Predicates -----------------------------------------------------------------------------

// Whether there are characters and the predicate holds for all.
static Ref all_chars(Value self, bool (*predicate)(uint32_t c)) {
    StrView view = str_view(self);
    int64_t i = 0;
    while (i < view.length && predicate(view_read(view, i))) {
        i++;
    }
    return owned(value_bool(view.length > 0 && i == view.length));
}

static bool is_alphanumeric(uint32_t c) {
    return unicode_is_alpha(c) || unicode_is_decimal(c) || unicode_is_digit(c) ||
           unicode_is_numeric(c);
}

#define PREDICATE_METHOD(name, predicate)                                                      \
    Ref str_##name##_method(ThreadState *ts, const Value *arguments) ATTACHED {                \
        (void)ts;                                                                              \
        return all_chars(arguments[0], predicate);                                             \
    }

PREDICATE_METHOD(isalpha, unicode_is_alpha)
PREDICATE_METHOD(isalnum, is_alphanumeric)
PREDICATE_METHOD(isdecimal, unicode_is_decimal)
PREDICATE_METHOD(isdigit, unicode_is_digit)
PREDICATE_METHOD(isnumeric, unicode_is_numeric)
PREDICATE_METHOD(isspace, unicode_is_space)

Ref str_isascii_method(ThreadState *ts, const Value *arguments) ATTACHED {
    (void)ts;
    return owned(value_bool(str_of(arguments[0])->is_ascii));
}

Ref str_isprintable_method(ThreadState *ts, const Value *arguments) ATTACHED {
    (void)ts;
    StrView view = str_view(arguments[0]);
    int64_t i = 0;
    while (i < view.length && unicode_is_printable(view_read(view, i))) {
        i++;
    }
    return owned(value_bool(i == view.length));
}

Ref str_isidentifier_method(ThreadState *ts, const Value *arguments) ATTACHED {
    (void)ts;
    StrView view = str_view(arguments[0]);
    if (view.length == 0 || !unicode_is_identifier_start(view_read(view, 0))) {
        return owned(FALSE_VALUE);
    }
    int64_t i = 1;
    while (i < view.length && unicode_is_identifier_continue(view_read(view, i))) {
        i++;
    }
    return owned(value_bool(i == view.length));
}

// Whether there is a cased character and none of the other case.
static Ref has_only_case(Value self, bool (*is_wanted)(uint32_t c),
                         bool (*is_other)(uint32_t c)) {
    StrView view = str_view(self);
    bool found = false;
    for (int64_t i = 0; i < view.length; i++) {
        uint32_t c = view_read(view, i);
        if (is_other(c) || unicode_is_title(c)) {
            return owned(FALSE_VALUE);
        }
        found = found || is_wanted(c);
    }
    return owned(value_bool(found));
}

Ref str_islower_method(ThreadState *ts, const Value *arguments) ATTACHED {
    (void)ts;
    return has_only_case(arguments[0], unicode_is_lower, unicode_is_upper);
}

Ref str_isupper_method(ThreadState *ts, const Value *arguments) ATTACHED {
    (void)ts;
    return has_only_case(arguments[0], unicode_is_upper, unicode_is_lower);
}

Ref str_istitle_method(ThreadState *ts, const Value *arguments) ATTACHED {
    (void)ts;
    StrView view = str_view(arguments[0]);
    bool found = false;
    bool is_after_cased = false;
    for (int64_t i = 0; i < view.length; i++) {
        uint32_t c = view_read(view, i);
        bool is_capital = unicode_is_upper(c) || unicode_is_title(c);
        bool is_small = unicode_is_lower(c);
        if ((is_capital && is_after_cased) || (is_small && !is_after_cased)) {
            return owned(FALSE_VALUE);
        }
        is_after_cased = is_capital || is_small;
        found = found || is_after_cased;
    }
    return owned(value_bool(found));
}
