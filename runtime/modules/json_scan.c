// Reading JSON: text to values, for the module json.
//
// One pass over the characters by recursive descent. The grammar and the errors are those of
// CPython's json (which takes NaN, Infinity and -Infinity too).
#include "runtime/modules/json.h"

#include <string.h>

#include "runtime/objects/float_text.h"
#include "runtime/objects/int_text.h"
#include "runtime/objects/library.h"
#include "runtime/objects/str.h"
#include "runtime/objects/str_builder.h"
#include "vm/exec/call.h"
#include "vm/needs_runtime.h"
#include "vm/object/exceptions.h"
#include "vm/object/heap.h"
#include "vm/object/protocol.h"
#include "vm/object/refcount.h"

typedef struct Scanner {
    ThreadState *ts;
    Value text;
    StrView view;
    int64_t at;
    bool is_strict; // control characters in strings are errors
    // Functions of the caller, or NO_VALUE.
    Value object_hook, pairs_hook, parse_float, parse_int, parse_constant;
    Value memo; // dict: the keys seen so far, so that equal keys are one object
} Scanner;

static Ref scan_value(Scanner *s) ATTACHED RUNS_GUEST;

// JSONDecodeError(message, text, position).
static Ref fail(Scanner *s, const char *message, int64_t position) ATTACHED RUNS_GUEST {
    ThreadState *ts = s->ts;
    Ref words = str_from_text(ts, message);
    if (!ref_is_null(words)) {
        Value arguments[] = {borrow(words), s->text, value_from_int(position)};
        library_raise(ts, "json.decoder", "JSONDecodeError", arguments, 3);
    }
    ref_drop(ts, words);
    return NO_REF;
}

// The character at a place; 0 beyond the end.
static uint32_t peek(const Scanner *s, int64_t at) {
    return at < s->view.length ? view_read(s->view, at) : 0;
}

static void skip_blanks(Scanner *s) {
    while (s->at < s->view.length) {
        uint32_t c = view_read(s->view, s->at);
        if (c != ' ' && c != '\n' && c != '\r' && c != '\t') {
            break;
        }
        s->at++;
    }
}

static bool looking_at(const Scanner *s, const char *word) {
    for (int64_t i = 0; word[i]; i++) {
        if (peek(s, s->at + i) != (uint32_t)word[i]) {
            return false;
        }
    }
    return true;
}

// --- strings --------------------------------------------------------------------------------

// Four hexadecimal digits at `at`; -1 if they are not there.
static int64_t four_digits(const Scanner *s, int64_t at) {
    int64_t number = 0;
    for (int64_t i = at; i < at + 4; i++) {
        uint32_t c = peek(s, i);
        int digit = c >= '0' && c <= '9'   ? (int)(c - '0')
                    : c >= 'a' && c <= 'f' ? (int)(c - 'a' + 10)
                    : c >= 'A' && c <= 'F' ? (int)(c - 'A' + 10)
                                           : -1;
        if (digit < 0) {
            return -1;
        }
        number = number * 16 + digit;
    }
    return number;
}

// The escape whose backslash is at s->at. False with the exception set.
static bool scan_escape(Scanner *s, StrBuilder *out, int64_t begin) ATTACHED RUNS_GUEST {
    int64_t at = s->at + 1;
    if (at >= s->view.length) {
        fail(s, "Unterminated string starting at", begin);
        return false;
    }
    uint32_t c = view_read(s->view, at);
    static const char FROM[] = "\"\\/bfnrt";
    static const char TO[] = "\"\\/\b\f\n\r\t";
    const char *found = c < 128 && c ? strchr(FROM, (int)c) : NULL;
    if (found) {
        s->at = at + 1;
        return str_builder_char(out, (uint32_t)TO[found - FROM]);
    }
    if (c != 'u') {
        fail(s, "Invalid \\escape", s->at);
        return false;
    }
    int64_t number = four_digits(s, at + 1);
    if (number < 0) {
        fail(s, "Invalid \\uXXXX escape", at);
        return false;
    }
    s->at = at + 5;
    if (number >= 0xD800 && number < 0xDC00 && peek(s, s->at) == '\\' &&
        peek(s, s->at + 1) == 'u') {
        int64_t low = four_digits(s, s->at + 2);
        if (low >= 0xDC00 && low < 0xE000) {
            number = 0x10000 + ((number - 0xD800) << 10 | (low - 0xDC00));
            s->at += 6;
        }
    }
    return str_builder_char(out, (uint32_t)number);
}

