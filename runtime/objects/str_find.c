// Methods of str that look for text: find, index, count, startswith, partition and their kin.
#include "runtime/objects/str.h"
#include "runtime/objects/str_methods.h"
#include "runtime/objects/str_search.h"
#include "runtime/objects/text_arguments.h"
#include "vm/object/exceptions.h"
#include "vm/object/refcount.h"

// The arguments of find and the like, read: a part of the string and what is sought in it.
typedef struct Search {
    StrView part;
    StrView sought;
    int64_t start;       // of the part in the string
    bool is_empty_range; // start beyond end: not even the empty string is there
} Search;

static bool read_search(ThreadState *ts, const char *function, const Value *arguments,
                        Search *out) ATTACHED {
    if (!argument_str(ts, arguments[1], function, 1)) {
        return false;
    }
    int64_t end;
    if (!text_range(ts, arguments[2], arguments[3], str_length(arguments[0]), &out->start,
                    &end)) {
        return false;
    }
    out->is_empty_range = out->start > end;
    if (!out->is_empty_range) {
        out->part = view_part(str_view(arguments[0]), out->start, end);
    }
    out->sought = str_view(arguments[1]);
    return true;
}

// The index for find and index; -1 not found, -2 exception.
static int64_t find_index(ThreadState *ts, const char *function, const Value *arguments,
                          bool is_last) ATTACHED {
    Search search;
    if (!read_search(ts, function, arguments, &search)) {
        return -2;
    }
    if (search.is_empty_range) {
        return -1;
    }
    int64_t found = is_last ? view_find_last(search.part, search.sought)
                            : view_find(search.part, search.sought);
    return found < 0 ? -1 : search.start + found;
}

static Ref find_result(int64_t found) {
    return found == -2 ? NO_REF : owned(value_from_int(found));
}

static Ref index_result(ThreadState *ts, int64_t found) ATTACHED {
    if (found == -1) {
        return raise_error(ts, EXC_VALUE_ERROR, "substring not found");
    }
    return find_result(found);
}

Ref str_find_method(ThreadState *ts, const Value *arguments) ATTACHED {
    return find_result(find_index(ts, "find", arguments, false));
}

Ref str_rfind_method(ThreadState *ts, const Value *arguments) ATTACHED {
    return find_result(find_index(ts, "rfind", arguments, true));
}

Ref str_index_method(ThreadState *ts, const Value *arguments) ATTACHED {
    return index_result(ts, find_index(ts, "index", arguments, false));
}

Ref str_rindex_method(ThreadState *ts, const Value *arguments) ATTACHED {
    return index_result(ts, find_index(ts, "rindex", arguments, true));
}

Ref str_count_method(ThreadState *ts, const Value *arguments) ATTACHED {
    Search search;
    if (!read_search(ts, "count", arguments, &search)) {
        return NO_REF;
    }
    int64_t count = search.is_empty_range ? 0 : view_count(search.part, search.sought, -1);
    return owned(value_from_int(count));
}

// --- Beginnings and ends --------------------------------------------------------------------

static bool begins_with(StrView text, StrView prefix) {
    return text.length >= prefix.length &&
           view_equal(view_part(text, 0, prefix.length), prefix);
}

static bool ends_with(StrView text, StrView suffix) {
    int64_t start = text.length - suffix.length;
    return start >= 0 && view_equal(view_part(text, start, text.length), suffix);
}

// Whether `text` (null: no text at all) begins or ends with one of a tuple of strings.
static Ref affix_in_tuple(ThreadState *ts, const char *function, const StrView *text,
                          Value affixes, bool is_suffix) ATTACHED {
    const Tuple *tuple = (const Tuple *)value_object(affixes);
    for (int64_t i = 0; i < tuple->length; i++) {
        Value affix = tuple->items[i];
        if (!value_has_layout(ts, affix, KIND_STR)) {
            return raise_error(ts, EXC_TYPE_ERROR, "tuple for %s must only contain str, not %s",
                               function, value_type_name(ts, affix));
        }
        if (text && (is_suffix ? ends_with(*text, str_view(affix))
                               : begins_with(*text, str_view(affix)))) {
            return owned(TRUE_VALUE);
        }
    }
    return owned(FALSE_VALUE);
}

