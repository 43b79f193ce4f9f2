// Expressions, from the loosest to the tightest operator. See parser_internal.h for what a rule
// is.
//
//     star_expressions > star_expression > expression > disjunction (or) > and > not >
//     comparison > bitwise_or ... arithmetic (one loop with precedences) > factor (unary) >
//     power > await > primary (parser_primary.c)
#include "compiler/parser_internal.h"

// --- lists with commas ---

// Parses `item (, item)* [,]`: the item alone, or a tuple if there is a comma.
Expr *parse_tuple_or_item(Parser *p, Expr *(*parse_item)(Parser *)) {
    uint32_t start = p->position;
    Expr *first = parse_item(p);
    if (first == NULL || !parser_at(p, TOKEN_COMMA)) {
        return first;
    }
    size_t mark = p->scratch_length;
    if (!parser_push(p, first)) {
        return NULL;
    }
    while (parser_accept(p, TOKEN_COMMA)) {
        Expr *item = parse_item(p);
        if (item == NULL) {
            break;
        }
        if (!parser_push(p, item)) {
            return NULL;
        }
    }
    if (parser_is_stopped(p)) {
        return NULL;
    }
    Expr *tuple = parser_new_expr(p, EXPR_TUPLE, start);
    if (tuple == NULL || !parser_take_pointers(p, mark, &tuple->as.sequence.items.items,
                                               &tuple->as.sequence.items.length)) {
        return NULL;
    }
    return tuple;
}

Expr *parse_expressions(Parser *p) {
    return parse_tuple_or_item(p, parse_expression);
}

Expr *parse_star_expressions(Parser *p) {
    return parse_tuple_or_item(p, parse_star_expression);
}

// `*` and a bitwise_or, after the star.
static Expr *parse_starred(Parser *p, uint32_t start) {
    Expr *value = parse_bitwise_or(p);
    if (value == NULL) {
        p->position = start;
        return NULL;
    }
    Expr *starred = parser_new_expr(p, EXPR_STARRED, start);
    if (starred != NULL) {
        starred->as.starred.value = value;
    }
    return starred;
}

static void *star_expression_rule(Parser *p) {
    uint32_t start = p->position;
    return parser_accept(p, TOKEN_STAR) ? parse_starred(p, start) : parse_expression(p);
}

Expr *parse_star_expression(Parser *p) {
    return parser_memoise(p, MEMO_STAR_EXPRESSION, star_expression_rule);
}

Expr *parse_star_named_expression(Parser *p) {
    uint32_t start = p->position;
    return parser_accept(p, TOKEN_STAR) ? parse_starred(p, start) : parse_named_expression(p);
}

bool parse_star_named_list(Parser *p, ExprList *list) {
    size_t mark = p->scratch_length;
    do {
        Expr *item = parse_star_named_expression(p);
        if (item == NULL) {
            break;
        }
        if (!parser_push(p, item)) {
            return false;
        }
    } while (parser_accept(p, TOKEN_COMMA));
    return !parser_is_stopped(p) && p->scratch_length > mark &&
           parser_take_pointers(p, mark, &list->items, &list->length);
}

// --- yield, :=, conditional, lambda ---

Expr *parse_yield_expression(Parser *p) {
    uint32_t start = p->position;
    if (!parser_accept(p, TOKEN_YIELD)) {
        return NULL;
    }
    ExprKind kind = EXPR_YIELD;
    Expr *value = NULL;
    if (parser_accept(p, TOKEN_FROM)) {
        kind = EXPR_YIELD_FROM;
        value = parse_expression(p);
        if (value == NULL) {
            p->position = start;
            return NULL;
        }
    } else {
        value = parse_star_expressions(p);
    }
    if (parser_is_stopped(p)) {
        return NULL;
    }
    Expr *yield = parser_new_expr(p, kind, start);
    if (yield != NULL) {
        yield->as.yield.value = value;
    }
    return yield;
}

Expr *parse_annotated_rhs(Parser *p) {
    return parser_at(p, TOKEN_YIELD) ? parse_yield_expression(p) : parse_star_expressions(p);
}

