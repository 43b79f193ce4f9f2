// Chains and groups of exceptions as text.
//
// A group is drawn as a tree; everything inside stands behind a margin that grows with the
// depth:
//
//       + Exception Group Traceback (most recent call last):
//       |   File "x.py", line 1, in <module>
//       | ExceptionGroup: several (2 sub-exceptions)
//       +-+---------------- 1 ----------------
//         | ValueError: 1
//         +---------------- 2 ----------------
//         | TypeError: 2
//         +------------------------------------
#include "runtime/builtins/report_chain.h"

#include "runtime/objects/exception_group.h"
#include "runtime/objects/str.h"
#include "vm/exec/call.h"
#include "vm/needs_runtime.h"
#include "vm/object/exceptions.h"
#include "vm/object/protocol.h"
#include "vm/object/refcount.h"

#define CHAIN_MAX       100
#define GROUP_WIDTH_MAX 15
#define GROUP_DEPTH_MAX 10

typedef struct Report {
    StrBuilder *out;
    ThreadState *ts;
    int group_depth; // 0: outside any group
    int chain_depth;
    bool needs_close; // the line that ends the innermost group has not been drawn yet
} Report;

// --- margins --------------------------------------------------------------------------------

static bool add_indent(Report *report) ATTACHED {
    int n = 2 * report->group_depth;
    return n == 0 || str_builder_fill(report->out, ' ', n);
}

// Adds a piece of text, each line behind the margin.
static bool add_behind_margin(Report *report, Value text, char margin) ATTACHED {
    if (report->group_depth == 0) {
        return str_builder_str(report->out, text);
    }
    StrView view = str_view(text);
    bool ok = true;
    bool at_start = true;
    for (int64_t i = 0; ok && i < view.length; i++) {
        uint32_t c = view_read(view, i);
        if (at_start) {
            ok = add_indent(report) &&
                 str_builder_char(report->out, (uint32_t)(unsigned char)margin) &&
                 str_builder_char(report->out, ' ');
        }
        at_start = c == '\n';
        ok = ok && str_builder_char(report->out, c);
    }
    return ok;
}

// The same for what one of the functions of report.c writes.
static bool emit(Report *report, StrBuilder *piece, bool ok) ATTACHED {
    if (!ok) {
        str_builder_discard(piece);
        return false;
    }
    Ref text = str_builder_finish(piece);
    ok = !ref_is_null(text) && add_behind_margin(report, borrow(text), '|');
    ref_drop(report->ts, text);
    return ok;
}

static bool emit_text(Report *report, const char *text, char margin) ATTACHED {
    Ref str = str_from_text(report->ts, text);
    bool ok = !ref_is_null(str) && add_behind_margin(report, borrow(str), margin);
    ref_drop(report->ts, str);
    return ok;
}

static bool emit_stack(Report *report, Value traceback) ATTACHED RUNS_GUEST {
    StrBuilder piece;
    str_builder_init(&piece, report->ts);
    return emit(report, &piece, report_stack(&piece, report->ts, traceback));
}

static bool emit_message(Report *report, Value exception) ATTACHED RUNS_GUEST {
    StrBuilder piece;
    str_builder_init(&piece, report->ts);
    return emit(report, &piece, report_message(&piece, report->ts, exception));
}

// --- groups ---------------------------------------------------------------------------------

static bool add_chain(Report *report, Value exception) ATTACHED RUNS_GUEST;

