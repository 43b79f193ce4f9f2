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
//
// Exceptions may refer to one another in circles, and to the same one twice. So the tree of
// what is to be shown is planned first (Node), walking each link to an earlier exception only
// if that was not met before; then it is drawn.
#include "runtime/builtins/report_chain.h"

#include <stdlib.h>

#include "runtime/objects/exception.h"
#include "runtime/objects/exception_group.h"
#include "runtime/objects/str.h"
#include "vm/exec/call.h"
#include "vm/needs_runtime.h"
#include "vm/object/exceptions.h"
#include "vm/object/protocol.h"
#include "vm/object/refcount.h"

#define GROUP_WIDTH_MAX 15
#define GROUP_DEPTH_MAX 10

// An exception that is to be shown.
typedef struct Node {
    Ref exception;
    struct Node *earlier; // its cause or context, if that is shown before it; else null
    struct Node *later;   // the other way round
    bool is_cause;        // what `earlier` is
    bool is_group;
    int64_t member_count;
    struct Node *first_member;
    struct Node *next_member; // of the same group
    struct Node *next_waiting;
    struct Node *next; // of all
} Node;

typedef struct Plan {
    ThreadState *ts;
    Ref seen; // set of the addresses of the exceptions met
    Node *nodes;
    Node *waiting; // those whose links and members have not been looked at, the newest first
} Plan;

typedef struct Report {
    StrBuilder *out;
    ThreadState *ts;
    int group_depth;  // 0: outside any group
    bool needs_close; // the line that ends the innermost group has not been drawn yet
} Report;

// --- the plan -------------------------------------------------------------------------------

static Value address_of(Value exception) {
    return value_from_int((int64_t)(exception.bits >> 3));
}

// Adds an exception; null with the exception set.
static Node *add_node(Plan *plan, Value exception) ATTACHED {
    Node *node = calloc(1, sizeof *node);
    if (!node) {
        raise_memory_error(plan->ts);
        return NULL;
    }
    node->exception = ref_take(plan->ts, exception);
    node->next = plan->nodes;
    plan->nodes = node;
    return set_add(plan->ts, value_object(borrow(plan->seen)), address_of(exception)) ? node
                                                                                      : NULL;
}

static void wait_in_line(Plan *plan, Node *node) {
    node->next_waiting = plan->waiting;
    plan->waiting = node;
}

// Makes `link`, unless it is None or was met before, what is shown before the node.
static bool add_link(Plan *plan, Node *node, Value link) ATTACHED {
    if (value_is_none(link)) {
        return true;
    }
    int is_seen = value_contains(plan->ts, borrow(plan->seen), address_of(link));
    if (is_seen) {
        return is_seen > 0;
    }
    node->earlier = add_node(plan, link);
    if (node->earlier) {
        node->earlier->later = node;
    }
    return node->earlier;
}

// Finds the exception that is shown before this one: the cause, or else the context.
static bool add_earlier(Plan *plan, Node *node) ATTACHED {
    Exception *object = (Exception *)value_object(borrow(node->exception));
    Ref cause = exception_take(plan->ts, object, &object->cause);
    bool ok = add_link(plan, node, borrow(cause));
    node->is_cause = node->earlier;
    ref_drop(plan->ts, cause);
    if (ok && !node->is_cause && !load_relaxed(&object->suppress_context)) {
        Ref context = exception_take(plan->ts, object, &object->context);
        ok = add_link(plan, node, borrow(context));
        ref_drop(plan->ts, context);
    }
    return ok;
}

static bool add_members(Plan *plan, Node *node) ATTACHED {
    const Exception *object = (const Exception *)value_object(borrow(node->exception));
    node->is_group = value_is_group(plan->ts, borrow(node->exception)) &&
                     !value_is_null(object->fields[GROUP_EXCEPTIONS]);
    if (!node->is_group) {
        return true;
    }
    const Tuple *members = (const Tuple *)value_object(object->fields[GROUP_EXCEPTIONS]);
    Node **end = &node->first_member;
    for (int64_t i = 0; i < members->length; i++) {
        *end = add_node(plan, members->items[i]);
        if (!*end) {
            return false;
        }
        end = &(*end)->next_member;
    }
    node->member_count = members->length;
    return true;
}

// Plans everything that hangs together with the first exception. The order in which they are
// looked at decides who shows an exception that several refer to.
static bool plan_all(Plan *plan) ATTACHED {
    while (plan->waiting) {
        Node *node = plan->waiting;
        plan->waiting = node->next_waiting;
        if (!add_earlier(plan, node) || !add_members(plan, node)) {
            return false;
        }
        if (node->earlier) {
            wait_in_line(plan, node->earlier);
        }
        for (Node *member = node->first_member; member; member = member->next_member) {
            wait_in_line(plan, member);
        }
    }
    return true;
}

static void plan_free(Plan *plan) ATTACHED RUNS_GUEST {
    while (plan->nodes) {
        Node *node = plan->nodes;
        plan->nodes = node->next;
        ref_drop(plan->ts, node->exception);
        free(node);
    }
    ref_drop(plan->ts, plan->seen);
}

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

