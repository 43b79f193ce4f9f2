// Calls: the arguments in parentheses, also behind a class's name.
#include "compiler/parser_internal.h"

static bool wants_hints(const Parser *p) {
    return p->is_hinting && !p->hints_off;
}

Expr *parse_starred_expression(Parser *p) {
    uint32_t start = p->position;
    if (!parser_at(p, TOKEN_STAR) || (wants_hints(p) && hint_starred(p))) {
        return NULL;
    }
    p->position++;
    Expr *value = parse_expression(p);
    if (value == NULL) {
        p->position = start;
        if (wants_hints(p) && !parser_is_stopped(p)) {
            parser_fail_last(p, "Invalid star expression");
        }
        return NULL;
    }
    Expr *starred = parser_new_expr(p, EXPR_STARRED, start);
    if (starred != NULL) {
        starred->as.starred.value = value;
    }
    return starred;
}

// True at `name =` (not `name ==`, which is another token).
static bool is_at_keyword(Parser *p) {
    if (!parser_at(p, TOKEN_NAME)) {
        return false;
    }
    p->position++;
    bool is_keyword = parser_at(p, TOKEN_EQUAL);
    p->position--;
    return is_keyword;
}

// `name=value` or `**value`; null if neither is here.
static Keyword *parse_keyword(Parser *p) {
    uint32_t start = p->position;
    const Name *name = NULL;
    if (parser_accept(p, TOKEN_DOUBLE_STAR)) {
        name = NULL;
    } else if (is_at_keyword(p)) {
        name = parser_accept_name(p);
        p->position++;
    } else {
        return NULL;
    }
    Expr *value = parse_expression(p);
    if (value == NULL) {
        p->position = start;
        return NULL;
    }
    Keyword *keyword = parser_alloc(p, sizeof *keyword);
    if (keyword != NULL) {
        *keyword = (Keyword){parser_range(p, start), name, value};
    }
    return keyword;
}

// A positional argument: `*a`, `a := b` or an expression that no `=` or `:=` follows.
static Expr *parse_positional(Parser *p) {
    uint32_t start = p->position;
    if (parser_at(p, TOKEN_STAR)) {
        return parse_starred_expression(p);
    }
    Expr *expr = parse_assignment_expression(p);
    if (expr == NULL && !parser_is_stopped(p)) {
        expr = parse_expression(p);
        if (expr != NULL && parser_at(p, TOKEN_COLON_EQUAL)) {
            expr = NULL;
        }
    }
    if (expr != NULL && parser_at(p, TOKEN_EQUAL)) {
        expr = NULL;
    }
    if (expr == NULL) {
        p->position = start;
    }
    return expr;
}

// The arguments of one call: `f(arguments, keywords)`.
typedef struct ArgumentLists {
    ExprList arguments;
    KeywordList keywords;
} ArgumentLists;

// Takes the pairs (item, marker) that parse_argument_run pushed from `mark` on off the scratch
// stack and sorts them into the lists. False if there are none.
static bool collect_arguments(Parser *p, size_t mark, size_t keyword_count,
                              ArgumentLists *lists) {
    size_t count = (p->scratch_length - mark) / 2;
    if (parser_is_stopped(p) || count == 0) {
        p->scratch_length = mark;
        return false;
    }
    size_t expr_count = count - keyword_count;
    Expr **exprs = parser_alloc(p, expr_count * sizeof *exprs);
    Keyword *keywords = parser_alloc(p, keyword_count * sizeof *keywords);
    if (exprs == NULL || keywords == NULL) {
        return false;
    }
    lists->arguments = (ExprList){exprs, 0};
    lists->keywords = (KeywordList){keywords, 0};
    for (size_t i = 0; i < count; i++) {
        Keyword *keyword = p->scratch[mark + 2 * i + 1];
        if (keyword != NULL) {
            keywords[lists->keywords.length++] = *keyword;
        } else {
            exprs[lists->arguments.length++] = p->scratch[mark + 2 * i];
        }
    }
    p->scratch_length = mark;
    return true;
}

// The longest run of arguments in a legal order. The scratch stack holds positional arguments
// from `mark`; keywords wait in a second run pushed afterwards, so starred arguments behind
// keywords are kept aside.
static bool parse_argument_run(Parser *p, ArgumentLists *lists) {
    enum { POSITIONAL, KEYWORDS, UNPACKED } stage = POSITIONAL;
    size_t mark = p->scratch_length;
    uint32_t end = p->position;
    size_t keyword_count = 0;
    // Items are pushed in source order; a Keyword is told from an Expr by its place in
    // `is_keyword` order: each item is followed by a marker (the item itself for keywords, null
    // for expressions).
    for (;;) {
        Expr *expr = NULL;
        Keyword *keyword = NULL;
        if (stage == POSITIONAL || (stage == KEYWORDS && parser_at(p, TOKEN_STAR))) {
            expr = parse_positional(p);
        }
        if (expr == NULL && !parser_is_stopped(p)) {
            if (wants_hints(p) && hint_keyword_argument(p)) {
                return false;
            }
            keyword = parse_keyword(p);
            if (keyword != NULL) {
                stage = keyword->name == NULL ? UNPACKED
                        : stage == UNPACKED   ? UNPACKED
                                              : KEYWORDS;
                keyword_count++;
            }
        }
        if (expr == NULL && keyword == NULL) {
            p->position = end;
            break;
        }
        if (!parser_push(p, expr != NULL ? (void *)expr : (void *)keyword) ||
            !parser_push(p, keyword)) {
            return false;
        }
        end = p->position;
        if (!parser_accept(p, TOKEN_COMMA)) {
            break;
        }
    }
    return collect_arguments(p, mark, keyword_count, lists);
}