// The string behind the quote before s->at.
static Ref scan_string(Scanner *s) ATTACHED RUNS_GUEST {
    int64_t begin = s->at - 1;
    int64_t start = s->at;
    StrBuilder out;
    bool is_plain = true;
    str_builder_init(&out, s->ts);
    for (;;) {
        int64_t at = s->at;
        while (at < s->view.length) {
            uint32_t c = view_read(s->view, at);
            if (c == '"' || c == '\\' || (c < ' ' && s->is_strict)) {
                break;
            }
            at++;
        }
        if (at >= s->view.length) {
            fail(s, "Unterminated string starting at", begin);
            break;
        }
        uint32_t c = view_read(s->view, at);
        if (c == '"' && is_plain) {
            s->at = at + 1;
            return str_from_view(s->ts, view_part(s->view, start, at));
        }
        if (!str_builder_view(&out, view_part(s->view, s->at, at))) {
            break;
        }
        s->at = at;
        if (c == '"') {
            s->at++;
            return str_builder_finish(&out);
        }
        is_plain = false;
        if (c != '\\') {
            fail(s, "Invalid control character at", at);
            break;
        }
        if (!scan_escape(s, &out, begin)) {
            break;
        }
    }
    str_builder_discard(&out);
    return NO_REF;
}

// --- numbers and words ----------------------------------------------------------------------

static int64_t skip_digits(const Scanner *s, int64_t at) {
    while (peek(s, at) >= '0' && peek(s, at) <= '9') {
        at++;
    }
    return at;
}

static Ref call_with_text(Scanner *s, Value function, Ref text) ATTACHED RUNS_GUEST {
    Value argument = borrow(text);
    Ref result = ref_is_null(text) ? NO_REF : value_call(s->ts, function, &argument, 1);
    ref_drop(s->ts, text);
    return result;
}

static Ref scan_number(Scanner *s) ATTACHED RUNS_GUEST {
    int64_t start = s->at;
    int64_t at = start + (peek(s, start) == '-');
    uint32_t first = peek(s, at);
    if (first < '0' || first > '9') {
        return fail(s, "Expecting value", start);
    }
    at = first == '0' ? at + 1 : skip_digits(s, at);
    bool is_float = false;
    if (peek(s, at) == '.' && peek(s, at + 1) >= '0' && peek(s, at + 1) <= '9') {
        at = skip_digits(s, at + 1);
        is_float = true;
    }
    if (peek(s, at) == 'e' || peek(s, at) == 'E') {
        int64_t digits = at + 1 + (peek(s, at + 1) == '+' || peek(s, at + 1) == '-');
        int64_t end = skip_digits(s, digits);
        if (end > digits) {
            at = end;
            is_float = true;
        }
    }
    s->at = at;
    if (!is_float && at - start < 18 && value_is_null(s->parse_int)) {
        int64_t number = 0;
        for (int64_t i = start + (peek(s, start) == '-'); i < at; i++) {
            number = number * 10 + (int64_t)(view_read(s->view, i) - '0');
        }
        return owned(value_from_int(peek(s, start) == '-' ? -number : number));
    }
    Ref text = str_from_view(s->ts, view_part(s->view, start, at));
    Value function = is_float ? s->parse_float : s->parse_int;
    if (!value_is_null(function)) {
        return call_with_text(s, function, text);
    }
    Ref number = ref_is_null(text) ? NO_REF
                 : is_float        ? float_from_str(s->ts, borrow(text))
                                   : int_from_str(s->ts, borrow(text), 10);
    ref_drop(s->ts, text);
    return number;
}

