// What a compiled pattern can do: the methods of _pcre2.Regex, from which the class Pattern of
// re.py derives.
#define PCRE2_CODE_UNIT_WIDTH 0
#include <pcre2.h>

#include "runtime/modules/regex.h"
#include "runtime/objects/list.h"
#include "runtime/objects/str_search.h"
#include "vm/exec/call.h"
#include "vm/needs_runtime.h"
#include "vm/object/exceptions.h"
#include "vm/object/protocol.h"
#include "vm/object/refcount.h"

// --- one match ------------------------------------------------------------------------------

// The first match of a(string, start, end), or None.
static Ref find_one(ThreadState *ts, const Value *a, uint32_t options) ATTACHED {
    Search search;
    if (!search_begin(ts, as_regex(a[0]), a[1], a[2], a[3], &search)) {
        return NO_REF;
    }
    int found = search_step(ts, &search, options);
    Ref result = found > 0    ? match_new(ts, &search, search.start, search.end)
                 : found == 0 ? owned(NONE)
                              : NO_REF;
    search_end(ts, &search);
    return result;
}

static Ref match_method(ThreadState *ts, const Value *arguments) ATTACHED {
    return find_one(ts, arguments, PCRE2_ANCHORED);
}

static Ref full_match_method(ThreadState *ts, const Value *arguments) ATTACHED {
    return find_one(ts, arguments, PCRE2_ANCHORED | PCRE2_ENDANCHORED);
}

static Ref search_method(ThreadState *ts, const Value *arguments) ATTACHED {
    return find_one(ts, arguments, 0);
}

// --- all matches ----------------------------------------------------------------------------

// Group i of the last match; empty text if it took no part.
static Ref group_or_empty(ThreadState *ts, const Search *search, size_t i) ATTACHED {
    Ref text = search_group(ts, search, i);
    return ref_is_null(text) && !error_is_set(ts) ? search_text(ts, search, 0, 0) : text;
}

// What findall gives for a match: its text, that of its only group, or a tuple of all groups'.
static Ref found_texts(ThreadState *ts, const Search *search) ATTACHED {
    if (search->n <= 2) {
        return group_or_empty(ts, search, search->n - 1);
    }
    Ref result = tuple_new(ts, search->n - 1);
    for (size_t i = 1; i < search->n && !ref_is_null(result); i++) {
        Ref text = group_or_empty(ts, search, i);
        slot_store(&((Tuple *)value_object(borrow(result)))->items[i - 1], borrow(text));
        if (ref_is_null(text)) {
            ref_drop(ts, result);
            return NO_REF;
        }
    }
    return result;
}

// Appends and takes the reference; NO_REF passes through as false.
static bool append(ThreadState *ts, Ref list, Ref item) ATTACHED {
    return !ref_is_null(item) && list_append_owned(ts, value_object(borrow(list)), item);
}

// The list if all went well.
static Ref list_or_failure(ThreadState *ts, Ref list, bool ok) ATTACHED {
    if (ok) {
        return list;
    }
    ref_drop(ts, list);
    return NO_REF;
}

static Ref find_all_method(ThreadState *ts, const Value *arguments) ATTACHED {
    Search search;
    if (!search_begin(ts, as_regex(arguments[0]), arguments[1], arguments[2], arguments[3],
                      &search)) {
        return NO_REF;
    }
    Ref list = list_new(ts, 0);
    bool ok = !ref_is_null(list);
    int found = 1;
    while (ok && (found = search_step(ts, &search, 0)) > 0) {
        ok = append(ts, list, found_texts(ts, &search));
    }
    search_end(ts, &search);
    return list_or_failure(ts, list, ok && found == 0);
}

