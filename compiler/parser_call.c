// Calls: the arguments in parentheses, also behind a class's name.
#include "compiler/parser_internal.h"

Expr *parse_starred_expression(Parser *p) {
    uint32_t start = p->position;
    if (!parser_at(p, TOKEN_STAR) || (parser_wants_hints(p) && hint_starred(p))) {
        return NULL;
    }
    p->position++;
    Expr *value = parse_expression(p);
    if (value == NULL) {
        p->position = start;
        if (parser_wants_hints(p) && !parser_is_stopped(p)) {
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

// How far a list of arguments has come: what may still follow.
typedef enum ArgumentStage {
    STAGE_POSITIONAL, // anything
    STAGE_KEYWORDS,   // behind `name=`: no plain positional arguments
    STAGE_UNPACKED,   // behind `**`: no `*` either
} ArgumentStage;

// Pushes the next argument as two items: the node, and the node again if it is a Keyword, else
// null. False if there is none that is legal here.
static bool push_argument(Parser *p, ArgumentStage *stage) {
    if (*stage == STAGE_POSITIONAL || (*stage == STAGE_KEYWORDS && parser_at(p, TOKEN_STAR))) {
        Expr *expr = parse_positional(p);
        if (expr != NULL) {
            return parser_push(p, expr) && parser_push(p, NULL);
        }
    }
    if (parser_is_stopped(p) || (parser_wants_hints(p) && hint_keyword_argument(p))) {
        return false;
    }
    Keyword *keyword = parse_keyword(p);
    if (keyword == NULL) {
        return false;
    }
    if (*stage != STAGE_UNPACKED) {
        *stage = keyword->name == NULL ? STAGE_UNPACKED : STAGE_KEYWORDS;
    }
    return parser_push(p, keyword) && parser_push(p, keyword);
}

// Sorts the arguments pushed above `mark` into the call's two lists.
static bool take_arguments(Parser *p, size_t mark, Expr *call) {
    size_t count = (p->scratch_length - mark) / 2;
    Expr **exprs = parser_alloc(p, count * sizeof *exprs);
    Keyword *keywords = parser_alloc(p, count * sizeof *keywords);
    if (exprs == NULL || keywords == NULL) {
        return false;
    }
    call->as.call.arguments = (ExprList){exprs, 0};
    call->as.call.keywords = (KeywordList){keywords, 0};
    for (size_t i = 0; i < count; i++) {
        Keyword *keyword = p->scratch[mark + 2 * i + 1];
        if (keyword != NULL) {
            keywords[call->as.call.keywords.length++] = *keyword;
        } else {
            exprs[call->as.call.arguments.length++] = p->scratch[mark + 2 * i];
        }
    }
    p->scratch_length = mark;
    return true;
}

// Arguments as a Call node without its function: what a memo can hold. Stops before a comma
// that no legal argument follows.
static void *args_rule(Parser *p) {
    uint32_t start = p->position, end = p->position;
    size_t mark = p->scratch_length;
    ArgumentStage stage = STAGE_POSITIONAL;
    while (push_argument(p, &stage)) {
        end = p->position;
        if (!parser_accept(p, TOKEN_COMMA)) {
            break;
        }
    }
    p->position = end;
    if (parser_is_stopped(p) || p->scratch_length == mark) {
        p->scratch_length = mark;
        p->position = start;
        return NULL;
    }
    Expr *call = parser_new_expr(p, EXPR_CALL, start);
    return call != NULL && take_arguments(p, mark, call) ? call : NULL;
}

bool parse_args(Parser *p, Expr *call) {
    Expr *args = parser_memoise(p, MEMO_ARGUMENTS, args_rule);
    if (args != NULL) {
        call->as.call.arguments = args->as.call.arguments;
        call->as.call.keywords = args->as.call.keywords;
    }
    return args != NULL;
}

// The whole of a call's parentheses but the last one, which is next on success.
static bool parse_arguments(Parser *p, Expr *call) {
    uint32_t start = p->position;
    if (parser_at(p, TOKEN_RIGHT_PAREN)) {
        return true;
    }
    if (parse_args(p, call)) {
        parser_accept(p, TOKEN_COMMA);
        if (parser_at(p, TOKEN_RIGHT_PAREN)) {
            return true;
        }
    }
    p->position = start;
    if (parser_wants_hints(p) && !parser_is_stopped(p)) {
        hint_arguments(p);
    }
    return false;
}

// f(x for x in y): at `for`, behind the only argument. The parentheses, the first of which is
// token `start`, belong to the generator, too.
static bool parse_generator_argument(Parser *p, uint32_t start, Expr *call) {
    ComprehensionList generators;
    if (!parse_for_if_clauses(p, &generators) || !parser_accept(p, TOKEN_RIGHT_PAREN)) {
        return false;
    }
    Expr *generator = parser_new_expr(p, EXPR_GENERATOR, start);
    Expr **items = parser_alloc(p, sizeof *items);
    if (generator == NULL || items == NULL) {
        return false;
    }
    generator->as.comprehension.element = call->as.call.arguments.items[0];
    generator->as.comprehension.generators = generators;
    items[0] = generator;
    call->as.call.arguments.items = items;
    return true;
}

// True if the argument that has been read may be the element of a generator, and `for` is here.
static bool is_at_generator(Parser *p, const Expr *call) {
    return (parser_at(p, TOKEN_FOR) || parser_at(p, TOKEN_ASYNC)) &&
           call->as.call.keywords.length == 0 && call->as.call.arguments.length == 1 &&
           call->as.call.arguments.items[0]->kind != EXPR_STARRED;
}

Expr *parse_call(Parser *p, Expr *function) {
    uint32_t start = p->position++;
    Expr *call = parser_new_expr_at(p, EXPR_CALL, function->range);
    if (call == NULL) {
        return NULL;
    }
    call->as.call.function = function;
    if (parse_args(p, call)) {
        if (is_at_generator(p, call)) {
            uint32_t behind = p->position;
            if (parse_generator_argument(p, start, call)) {
                return call;
            }
            p->position = behind;
        }
        parser_accept(p, TOKEN_COMMA);
    }
    if (!parser_is_stopped(p) && parser_accept(p, TOKEN_RIGHT_PAREN)) {
        return call;
    }
    p->position = start;
    if (!parser_wants_hints(p)) {
        return NULL;
    }
    if (!parser_is_stopped(p) && !hint_comprehension(p)) {
        p->position = start + 1;
        hint_arguments(p);
        p->position = start;
    }
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