// Member number i of n (or the word that the rest is left out), its last one closing the group.
static bool add_member(Report *report, const Tuple *members, int64_t i,
                       int64_t n) ATTACHED RUNS_GUEST {
    bool is_last = i == n - 1;
    bool is_rest = i >= GROUP_WIDTH_MAX;
    report->needs_close |= is_last;
    bool ok = add_indent(report) && str_builder_text(report->out, i == 0 ? "+-" : "  ") &&
              (is_rest ? str_builder_text(report->out, "+---------------- ... ")
                       : str_builder_format(report->out, "+---------------- %lld ",
                                            (long long)i + 1)) &&
              str_builder_text(report->out, "----------------\n");
    report->group_depth++;
    if (ok && is_rest) {
        int64_t left = members->length - GROUP_WIDTH_MAX;
        StrBuilder piece;
        str_builder_init(&piece, report->ts);
        ok = emit(report, &piece,
                  str_builder_format(&piece, "and %lld more exception%s\n", (long long)left,
                                     left == 1 ? "" : "s"));
    } else if (ok) {
        ok = add_chain(report, members->items[i]);
    }
    if (is_last && report->needs_close) {
        ok = ok && add_indent(report) &&
             str_builder_text(report->out, "+------------------------------------\n");
        report->needs_close = false;
    }
    report->group_depth--;
    return ok;
}

static bool add_group(Report *report, Value group) ATTACHED RUNS_GUEST {
    const Exception *object = (const Exception *)value_object(group);
    if (report->group_depth > GROUP_DEPTH_MAX) {
        return emit_text(report, "... (max_group_depth is 10)\n", '|');
    }
    bool is_outermost = report->group_depth == 0;
    report->group_depth += is_outermost;
    Value traceback = object->traceback;
    bool ok = value_is_null(traceback) || value_is_none(traceback) ||
              (emit_text(report, "Exception Group Traceback (most recent call last):\n",
                         is_outermost ? '+' : '|') &&
               emit_stack(report, traceback));
    ok = ok && emit_message(report, group);
    const Tuple *members = (const Tuple *)value_object(object->fields[GROUP_EXCEPTIONS]);
    int64_t n = members->length <= GROUP_WIDTH_MAX ? members->length : GROUP_WIDTH_MAX + 1;
    for (int64_t i = 0; ok && i < n; i++) {
        ok = add_member(report, members, i, n);
    }
    report->group_depth -= is_outermost;
    return ok;
}

// --- chains ---------------------------------------------------------------------------------

static bool add_one(Report *report, Value exception) ATTACHED RUNS_GUEST {
    const Exception *object = (const Exception *)value_object(exception);
    if (value_is_group(report->ts, exception) &&
        !value_is_null(object->fields[GROUP_EXCEPTIONS])) {
        return add_group(report, exception);
    }
    Value traceback = object->traceback;
    return (value_is_null(traceback) || value_is_none(traceback) ||
            (emit_text(report, "Traceback (most recent call last):\n", '|') &&
             emit_stack(report, traceback))) &&
           emit_message(report, exception);
}

static bool add_chain(Report *report, Value exception) {
    const Exception *object = (const Exception *)value_object(exception);
    Value earlier = NO_VALUE;
    const char *link = NULL;
    if (!value_is_null(object->cause) && !value_is_none(object->cause)) {
        earlier = object->cause;
        link = "\nThe above exception was the direct cause of the following exception:\n\n";
    } else if (!value_is_null(object->context) && !value_is_none(object->context) &&
               !object->suppress_context) {
        earlier = object->context;
        link = "\nDuring handling of the above exception, another exception occurred:\n\n";
    }
    if (report->chain_depth >= CHAIN_MAX || !native_enter(report->ts, "")) {
        error_clear(report->ts);
        return add_one(report, exception);
    }
    report->chain_depth++;
    bool ok = (!link || (add_chain(report, earlier) && emit_text(report, link, '|'))) &&
              add_one(report, exception);
    report->chain_depth--;
    native_leave(report->ts);
    return ok;
}

bool report_chain_entry(StrBuilder *out, ThreadState *ts, Value exception) {
    Value traceback = ((const Exception *)value_object(exception))->traceback;
    return (value_is_null(traceback) || value_is_none(traceback) ||
            (str_builder_text(out, "Traceback (most recent call last):\n") &&
             report_stack(out, ts, traceback))) &&
           report_message(out, ts, exception);
}

bool report_chain(StrBuilder *out, ThreadState *ts, Value exception) {
    Report report = {.out = out, .ts = ts};
    return add_chain(&report, exception);
}