Expr *parse_name(Parser *p, ExprContext context) {
    uint32_t start = p->position;
    const Name *id = parser_accept_name(p);
    if (id == NULL) {
        return NULL;
    }
    Expr *name = parser_new_expr(p, EXPR_NAME, start);
    if (name != NULL) {
        name->as.name.id = id;
        name->as.name.context = context;
    }
    return name;
}

// True if the next two tokens are a name and this kind.
static bool is_at_name_before(Parser *p, TokenKind kind) {
    if (!parser_at(p, TOKEN_NAME)) {
        return false;
    }
    p->position++;
    bool is_before = parser_at(p, kind);
    p->position--;
    return is_before;
}

Expr *parse_assignment_expression(Parser *p) {
    uint32_t start = p->position;
    if (!is_at_name_before(p, TOKEN_COLON_EQUAL)) {
        return NULL;
    }
    Expr *target = parse_name(p, CONTEXT_STORE);
    p->position++;
    Expr *value = target == NULL ? NULL : parse_expression(p);
    if (value == NULL) {
        p->position = start;
        return NULL;
    }
    Expr *named = parser_new_expr(p, EXPR_NAMED, start);
    if (named != NULL) {
        named->as.named.target = target;
        named->as.named.value = value;
    }
    return named;
}

static void *named_expression_rule(Parser *p) {
    uint32_t start = p->position;
    if (is_at_name_before(p, TOKEN_COLON_EQUAL)) {
        return parse_assignment_expression(p); // := commits
    }
    if (parser_wants_hints(p) && hint_named_expression(p)) {
        return NULL;
    }
    Expr *expr = parse_expression(p);
    if (expr != NULL && parser_at(p, TOKEN_COLON_EQUAL)) {
        p->position = start;
        return NULL;
    }
    return expr;
}

Expr *parse_named_expression(Parser *p) {
    return parser_memoise(p, MEMO_NAMED_EXPRESSION, named_expression_rule);
}

static Expr *parse_lambda(Parser *p) {
    uint32_t start = p->position++;
    Parameters *parameters = parse_parameters(p, true);
    Expr *body = NULL;
    if (parameters != NULL && parser_accept(p, TOKEN_COLON)) {
        body = parse_expression(p);
    }
    if (body == NULL) {
        p->position = start;
        return NULL;
    }
    Expr *lambda = parser_new_expr(p, EXPR_LAMBDA, start);
    if (lambda != NULL) {
        lambda->as.lambda.parameters = parameters;
        lambda->as.lambda.body = body;
    }
    return lambda;
}

// `body if test else orelse`, after the body. Without a match the body alone is the expression.
static Expr *parse_conditional(Parser *p, uint32_t start, Expr *body) {
    uint32_t if_position = p->position++;
    Expr *test = parse_disjunction(p);
    Expr *orelse = NULL;
    if (test != NULL && parser_accept(p, TOKEN_ELSE)) {
        orelse = parse_expression(p);
    }
    if (orelse == NULL) {
        p->position = if_position;
        return parser_is_stopped(p) ? NULL : body;
    }
    Expr *conditional = parser_new_expr(p, EXPR_CONDITIONAL, start);
    if (conditional != NULL) {
        conditional->as.conditional.test = test;
        conditional->as.conditional.body = body;
        conditional->as.conditional.orelse = orelse;
    }
    return conditional;
}

static void *expression_rule(Parser *p) {
    if (!parser_enter(p)) {
        return NULL;
    }
    uint32_t start = p->position;
    Expr *expr = NULL;
    if (!parser_wants_hints(p) || !hint_expression(p)) {
        if (parser_at(p, TOKEN_LAMBDA)) {
            expr = parse_lambda(p);
        } else {
            expr = parse_disjunction(p);
            if (expr != NULL && parser_at(p, TOKEN_IF)) {
                expr = parse_conditional(p, start, expr);
            }
        }
    }
    parser_leave(p);
    return expr;
}

Expr *parse_expression(Parser *p) {
    return parser_memoise(p, MEMO_EXPRESSION, expression_rule);
}

