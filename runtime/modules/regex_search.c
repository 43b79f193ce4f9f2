// One search of a compiled pattern in one text; see regex.h.
#define PCRE2_CODE_UNIT_WIDTH 0
#include <pcre2.h>

#include "runtime/modules/regex.h"
#include "runtime/objects/memoryview.h"
#include "runtime/objects/text_arguments.h"
#include "vm/base/atomics.h"
#include "vm/needs_runtime.h"
#include "vm/object/exceptions.h"
#include "vm/object/heap.h"
#include "vm/object/protocol.h"
#include "vm/object/refcount.h"

// --- the text -------------------------------------------------------------------------------

static int width_of_bytes(int bytes) {
    return bytes == 1 ? WIDTH_8 : bytes == 2 ? WIDTH_16 : WIDTH_32;
}

// Makes the characters of a str as wide as the pattern needs.
static bool widen(ThreadState *ts, StrView view, int width, Subject *subject) ATTACHED {
    uint8_t bytes = (uint8_t)(1 << width);
    subject->width = width;
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

// False with TypeError if the pattern is for the other kind of text.
static bool check_kind(ThreadState *ts, const Regex *regex, Value v, bool is_str) ATTACHED {
    if (is_str && !regex->is_text) {
        raise_error(ts, EXC_TYPE_ERROR, "cannot use a bytes pattern on a string-like object");
        return false;
    }
    if (!is_str && !bytes_like(ts, v) && !buffer_is_given(ts, v)) {
        raise_error(ts, EXC_TYPE_ERROR, "expected string or bytes-like object, got '%s'",
                    value_type_name(ts, v));
        return false;
    }
    if (!is_str && regex->is_text) {
        raise_error(ts, EXC_TYPE_ERROR, "cannot use a string pattern on a bytes-like object");
        return false;
    }
    return true;
}

static bool subject_begin(ThreadState *ts, const Regex *regex, Value v,
                          Subject *subject) ATTACHED {
    bool is_str = value_has_layout(ts, v, KIND_STR);
    subject->widened = NULL;
    subject->is_held = !is_str;
    if (!check_kind(ts, regex, v, is_str)) {
        return false;
    }
    if (!is_str) {
        static const char NOTHING[4];
        if (!bytes_require(ts, v, &subject->hold)) {
            return false;
        }
        subject->data = subject->hold.data ? (const void *)subject->hold.data : NOTHING;
        subject->length = subject->hold.length;
        subject->width = WIDTH_8;
        return true;
    }
    StrView view = str_view(v);
    subject->data = view.data;
    subject->length = view.length;
    subject->width = width_of_bytes((int)view.width);
    return subject->width >= regex->least_width || widen(ts, view, regex->least_width, subject);
}

static void subject_end(ThreadState *ts, Subject *subject) ATTACHED {
    buffer_free(ts, subject->widened);
    if (subject->is_held) {
        bytes_release(ts, &subject->hold);
    }
}

// --- one step -------------------------------------------------------------------------------

void regex_free_match_data(int width, void *data) {
    if (width == WIDTH_8) {
        pcre2_match_data_free_8(data);
    } else if (width == WIDTH_16) {
        pcre2_match_data_free_16(data);
    } else {
        pcre2_match_data_free_32(data);
    }
}

// The same for each width: N is 8, 16 or 32. match gives PCRE2's result: above zero for a
// match.
#define DEFINE_MATCH(N)                                                                        \
    static const size_t *prepare_##N(Search *search) {                                         \
        if (!search->data) {                                                                   \
            search->data = pcre2_match_data_create_from_pattern_##N(search->code->code, NULL); \
        }                                                                                      \
        return search->data ? pcre2_get_ovector_pointer_##N(search->data) : NULL;              \
    }                                                                                          \
    static int match_##N(const Search *search, uint32_t options) {                             \
        int result =                                                                           \
            pcre2_match_##N(search->code->code, search->subject.data, (size_t)search->end,     \
                            (size_t)search->at, options, search->data, search->code->context); \
        if (result != PCRE2_ERROR_JIT_STACKLIMIT) {                                            \
            return result;                                                                     \
        }                                                                                      \
        return pcre2_match_##N(search->code->code, search->subject.data, (size_t)search->end,  \
                               (size_t)search->at, options | PCRE2_NO_JIT, search->data,       \
                               search->code->context);                                         \
    }
DEFINE_MATCH(8)
DEFINE_MATCH(16)
DEFINE_MATCH(32)

static int raise_for(ThreadState *ts, int result) ATTACHED {
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

int search_step(ThreadState *ts, Search *search, uint32_t options) {
    if (search->at > search->end) {
        return 0;
    }
    int width = search->subject.width;
    options |= search->options;
    int result = width == WIDTH_8    ? match_8(search, options)
                 : width == WIDTH_16 ? match_16(search, options)
                                     : match_32(search, options);
    if (result <= 0) {
        return result == PCRE2_ERROR_NOMATCH ? 0 : raise_for(ts, result);
    }
    // After an empty match the next one may begin here, but not be empty.
    search->options = search->spans[0] == search->spans[1] ? PCRE2_NOTEMPTY_ATSTART : 0;
    search->at = (int64_t)search->spans[1];
    return 1;
}

// --- beginning and end ----------------------------------------------------------------------

bool search_begin(ThreadState *ts, Regex *regex, Value string, Value start, Value end,
                  Search *search) {
    int64_t from, to;
    if (!argument_size(ts, start, 0, &from) || !argument_size(ts, end, INT64_MAX, &to) ||
        !subject_begin(ts, regex, string, &search->subject)) {
        return false;
    }
    int64_t length = search->subject.length;
    int width = search->subject.width;
    search->regex = regex;
    search->string = string;
    search->start = from < 0 ? 0 : from > length ? length : from;
    search->end = to < 0 ? 0 : to > length ? length : to;
    search->at = search->start;
    search->options = 0;
    search->n = (size_t)regex->n_groups + 1;
    search->code = regex_code(ts, regex, width);
    search->spans = NULL;
    search->data = NULL;
    if (search->code) {
        // Pairs with the exchange in search_end; another thread may be searching, too.
        search->data = exchange_acq_rel(&regex->spares[width], (void *)NULL);
        search->spans = width == WIDTH_8    ? prepare_8(search)
                        : width == WIDTH_16 ? prepare_16(search)
                                            : prepare_32(search);
        if (search->spans) {
            return true;
        }
        raise_memory_error(ts);
    }
    subject_end(ts, &search->subject);
    return false;
}

void search_end(ThreadState *ts, Search *search) {
    int width = search->subject.width;
    void *other = exchange_acq_rel(&search->regex->spares[width], search->data);
    if (other) {
        regex_free_match_data(width, other);
    }
    subject_end(ts, &search->subject);
}

Ref search_text(ThreadState *ts, const Search *search, size_t start, size_t end) {
    if (!search->subject.is_held) {
        return str_slice(ts, search->string, (int64_t)start, (int64_t)end);
    }
    return bytes_new(ts, search->subject.hold.data + start, end - start);
}

Ref search_group(ThreadState *ts, const Search *search, size_t i) {
    const size_t *span = &search->spans[2 * i];
    return span[0] == PCRE2_UNSET ? NO_REF : search_text(ts, search, span[0], span[1]);
}