static Ref test_affix(ThreadState *ts, const char *function, const Value *arguments,
                      bool is_suffix) ATTACHED {
    int64_t start;
    int64_t end;
    if (!text_range(ts, arguments[2], arguments[3], str_length(arguments[0]), &start, &end)) {
        return NO_REF;
    }
    StrView part = {NULL, 0, 1};
    const StrView *text = NULL;
    if (start <= end) {
        part = view_part(str_view(arguments[0]), start, end);
        text = &part;
    }
    Value affix = arguments[1];
    if (value_has_layout(ts, affix, KIND_TUPLE)) {
        return affix_in_tuple(ts, function, text, affix, is_suffix);
    }
    if (!value_has_layout(ts, affix, KIND_STR)) {
        return raise_error(ts, EXC_TYPE_ERROR,
                           "%s first arg must be str or a tuple of str, not %s", function,
                           value_type_name(ts, affix));
    }
    return owned(value_bool(text && (is_suffix ? ends_with(*text, str_view(affix))
                                               : begins_with(*text, str_view(affix)))));
}

Ref str_startswith_method(ThreadState *ts, const Value *arguments) ATTACHED {
    return test_affix(ts, "startswith", arguments, false);
}

Ref str_endswith_method(ThreadState *ts, const Value *arguments) ATTACHED {
    return test_affix(ts, "endswith", arguments, true);
}

Ref str_removeprefix_method(ThreadState *ts, const Value *arguments) ATTACHED {
    if (!argument_str(ts, arguments[1], "removeprefix", 0)) {
        return NO_REF;
    }
    int64_t length = str_length(arguments[0]);
    bool found = begins_with(str_view(arguments[0]), str_view(arguments[1]));
    return str_slice(ts, arguments[0], found ? str_length(arguments[1]) : 0, length);
}

Ref str_removesuffix_method(ThreadState *ts, const Value *arguments) ATTACHED {
    if (!argument_str(ts, arguments[1], "removesuffix", 0)) {
        return NO_REF;
    }
    int64_t length = str_length(arguments[0]);
    bool found = ends_with(str_view(arguments[0]), str_view(arguments[1]));
    return str_slice(ts, arguments[0], 0, found ? length - str_length(arguments[1]) : length);
}

// --- Parting in three -----------------------------------------------------------------------

// A tuple of three references, which it takes.
static Ref make_triple(ThreadState *ts, Ref before, Ref middle, Ref after) ATTACHED {
    if (ref_is_null(before) || ref_is_null(middle) || ref_is_null(after)) {
        ref_drop(ts, before);
        ref_drop(ts, middle);
        ref_drop(ts, after);
        return NO_REF;
    }
    Value items[] = {borrow(before), borrow(middle), borrow(after)};
    return tuple_from_owned(ts, items, 3);
}

static Ref part_in_three(ThreadState *ts, const Value *arguments, bool is_last) ATTACHED {
    Value self = arguments[0];
    Value separator = arguments[1];
    if (!value_has_layout(ts, separator, KIND_STR)) {
        return raise_error(ts, EXC_TYPE_ERROR, "must be str, not %s",
                           value_type_name(ts, separator));
    }
    if (str_length(separator) == 0) {
        return raise_error(ts, EXC_VALUE_ERROR, "empty separator");
    }
    int64_t found = is_last ? view_find_last(str_view(self), str_view(separator))
                            : view_find(str_view(self), str_view(separator));
    if (found < 0) {
        Ref whole = str_exact(ts, self);
        return is_last ? make_triple(ts, str_empty(ts), str_empty(ts), whole)
                       : make_triple(ts, whole, str_empty(ts), str_empty(ts));
    }
    Ref before = str_slice(ts, self, 0, found);
    Ref after = str_slice(ts, self, found + str_length(separator), str_length(self));
    return make_triple(ts, before, str_exact(ts, separator), after);
}

Ref str_partition_method(ThreadState *ts, const Value *arguments) ATTACHED {
    return part_in_three(ts, arguments, false);
}

Ref str_rpartition_method(ThreadState *ts, const Value *arguments) ATTACHED {
    return part_in_three(ts, arguments, true);
}