static bool append_split(ThreadState *ts, Ref list, const Search *search,
                         size_t start) ATTACHED {
    bool ok = append(ts, list, search_text(ts, search, start, search->spans[0]));
    for (size_t i = 1; ok && i < search->n; i++) {
        Ref text = search_group(ts, search, i);
        if (ref_is_null(text) && !error_is_set(ts)) {
            text = owned(NONE);
        }
        ok = append(ts, list, text);
    }
    return ok;
}

static Ref split_method(ThreadState *ts, const Value *arguments) ATTACHED {
    Search search;
    int64_t limit = 0;
    if ((!value_is_null(arguments[2]) && !value_to_index(ts, arguments[2], -1, &limit)) ||
        !search_begin(ts, as_regex(arguments[0]), arguments[1], NO_VALUE, NO_VALUE, &search)) {
        return NO_REF;
    }
    Ref list = list_new(ts, 0);
    bool ok = !ref_is_null(list);
    int found = 1;
    size_t start = 0;
    for (int64_t count = 0; ok && limit >= 0 && (limit == 0 || count < limit); count++) {
        found = search_step(ts, &search, 0);
        if (found <= 0) {
            ok = found == 0;
            break;
        }
        ok = append_split(ts, list, &search, start);
        start = search.spans[1];
    }
    size_t length = (size_t)search.subject.length;
    ok = ok && append(ts, list, search_text(ts, &search, start, length));
    search_end(ts, &search);
    return list_or_failure(ts, list, ok);
}

// --- replacing ------------------------------------------------------------------------------

// What takes the place of matches: a function of the match, the parts of a template (a tuple of
// texts and of numbers of groups), or a text. NO_REF with the exception set.
static Ref read_replacement(ThreadState *ts, Value regex, Value given) ATTACHED RUNS_GUEST {
    if (value_is(given, KIND_STR)) {
        StrView view = str_view(given);
        if (view_find_char(view, '\\') < 0) {
            return ref_take(ts, given);
        }
    } else if (value_is(given, KIND_FUNCTION) || value_is(given, KIND_METHOD) ||
               value_type(ts, given)->slots.call) {
        return ref_take(ts, given);
    }
    return value_call_method_text(ts, regex, "_template", &given, 1);
}

// Appends what stands for the last match.
static bool append_replacement(ThreadState *ts, Ref list, const Search *search,
                               Value how) ATTACHED RUNS_GUEST {
    if (value_is(how, KIND_STR)) {
        return str_length(how) == 0 || append(ts, list, ref_take(ts, how));
    }
    if (!value_is(how, KIND_TUPLE)) {
        Ref match = match_new(ts, search, 0, search->subject.length);
        Value argument = borrow(match);
        Ref text = ref_is_null(match) ? NO_REF : value_call(ts, how, &argument, 1);
        ref_drop(ts, match);
        return value_is_none(borrow(text)) || append(ts, list, text);
    }
    const Tuple *parts = (const Tuple *)value_object(how);
    for (int64_t i = 0; i < parts->length; i++) {
        Value part = parts->items[i];
        Ref text = value_is_small_int(part)
                       ? search_group(ts, search, (size_t)value_to_int(part))
                       : ref_take(ts, part);
        if (ref_is_null(text) && !error_is_set(ts)) {
            continue;
        }
        if (!append(ts, list, text)) {
            return false;
        }
    }
    return true;
}

// The pieces of the text and what stands between them, in a new list; *count says how many
// matches were replaced. The guest's function may search with the same pattern.
static Ref replace_pieces(ThreadState *ts, Search *search, Value how, int64_t limit,
                          int64_t *count) ATTACHED RUNS_GUEST {
    Ref list = list_new(ts, 0);
    bool ok = !ref_is_null(list);
    size_t start = 0;
    *count = 0;
    while (ok && (limit == 0 || *count < limit)) {
        int found = search_step(ts, search, 0);
        if (found <= 0) {
            ok = found == 0;
            break;
        }
        size_t from = search->spans[0];
        ok = start == from || append(ts, list, search_text(ts, search, start, from));
        start = search->spans[1];
        ok = ok && append_replacement(ts, list, search, how);
        (*count)++;
    }
    size_t length = (size_t)search->subject.length;
    ok = ok && (start == length || append(ts, list, search_text(ts, search, start, length)));
    return list_or_failure(ts, list, ok);
}