// --- or, and, not, comparison ---

// Parses `item (word item)*` into one node with all the values.
static Expr *parse_bool_op(Parser *p, TokenKind word, BoolOperator operator,
                           Expr * (*parse_item)(Parser *)) {
    uint32_t start = p->position;
    Expr *first = parse_item(p);
    if (first == NULL || !parser_at(p, word)) {
        return first;
    }
    size_t mark = p->scratch_length;
    if (!parser_push(p, first)) {
        return NULL;
    }
    while (parser_accept(p, word)) {
        Expr *item = parse_item(p);
        if (item == NULL) {
            p->position--;
            break;
        }
        if (!parser_push(p, item)) {
            return NULL;
        }
    }
    if (parser_is_stopped(p)) {
        return NULL;
    }
    if (p->scratch_length == mark + 1) {
        p->scratch_length = mark;
        return first;
    }
    Expr *expr = parser_new_expr(p, EXPR_BOOL_OP, start);
    if (expr == NULL || !parser_take_pointers(p, mark, &expr->as.bool_op.values.items,
                                              &expr->as.bool_op.values.length)) {
        return NULL;
    }
    expr->as.bool_op.operator= operator;
    return expr;
}

static Expr *parse_conjunction(Parser *p) {
    return parse_bool_op(p, TOKEN_AND, BOOL_AND, parse_inversion);
}

static void *disjunction_rule(Parser *p) {
    return parse_bool_op(p, TOKEN_OR, BOOL_OR, parse_conjunction);
}

Expr *parse_disjunction(Parser *p) {
    return parser_memoise(p, MEMO_DISJUNCTION, disjunction_rule);
}

// Steps over a comparison operator.
static bool accept_comparison(Parser *p, CompareOperator *operator) {
    static const struct {
        TokenKind kind;
        CompareOperator operator;
    } simple[] = {
        {TOKEN_EQUAL_EQUAL, COMPARE_EQUAL},
        {TOKEN_NOT_EQUAL, COMPARE_NOT_EQUAL},
        {TOKEN_LESS, COMPARE_LESS},
        {TOKEN_LESS_EQUAL, COMPARE_LESS_EQUAL},
        {TOKEN_GREATER, COMPARE_GREATER},
        {TOKEN_GREATER_EQUAL, COMPARE_GREATER_EQUAL},
        {TOKEN_IN, COMPARE_IN},
    };
    TokenKind kind = parser_peek(p);
    for (size_t i = 0; i < sizeof simple / sizeof simple[0]; i++) {
        if (simple[i].kind == kind) {
            *operator= simple[i].operator;
            p->position++;
            return true;
        }
    }
    if (kind == TOKEN_NOT) {
        p->position++;
        if (parser_accept(p, TOKEN_IN)) {
            *operator= COMPARE_NOT_IN;
            return true;
        }
        p->position--;
        return false;
    }
    if (kind == TOKEN_IS) {
        p->position++;
        *operator= parser_accept(p, TOKEN_NOT) ? COMPARE_IS_NOT : COMPARE_IS;
        return true;
    }
    return false;
}

static bool may_start_comparison(TokenKind kind) {
    return (kind >= TOKEN_EQUAL_EQUAL && kind <= TOKEN_GREATER_EQUAL) || kind == TOKEN_LESS ||
           kind == TOKEN_GREATER || kind == TOKEN_IN || kind == TOKEN_NOT || kind == TOKEN_IS;
}