// Arguments as a Call node without its function: what a memo can hold.
static void *args_rule(Parser *p) {
    uint32_t start = p->position;
    ArgumentLists lists;
    if (!parse_argument_run(p, &lists)) {
        p->position = start;
        return NULL;
    }
    Expr *call = parser_new_expr(p, EXPR_CALL, start);
    if (call != NULL) {
        call->as.call.arguments = lists.arguments;
        call->as.call.keywords = lists.keywords;
    }
    return call;
}

bool parse_args(Parser *p, Expr *call) {
    Expr *args = parser_memoise(p, MEMO_ARGUMENTS, args_rule);
    if (args != NULL) {
        call->as.call.arguments = args->as.call.arguments;
        call->as.call.keywords = args->as.call.keywords;
        call->range = args->range;
    }
    return args != NULL;
}

// `args [,]` up to ")", which is not stepped over. Empty if ")" is here.
static bool parse_arguments(Parser *p, Expr *call) {
    if (parser_at(p, TOKEN_RIGHT_PAREN)) {
        return true;
    }
    uint32_t start = p->position;
    bool is_read = parse_args(p, call);
    if (is_read) {
        parser_accept(p, TOKEN_COMMA);
        is_read = parser_at(p, TOKEN_RIGHT_PAREN);
    }
    if (!is_read) {
        p->position = start;
        if (wants_hints(p) && !parser_is_stopped(p)) {
            hint_arguments(p);
        }
    }
    return is_read && !parser_is_stopped(p);
}

// f(x for x in y): the parentheses belong to the generator, too. Null if this is not one.
static Expr *parse_generator_argument(Parser *p) {
    uint32_t start = p->position++;
    Expr *element = parse_assignment_expression(p);
    if (element == NULL && !parser_is_stopped(p)) {
        element = parse_expression(p);
    }
    ComprehensionList generators;
    bool is_generator =
        element != NULL && (parser_at(p, TOKEN_FOR) || parser_at(p, TOKEN_ASYNC)) &&
        parse_for_if_clauses(p, &generators) && parser_accept(p, TOKEN_RIGHT_PAREN);
    if (!is_generator) {
        p->position = start;
        return NULL;
    }
    Expr *generator = parser_new_expr(p, EXPR_GENERATOR, start);
    if (generator != NULL) {
        generator->as.comprehension.element = element;
        generator->as.comprehension.generators = generators;
    }
    return generator;
}

// Turns the failed arguments of a call into a generator's, if `(` first `for` is here.
static bool parse_single_generator(Parser *p, Expr *call) {
    Expr *generator = parse_generator_argument(p);
    Expr **items = generator == NULL ? NULL : parser_alloc(p, sizeof *items);
    if (items == NULL) {
        return false;
    }
    items[0] = generator;
    call->as.call.arguments = (ExprList){items, 1};
    return true;
}

// True if the first argument in the parentheses here may be followed by `for`: found by the
// arguments' own end.
static bool is_followed_by_for(Parser *p) {
    return parser_at(p, TOKEN_FOR) || parser_at(p, TOKEN_ASYNC);
}

Expr *parse_call(Parser *p, Expr *function) {
    uint32_t start = p->position;
    Expr *call = parser_new_expr_at(p, EXPR_CALL, function->range);
    if (call == NULL) {
        return NULL;
    }
    call->as.call.function = function;
    if (wants_hints(p)) {
        if (parse_single_generator(p, call)) {
            return call;
        }
        if (parser_is_stopped(p)) {
            return NULL;
        }
    }
    p->position = start + 1;
    Expr *first = NULL;
    if (!wants_hints(p) && !parser_at(p, TOKEN_RIGHT_PAREN)) {
        // Without hints nothing is remembered: read the arguments once and look behind the
        // first.
        Expr args = {0};
        if (parse_args(p, &args)) {
            if (is_followed_by_for(p) && args.as.call.keywords.length == 0 &&
                args.as.call.arguments.length == 1) {
                first = args.as.call.arguments.items[0];
            }
            call->as.call.arguments = args.as.call.arguments;
            call->as.call.keywords = args.as.call.keywords;
            parser_accept(p, TOKEN_COMMA);
        }
        if (first != NULL && first->kind != EXPR_STARRED) {
            ComprehensionList generators;
            if (parse_for_if_clauses(p, &generators) && parser_accept(p, TOKEN_RIGHT_PAREN)) {
                Expr *generator = parser_new_expr(p, EXPR_GENERATOR, start);
                if (generator != NULL) {
                    generator->as.comprehension.element = first;
                    generator->as.comprehension.generators = generators;
                    call->as.call.arguments.items[0] = generator;
                    return call;
                }
            }
            p->position = start;
            return NULL;
        }
        if (!parser_is_stopped(p) && parser_accept(p, TOKEN_RIGHT_PAREN)) {
            return call;
        }
        p->position = start;
        return NULL;
    }
    if (parse_arguments(p, call) && parser_accept(p, TOKEN_RIGHT_PAREN)) {
        return call;
    }
    p->position = start;
    return NULL;
}

bool parse_class_arguments(Parser *p, ExprList *bases, KeywordList *keywords) {
    Expr call = {0};
    if (!parser_accept(p, TOKEN_LEFT_PAREN)) {
        return true;
    }
    if (!parse_arguments(p, &call) || !parser_accept(p, TOKEN_RIGHT_PAREN)) {
        return false;
    }
    *bases = call.as.call.arguments;
    *keywords = call.as.call.keywords;
    return true;
}