// The pieces put together; takes the reference to the list.
static Ref join_pieces(ThreadState *ts, const Search *search, Ref pieces) ATTACHED RUNS_GUEST {
    Ref empty = search_text(ts, search, 0, 0);
    Value list = borrow(pieces);
    Ref text = ref_is_null(empty) ? NO_REF
               : search->subject.is_held
                   ? value_call_method_text(ts, borrow(empty), "join", &list, 1)
                   : str_join(ts, borrow(empty), list);
    ref_drop(ts, empty);
    ref_drop(ts, pieces);
    return text;
}

// The arguments of sub and subn: the new text, and the number of replacements in *count.
static Ref replace(ThreadState *ts, const Value *arguments,
                   int64_t *count) ATTACHED RUNS_GUEST {
    Search search;
    int64_t limit = 0;
    *count = 0;
    if ((!value_is_null(arguments[3]) && !value_to_index(ts, arguments[3], -1, &limit)) ||
        !search_begin(ts, as_regex(arguments[0]), arguments[2], NO_VALUE, NO_VALUE, &search)) {
        return NO_REF;
    }
    Ref how = read_replacement(ts, arguments[0], arguments[1]);
    Ref text = NO_REF;
    if (!ref_is_null(how)) {
        Ref pieces =
            limit < 0 ? owned(NONE) : replace_pieces(ts, &search, borrow(how), limit, count);
        if (*count) {
            text = ref_is_null(pieces) ? NO_REF : join_pieces(ts, &search, pieces);
        } else {
            text = ref_is_null(pieces)
                       ? NO_REF
                       : search_text(ts, &search, 0, (size_t)search.subject.length);
            ref_drop(ts, pieces);
        }
        ref_drop(ts, how);
    }
    search_end(ts, &search);
    return text;
}

static Ref sub_method(ThreadState *ts, const Value *arguments) ATTACHED RUNS_GUEST {
    int64_t count;
    return replace(ts, arguments, &count);
}

static Ref subn_method(ThreadState *ts, const Value *arguments) ATTACHED RUNS_GUEST {
    int64_t count;
    Ref text = replace(ts, arguments, &count);
    if (ref_is_null(text)) {
        return NO_REF;
    }
    return tuple_from_owned(ts, (Value[]){borrow(text), value_from_int(count)}, 2);
}

const NativeDef REGEX_METHODS[] = {
    {"match(self, /, string, pos=0, endpos=9223372036854775807)", match_method,
     "A match at the start of the string, or None.", 0},
    {"fullmatch(self, /, string, pos=0, endpos=9223372036854775807)", full_match_method,
     "A match of the whole string, or None.", 0},
    {"search(self, /, string, pos=0, endpos=9223372036854775807)", search_method,
     "The first match anywhere, or None.", 0},
    {"findall(self, /, string, pos=0, endpos=9223372036854775807)", find_all_method,
     "The texts of all matches, or of their groups if the pattern has any.", 0},
    {"split(self, /, string, maxsplit=0)", split_method,
     "The texts between the matches, with those of the groups.", 0},
    {"finditer(self, /, string, pos=0, endpos=9223372036854775807)", regex_find_iterator,
     "An iterator over all matches.", 0},
    {"scanner(self, /, string, pos=0, endpos=9223372036854775807)", regex_scanner, NULL, 0},
    {"sub(self, /, repl, string, count=0)", sub_method,
     "The string with the matches replaced by repl, a template or a function.", 0},
    {"subn(self, /, repl, string, count=0)", subn_method,
     "The same, and how many matches there were.", 0},
    {NULL, NULL, NULL, 0},
};