// The pairs are pushed as right operand and operator in turn.
static Expr *parse_comparison(Parser *p) {
    uint32_t start = p->position;
    Expr *left = parse_bitwise_or(p);
    if (left == NULL || !may_start_comparison(parser_peek(p))) {
        return left;
    }
    size_t mark = p->scratch_length;
    CompareOperator operators[16], operator;
    CompareOperator *all = operators;
    size_t count = 0, capacity = 16;
    for (;;) {
        uint32_t before = p->position;
        Expr *right = accept_comparison(p, &operator) ? parse_bitwise_or(p) : NULL;
        if (right == NULL) {
            p->position = before;
            break;
        }
        if (count == capacity) {
            CompareOperator *more = parser_alloc(p, 2 * capacity * sizeof *more);
            if (more == NULL) {
                return NULL;
            }
            for (size_t i = 0; i < count; i++) {
                more[i] = all[i];
            }
            all = more;
            capacity *= 2;
        }
        all[count++] = operator;
        if (!parser_push(p, right)) {
            return NULL;
        }
    }
    if (count == 0 || parser_is_stopped(p)) {
        return parser_is_stopped(p) ? NULL : left;
    }
    Expr *compare = parser_new_expr(p, EXPR_COMPARE, start);
    CompareOperator *kept = parser_alloc(p, count * sizeof *kept);
    if (compare == NULL || kept == NULL ||
        !parser_take_pointers(p, mark, &compare->as.compare.comparators.items,
                              &compare->as.compare.comparators.length)) {
        return NULL;
    }
    for (size_t i = 0; i < count; i++) {
        kept[i] = all[i];
    }
    compare->as.compare.left = left;
    compare->as.compare.operators = kept;
    return compare;
}

Expr *parse_inversion(Parser *p) {
    uint32_t start = p->position;
    if (!parser_accept(p, TOKEN_NOT)) {
        return parse_comparison(p);
    }
    if (!parser_enter(p)) {
        return NULL;
    }
    Expr *operand = parse_inversion(p);
    parser_leave(p);
    if (operand == NULL) {
        p->position = start;
        return NULL;
    }
    Expr *expr = parser_new_expr(p, EXPR_UNARY, start);
    if (expr != NULL) {
        expr->as.unary.operator= UNARY_NOT;
        expr->as.unary.operand = operand;
    }
    return expr;
}

// --- arithmetic ---

// The operator's precedence, 1 (loosest) to 6; 0 if it is none.
static int binary_precedence(TokenKind kind, BinaryOperator *operator) {
    switch (kind) {
    case TOKEN_VERTICAL_BAR:
        *operator= BINARY_OR;
        return 1;
    case TOKEN_CIRCUMFLEX:
        *operator= BINARY_XOR;
        return 2;
    case TOKEN_AMPERSAND:
        *operator= BINARY_AND;
        return 3;
    case TOKEN_LEFT_SHIFT:
        *operator= BINARY_LEFT_SHIFT;
        return 4;
    case TOKEN_RIGHT_SHIFT:
        *operator= BINARY_RIGHT_SHIFT;
        return 4;
    case TOKEN_PLUS:
        *operator= BINARY_ADD;
        return 5;
    case TOKEN_MINUS:
        *operator= BINARY_SUBTRACT;
        return 5;
    case TOKEN_STAR:
        *operator= BINARY_MULTIPLY;
        return 6;
    case TOKEN_SLASH:
        *operator= BINARY_DIVIDE;
        return 6;
    case TOKEN_DOUBLE_SLASH:
        *operator= BINARY_FLOOR_DIVIDE;
        return 6;
    case TOKEN_PERCENT:
        *operator= BINARY_MODULO;
        return 6;
    case TOKEN_AT:
        *operator= BINARY_MATRIX_MULTIPLY;
        return 6;
    default:
        return 0;
    }
}

static Expr *new_binary(Parser *p, Expr *left, BinaryOperator operator, Expr * right) {
    Expr *expr = parser_new_expr_at(p, EXPR_BINARY, range_join(left->range, right->range));
    if (expr != NULL) {
        // A parenthesised operand's own range leaves its parentheses out; the operation's does
        // not.
        expr->range.end_line = p->tokens[p->position - 1].end_line;
        expr->range.end_column = p->tokens[p->position - 1].end_column;
        expr->as.binary.left = left;
        expr->as.binary.operator= operator;
        expr->as.binary.right = right;
    }
    return expr;
}

// What is remembered of an operator that no right operand follows.
static uint64_t stuck_operator(const Parser *p) {
    return (uint64_t)p->position << 2 | (uint64_t)p->is_hinting << 1 | p->hints_off;
}

