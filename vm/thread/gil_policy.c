// The list of GIL policies.
#include "vm/thread/gil_policy.h"

#include <string.h>

static const GilPolicy *const policies[] = {
#define GIL_POLICY(policy) &policy,
#include "vm/thread/gil_policies.def"
#undef GIL_POLICY
    NULL,
};

const GilPolicy *const *gil_policies(void) {
    return policies;
}

const GilPolicy *gil_policy_default(void) {
    return &gil_policy_py310;
}

const GilPolicy *gil_policy_find(const char *name) {
    if (strcmp(name, "on") == 0) {
        return gil_policy_default();
    }
    for (const GilPolicy *const *policy = policies; *policy; policy++) {
        if (strcmp((*policy)->name, name) == 0) {
            return *policy;
        }
    }
    return NULL;
}
