// Reading the command line. Options mirror CPython's where it has them.
#include "runtime/shell/command_line.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "vm/thread/gil_policy.h"

#define RUNS_DEFAULT 5
#define RUNS_MAX     1000

#define CHECK_INTERVAL_MAX 1000000000

static const char HELP_HEAD[] =
    "usage: gilt [options] [-c CODE | -m MODULE | SCRIPT | -] [ARGUMENTS]\n"
    "       gilt compare [-n RUNS] [--json] [--show-output] SCRIPT [ARGUMENTS]\n"
    "       gilt dis FILE\n"
    "\n"
    "Runs Python 3 programs, with a global interpreter lock that can be switched off.\n"
    "Without a script it starts the prompt; type %help there.\n"
    "\n"
    "options:\n"
    "  --gil=on|off|POLICY  start with the GIL on (the default, py310), off, or under one of\n"
    "                       these policies; also -X gil=1|0 and the environment variable\n"
    "                       PYTHON_GIL=1|0\n";

static const char HELP_TAIL[] =
    "  --switch-interval=S  seconds a thread waits for the GIL before it asks for it "
    "(policies\n"
    "                       from py32 on; 0.005)\n"
    "  --check-interval=N   instructions between two releases of the GIL (py22: 10, py27: "
    "100)\n"
    "  --stats              at the end, print what threads and locks did, to stderr\n"
    "  -c CODE              run CODE\n"
    "  -m MODULE            run a module as a script\n"
    "  -                    run the program read from standard input\n"
    "  -i                   go to the prompt after the script\n"
    "  -q                   no banner\n"
    "  -u                   do not buffer standard output\n"
    "  -V, --version        print the version\n"
    "  -h, --help           print this help\n"
    "\n"
    "commands:\n"
    "  compare SCRIPT       run SCRIPT with the GIL on and off, in turn, and compare times and "
    "output\n"
    "      -n RUNS          counted runs of each, after one warm-up (5)\n"
    "      --json           print the figures as JSON\n"
    "      --show-output    also print what the script printed\n"
    "  dis FILE             print the bytecode of FILE\n";

void command_line_print_help(void) {
    fputs(HELP_HEAD, stdout);
    for (const GilPolicy *const *policy = gil_policies(); *policy; policy++) {
        printf("%26s %-6s %s\n", "", (*policy)->name, (*policy)->models);
    }
    fputs(HELP_TAIL, stdout);
}

static bool fail(const char *format, const char *detail) {
    fprintf(stderr, "gilt: ");
    fprintf(stderr, format, detail);
    fprintf(stderr, "\nTry 'gilt --help'.\n");
    return false;
}

static bool set_gil(CommandLine *out, const char *mode) {
    if (strcmp(mode, "off") == 0 || strcmp(mode, "0") == 0) {
        out->is_gil_off = true;
        return true;
    }
    out->is_gil_off = false;
    if (strcmp(mode, "on") == 0 || strcmp(mode, "1") == 0) {
        return true;
    }
    if (gil_policy_find(mode)) {
        out->policy = mode;
        return true;
    }
    char names[256] = "on, off";
    for (const GilPolicy *const *policy = gil_policies(); *policy; policy++) {
        size_t length = strlen(names);
        snprintf(names + length, sizeof names - length, ", %s", (*policy)->name);
    }
    fprintf(stderr, "gilt: unknown GIL mode '%s': there are %s\nTry 'gilt --help'.\n", mode,
            names);
    return false;
}

static bool set_interval(CommandLine *out, const char *text) {
    char *end;
    double seconds = strtod(text, &end);
    if (end == text || *end || !(seconds > 0) || seconds > 1e6) {
        return fail("'%s' is no switch interval: a number of seconds above 0", text);
    }
    out->interval_ns = seconds * 1e9 < 1 ? 1 : (uint64_t)(seconds * 1e9);
    return true;
}

static bool set_check_interval(CommandLine *out, const char *text) {
    char *end;
    unsigned long instructions = strtoul(text, &end, 10);
    if (end == text || *end || text[0] == '-' || instructions < 1 ||
        instructions > CHECK_INTERVAL_MAX) {
        return fail("'%s' is no check interval: a number of instructions from 1 to 1000000000",
                    text);
    }
    out->check_interval = (uint32_t)instructions;
    return true;
}

static bool set_x_option(CommandLine *out, const char *option) {
    if (strncmp(option, "gil=", 4) == 0) {
        if (strcmp(option + 4, "0") != 0 && strcmp(option + 4, "1") != 0) {
            return fail("config_read_gil: PYTHON_GIL / -X gil must be \"0\" or \"1\"%s", "");
        }
        return set_gil(out, option + 4);
    }
    return true; // CPython ignores -X options it does not know
}

// The value of an option: glued to it, or the next argument. Null after a message.
static const char *option_value(int argc, char **argv, int *i, size_t glued_at) {
    if (argv[*i][glued_at]) {
        return argv[*i] + glued_at;
    }
    if (*i + 1 < argc) {
        return argv[++*i];
    }
    fail("argument expected for the %s option", argv[*i]);
    return NULL;
}