// NaN, Infinity, -Infinity: also what no JSON has.
static Ref scan_constant(Scanner *s, const char *word, double number) ATTACHED RUNS_GUEST {
    s->at += (int64_t)strlen(word);
    if (value_is_null(s->parse_constant)) {
        return float_new(s->ts, number);
    }
    return call_with_text(s, s->parse_constant, str_from_text(s->ts, word));
}

// --- arrays and objects ---------------------------------------------------------------------

// Behind the opening bracket.
static Ref scan_array(Scanner *s) ATTACHED RUNS_GUEST {
    Ref list = list_new(s->ts, 4);
    skip_blanks(s);
    if (peek(s, s->at) == ']') {
        s->at++;
        return list;
    }
    while (!ref_is_null(list)) {
        Ref item = scan_value(s);
        bool ok =
            !ref_is_null(item) && list_append(s->ts, value_object(borrow(list)), borrow(item));
        ref_drop(s->ts, item);
        skip_blanks(s);
        uint32_t c = ok ? peek(s, s->at) : 0;
        if (c == ']') {
            s->at++;
            return list;
        }
        if (ok && c != ',') {
            fail(s, "Expecting ',' delimiter", s->at);
        }
        if (!ok || c != ',') {
            break;
        }
        int64_t comma = s->at++;
        skip_blanks(s);
        if (peek(s, s->at) == ']') {
            fail(s, "Illegal trailing comma before end of array", comma);
            break;
        }
    }
    ref_drop(s->ts, list);
    return NO_REF;
}

// The key at s->at, as the object that stood for it before.
static Ref scan_key(Scanner *s) ATTACHED RUNS_GUEST {
    s->at++;
    Ref key = scan_string(s);
    if (ref_is_null(key)) {
        return NO_REF;
    }
    Ref known = dict_get(s->ts, value_object(s->memo), borrow(key));
    if (!ref_is_null(known)) {
        ref_drop(s->ts, key);
        return known;
    }
    if (error_is_set(s->ts) ||
        !dict_set(s->ts, value_object(s->memo), borrow(key), borrow(key))) {
        ref_drop(s->ts, key);
        return NO_REF;
    }
    return key;
}

// One member, put into the dict or, as a pair, the list. False with the exception set.
static bool scan_member(Scanner *s, Value into, bool is_pairs) ATTACHED RUNS_GUEST {
    ThreadState *ts = s->ts;
    Ref key = scan_key(s);
    Ref value = NO_REF;
    bool ok = !ref_is_null(key);
    if (ok) {
        skip_blanks(s);
        if (peek(s, s->at) == ':') {
            s->at++;
            skip_blanks(s);
            value = scan_value(s);
        } else {
            fail(s, "Expecting ':' delimiter", s->at);
        }
        ok = !ref_is_null(value);
    }
    if (ok && is_pairs) {
        Ref pair = tuple_from_array(ts, (Value[]){borrow(key), borrow(value)}, 2);
        ok = !ref_is_null(pair) && list_append(ts, value_object(into), borrow(pair));
        ref_drop(ts, pair);
    } else if (ok) {
        ok = dict_set(ts, value_object(into), borrow(key), borrow(value));
    }
    ref_drop(ts, key);
    ref_drop(ts, value);
    return ok;
}