// The last frames of a traceback, as many as sys.tracebacklimit wants; all if it is not set.
// NO_VALUE if that is none. Borrowed.
static Value limit_traceback(ThreadState *ts, Value traceback) ATTACHED {
    Ref limit = dict_get_text(ts, ts->interpreter->sys_dict, "tracebacklimit");
    bool has_limit = value_is_small_int(borrow(limit));
    int64_t wanted = has_limit ? value_to_int(borrow(limit)) : 0;
    ref_drop(ts, limit);
    int64_t length = 0;
    for (Value v = traceback; has_limit && !value_is_null(v); length++) {
        v = ((const Traceback *)value_object(v))->next;
    }
    for (; has_limit && length > 0 && length > wanted; length--) {
        traceback = ((const Traceback *)value_object(traceback))->next;
    }
    return traceback;
}

// The traceback of the exception with its heading, if it has one.
static bool emit_traceback(Report *report, Value exception, const char *heading,
                           char margin) ATTACHED RUNS_GUEST {
    Exception *object = (Exception *)value_object(exception);
    Ref traceback = exception_take(report->ts, object, &object->traceback);
    bool ok = true;
    Value shown = value_is_none(borrow(traceback))
                      ? NO_VALUE
                      : limit_traceback(report->ts, borrow(traceback));
    if (!value_is_null(shown)) {
        StrBuilder piece;
        str_builder_init(&piece, report->ts);
        ok = emit_text(report, heading, margin) &&
             emit(report, &piece, report_stack(&piece, report->ts, shown));
    }
    ref_drop(report->ts, traceback);
    return ok;
}

static bool emit_message(Report *report, Value exception) ATTACHED RUNS_GUEST {
    StrBuilder piece;
    str_builder_init(&piece, report->ts);
    Exception *object = (Exception *)value_object(exception);
    Ref traceback = exception_take(report->ts, object, &object->traceback);
    bool ok = report_message(&piece, report->ts, exception, borrow(traceback));
    ref_drop(report->ts, traceback);
    return emit(report, &piece, ok);
}

// --- groups ---------------------------------------------------------------------------------

static bool draw_chain(Report *report, Node *node) ATTACHED RUNS_GUEST;

// Member number i of n (or the word that the rest is left out), its last one closing the group.
static bool draw_member(Report *report, const Node *group, Node *member, int64_t i,
                        int64_t n) ATTACHED RUNS_GUEST {
    bool is_last = i == n - 1;
    bool is_rest = i >= GROUP_WIDTH_MAX;
    report->needs_close = is_last;
    bool ok = add_indent(report) && str_builder_text(report->out, i == 0 ? "+-" : "  ") &&
              (is_rest ? str_builder_text(report->out, "+---------------- ... ")
                       : str_builder_format(report->out, "+---------------- %lld ",
                                            (long long)i + 1)) &&
              str_builder_text(report->out, "----------------\n");
    report->group_depth++;
    if (ok && is_rest) {
        int64_t left = group->member_count - GROUP_WIDTH_MAX;
        StrBuilder piece;
        str_builder_init(&piece, report->ts);
        ok = emit(report, &piece,
                  str_builder_format(&piece, "and %lld more exception%s\n", (long long)left,
                                     left == 1 ? "" : "s"));
    } else if (ok) {
        ok = draw_chain(report, member);
    }
    if (is_last && report->needs_close) {
        ok = ok && add_indent(report) &&
             str_builder_text(report->out, "+------------------------------------\n");
        report->needs_close = false;
    }
    report->group_depth--;
    return ok;
}

static bool draw_group(Report *report, const Node *group) ATTACHED RUNS_GUEST {
    if (report->group_depth > GROUP_DEPTH_MAX) {
        return emit_text(report, "... (max_group_depth is 10)\n", '|');
    }
    bool is_outermost = report->group_depth == 0;
    report->group_depth += is_outermost;
    bool ok = emit_traceback(report, borrow(group->exception),
                             "Exception Group Traceback (most recent call last):\n",
                             is_outermost ? '+' : '|');
    ok = ok && emit_message(report, borrow(group->exception));
    int64_t count = group->member_count;
    int64_t n = count <= GROUP_WIDTH_MAX ? count : GROUP_WIDTH_MAX + 1;
    Node *member = group->first_member;
    for (int64_t i = 0; ok && i < n; i++, member = member->next_member) {
        ok = draw_member(report, group, member, i, n);
    }
    report->group_depth -= is_outermost;
    return ok;
}

// --- chains ---------------------------------------------------------------------------------

static bool draw_plain(Report *report, Value exception) ATTACHED RUNS_GUEST {
    return emit_traceback(report, exception, "Traceback (most recent call last):\n", '|') &&
           emit_message(report, exception);
}

// The exception with all that led to it, the earliest first.
static bool draw_chain(Report *report, Node *last) {
    Node *node = last;
    while (node->earlier) {
        node = node->earlier;
    }
    for (bool ok = true;; node = node->later) {
        if (node->earlier) {
            ok = emit_text(report,
                           node->is_cause ? "\nThe above exception was the direct cause of the "
                                            "following exception:\n\n"
                                          : "\nDuring handling of the above exception, another "
                                            "exception occurred:\n\n",
                           '|');
        }
        ok = ok && (node->is_group ? draw_group(report, node)
                                   : draw_plain(report, borrow(node->exception)));
        if (!ok || node == last) {
            return ok;
        }
    }
}

bool report_chain(StrBuilder *out, ThreadState *ts, Value exception) {
    Report report = {.out = out, .ts = ts};
    Plan plan = {.ts = ts, .seen = set_new(ts)};
    Node *node = ref_is_null(plan.seen) ? NULL : add_node(&plan, exception);
    if (node) {
        wait_in_line(&plan, node);
    }
    bool ok = node && plan_all(&plan) && draw_chain(&report, node);
    plan_free(&plan);
    return ok;
}