// One option that starts with "--".
static bool parse_long(CommandLine *out, const char *option) {
    if (strncmp(option, "--gil=", 6) == 0) {
        return set_gil(out, option + 6);
    }
    if (strncmp(option, "--switch-interval=", 18) == 0) {
        return set_interval(out, option + 18);
    }
    if (strncmp(option, "--check-interval=", 17) == 0) {
        return set_check_interval(out, option + 17);
    }
    if (strcmp(option, "--stats") == 0) {
        out->stats = true;
        return true;
    }
    if (strncmp(option, "--gil-stats-file=", 17) == 0) {
        out->stats_file = option + 17;
        return true;
    }
    if (strcmp(option, "--help") == 0) {
        out->kind = RUN_HELP;
        return true;
    }
    if (strcmp(option, "--version") == 0) {
        out->kind = RUN_VERSION;
        return true;
    }
    return fail("unknown option %s", option);
}

// One argument of short options, such as -iq or -c CODE. *done: the rest belongs to the
// program.
static bool parse_short(CommandLine *out, int argc, char **argv, int *i, bool *done) {
    const char *option = argv[*i];
    for (size_t k = 1; option[k]; k++) {
        const char *value;
        switch (option[k]) {
        case 'c':
        case 'm':
            out->kind = option[k] == 'c' ? RUN_COMMAND : RUN_MODULE;
            out->target = option_value(argc, argv, i, k + 1);
            *done = true;
            return out->target != NULL;
        case 'X':
            value = option_value(argc, argv, i, k + 1);
            return value && set_x_option(out, value);
        case 'W':
            return option_value(argc, argv, i, k + 1) != NULL;
        case 'i':
            out->inspect = true;
            break;
        case 'q':
            out->quiet = true;
            break;
        case 'u':
            out->unbuffered = true;
            break;
        case 'V':
            out->kind = RUN_VERSION;
            break;
        case 'h':
            out->kind = RUN_HELP;
            break;
        case 'B':
        case 'E':
        case 'I':
        case 's':
        case 'S':
            break; // nothing to switch off here
        default:
            fprintf(stderr, "gilt: unknown option -%c\nTry 'gilt --help'.\n", option[k]);
            return false;
        }
    }
    return true;
}

static bool parse_compare(int argc, char **argv, int i, CommandLine *out) {
    out->kind = RUN_COMPARE;
    for (; i < argc && argv[i][0] == '-'; i++) {
        if (strcmp(argv[i], "--json") == 0) {
            out->as_json = true;
        } else if (strcmp(argv[i], "--show-output") == 0) {
            out->show_output = true;
        } else if (strncmp(argv[i], "-n", 2) == 0) {
            const char *value = option_value(argc, argv, &i, 2);
            char *end;
            long runs = value ? strtol(value, &end, 10) : 0;
            if (!value || *end || runs < 1 || runs > RUNS_MAX) {
                return value && fail("-n takes a number from 1 to 1000, not '%s'", value);
            }
            out->n_runs = (int)runs;
        } else if (!parse_long(out, argv[i])) {
            return false;
        }
    }
    if (out->kind == RUN_HELP || out->kind == RUN_VERSION) {
        return true;
    }
    if (i == argc) {
        return fail("compare: which script?%s", "");
    }
    out->target = argv[i];
    out->n_arguments = argc - i - 1;
    out->arguments = argv + i + 1;
    return true;
}

static bool parse_environment(CommandLine *out) {
    const char *gil = getenv("PYTHON_GIL");
    if (!gil || !*gil) {
        return true;
    }
    if (strcmp(gil, "0") != 0 && strcmp(gil, "1") != 0) {
        return fail("PYTHON_GIL / -X gil must be \"0\" or \"1\"%s", "");
    }
    return set_gil(out, gil);
}

bool command_line_parse(int argc, char **argv, CommandLine *out) {
    *out = (CommandLine){.n_runs = RUNS_DEFAULT};
    if (!parse_environment(out)) {
        return false;
    }
    int i = 1;
    bool done = false;
    for (; i < argc && !done && argv[i][0] == '-' && argv[i][1]; i++) {
        if (strcmp(argv[i], "--") == 0) {
            i++;
            break;
        }
        bool ok = argv[i][1] == '-' ? parse_long(out, argv[i])
                                    : parse_short(out, argc, argv, &i, &done);
        if (!ok) {
            return false;
        }
    }
    if (out->kind != RUN_PROMPT || done) {
        out->n_arguments = argc - i;
        out->arguments = argv + i;
        return true;
    }
    if (i == argc) {
        return true;
    }
    if (strcmp(argv[i], "compare") == 0) {
        return parse_compare(argc, argv, i + 1, out);
    }
    if (strcmp(argv[i], "dis") == 0) {
        out->kind = RUN_DIS;
        if (++i == argc) {
            return fail("dis: which file?%s", "");
        }
    } else {
        out->kind = strcmp(argv[i], "-") == 0 ? RUN_STDIN : RUN_SCRIPT;
    }
    out->target = argv[i];
    out->n_arguments = argc - i - 1;
    out->arguments = argv + i + 1;
    return true;
}