// Behind the opening brace.
static Ref scan_object(Scanner *s) ATTACHED RUNS_GUEST {
    ThreadState *ts = s->ts;
    bool is_pairs = !value_is_null(s->pairs_hook);
    Ref into = is_pairs ? list_new(ts, 4) : dict_new(ts);
    skip_blanks(s);
    bool ok = !ref_is_null(into);
    bool is_done = ok && peek(s, s->at) == '}';
    if (ok && !is_done && peek(s, s->at) != '"') {
        fail(s, "Expecting property name enclosed in double quotes", s->at);
        ok = false;
    }
    while (ok && !is_done) {
        ok = scan_member(s, borrow(into), is_pairs);
        skip_blanks(s);
        uint32_t c = peek(s, s->at);
        if (!ok || c == '}') {
            break;
        }
        if (c != ',') {
            fail(s, "Expecting ',' delimiter", s->at);
            ok = false;
            break;
        }
        int64_t comma = s->at++;
        skip_blanks(s);
        if (peek(s, s->at) == '}') {
            fail(s, "Illegal trailing comma before end of object", comma);
            ok = false;
        } else if (peek(s, s->at) != '"') {
            fail(s, "Expecting property name enclosed in double quotes", s->at);
            ok = false;
        }
    }
    if (!ok) {
        ref_drop(ts, into);
        return NO_REF;
    }
    s->at++;
    Value hook = is_pairs ? s->pairs_hook : s->object_hook;
    return value_is_null(hook) ? into : call_with_text(s, hook, into);
}

static Ref scan_value(Scanner *s) ATTACHED RUNS_GUEST {
    uint32_t c = peek(s, s->at);
    if (c == '"') {
        s->at++;
        return scan_string(s);
    }
    if (c == '{' || c == '[') {
        if (!native_enter(s->ts, " while decoding a JSON document from a unicode string")) {
            return NO_REF;
        }
        s->at++;
        Ref value = c == '{' ? scan_object(s) : scan_array(s);
        native_leave(s->ts);
        return value;
    }
    static const char *const WORDS[] = {"null", "true", "false"};
    for (int i = 0; i < 3; i++) {
        if (looking_at(s, WORDS[i])) {
            s->at += (int64_t)strlen(WORDS[i]);
            return owned(i == 0 ? NONE : value_bool(i == 1));
        }
    }
    if (looking_at(s, "NaN")) {
        return scan_constant(s, "NaN", __builtin_nan(""));
    }
    if (looking_at(s, "Infinity")) {
        return scan_constant(s, "Infinity", __builtin_inf());
    }
    if (looking_at(s, "-Infinity")) {
        return scan_constant(s, "-Infinity", -__builtin_inf());
    }
    return scan_number(s);
}

static Value hook(Value v) {
    return value_is_none(v) ? NO_VALUE : v;
}

Ref json_scan(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    int64_t start;
    int is_strict = value_truth(ts, a[2]);
    if (!value_has_layout(ts, a[0], KIND_STR)) {
        return raise_error(ts, EXC_TYPE_ERROR, "first argument must be a string, not %s",
                           value_type_name(ts, a[0]));
    }
    if (is_strict < 0 || !value_to_index(ts, a[1], EXC_OVERFLOW_ERROR, &start)) {
        return NO_REF;
    }
    if (start < 0) {
        return raise_error(ts, EXC_VALUE_ERROR, "idx cannot be negative");
    }
    Ref memo = dict_new(ts);
    if (ref_is_null(memo)) {
        return NO_REF;
    }
    Scanner scanner = {.ts = ts,
                       .text = a[0],
                       .view = str_view(a[0]),
                       .at = start,
                       .is_strict = is_strict,
                       .object_hook = hook(a[3]),
                       .pairs_hook = hook(a[4]),
                       .parse_float = hook(a[5]),
                       .parse_int = hook(a[6]),
                       .parse_constant = hook(a[7]),
                       .memo = borrow(memo)};
    Ref value = scan_value(&scanner);
    ref_drop(ts, memo);
    if (ref_is_null(value)) {
        return NO_REF;
    }
    return tuple_from_owned(ts, (Value[]){borrow(value), value_from_int(scanner.at)}, 2);
}