// Parses operators of at least this precedence. Recurses once per precedence, loops over `a + b
// + c`. An operator without a right operand ends the expression for every caller up to the
// weakest operator: were each to try again, `1 + 2 * (1 + 2 * (` would take exponential time.
static Expr *parse_binary(Parser *p, int precedence_min) {
    uint32_t start = p->position;
    Expr *left = parse_factor(p);
    while (left != NULL) {
        BinaryOperator operator;
        int precedence = binary_precedence(parser_peek(p), &operator);
        if (precedence < precedence_min || precedence == 0 ||
            p->stuck_operator == stuck_operator(p)) {
            break;
        }
        p->position++;
        Expr *right = parse_binary(p, precedence + 1);
        if (right == NULL) {
            if (parser_wants_hints(p) && !parser_is_stopped(p) && precedence >= 5 &&
                parser_at(p, TOKEN_NOT)) {
                uint32_t at = p->position;
                if (parse_inversion(p) != NULL) {
                    parser_fail_range(p, parser_range(p, at),
                                      "'not' after an operator must be parenthesized");
                }
                p->position = at;
            }
            p->position--;
            p->stuck_operator = stuck_operator(p);
            return parser_is_stopped(p) ? NULL : left;
        }
        left = new_binary(p, left, operator, right);
        if (left != NULL) {
            left->range.line = p->tokens[start].line;
            left->range.column = p->tokens[start].column;
        }
    }
    return left;
}

static void *bitwise_or_rule(Parser *p) {
    return parse_binary(p, 1);
}

Expr *parse_bitwise_or(Parser *p) {
    return parser_memoise(p, MEMO_BINARY, bitwise_or_rule);
}

// [await] primary [** factor]
static Expr *parse_power(Parser *p) {
    uint32_t start = p->position;
    Expr *base;
    if (parser_accept(p, TOKEN_AWAIT)) {
        Expr *value = parse_primary(p);
        base = value == NULL ? NULL : parser_new_expr(p, EXPR_AWAIT, start);
        if (base == NULL) {
            p->position = start;
            return NULL;
        }
        base->as.yield.value = value;
    } else {
        base = parse_primary(p);
    }
    if (base == NULL || !parser_accept(p, TOKEN_DOUBLE_STAR)) {
        return base;
    }
    Expr *exponent = parse_factor(p);
    if (exponent == NULL) {
        p->position--;
        return parser_is_stopped(p) ? NULL : base;
    }
    Expr *power = new_binary(p, base, BINARY_POWER, exponent);
    if (power != NULL) {
        power->range.line = p->tokens[start].line;
        power->range.column = p->tokens[start].column;
    }
    return power;
}

static Expr *parse_unary(Parser *p, UnaryOperator operator) {
    uint32_t start = p->position++;
    Expr *operand = parse_factor(p);
    if (operand == NULL) {
        if (parser_wants_hints(p) && !parser_is_stopped(p) && parser_at(p, TOKEN_NOT)) {
            uint32_t at = p->position;
            p->position++;
            if (parse_factor(p) != NULL) {
                parser_fail_range(p, parser_range(p, at),
                                  "'not' after an operator must be parenthesized");
            }
        }
        p->position = start;
        return NULL;
    }
    Expr *expr = parser_new_expr(p, EXPR_UNARY, start);
    if (expr != NULL) {
        expr->as.unary.operator= operator;
        expr->as.unary.operand = operand;
    }
    return expr;
}

Expr *parse_factor(Parser *p) {
    if (!parser_enter(p)) {
        return NULL;
    }
    Expr *expr;
    switch (parser_peek(p)) {
    case TOKEN_PLUS:
        expr = parse_unary(p, UNARY_PLUS);
        break;
    case TOKEN_MINUS:
        expr = parse_unary(p, UNARY_MINUS);
        break;
    case TOKEN_TILDE:
        expr = parse_unary(p, UNARY_INVERT);
        break;
    default:
        expr = parse_power(p);
        break;
    }
    parser_leave(p);
    return expr;
}
