"""The features that `from __future__ import` asks for. All but annotations are always on."""

all_feature_names = ["nested_scopes", "generators", "division", "absolute_import", "with_statement",
                     "print_function", "unicode_literals", "barry_as_FLUFL", "generator_stop", "annotations"]
__all__ = ["all_feature_names"] + all_feature_names

CO_NESTED = 0x0010
CO_GENERATOR_ALLOWED = 0
CO_FUTURE_DIVISION = 0x20000
CO_FUTURE_ABSOLUTE_IMPORT = 0x40000
CO_FUTURE_WITH_STATEMENT = 0x80000
CO_FUTURE_PRINT_FUNCTION = 0x100000
CO_FUTURE_UNICODE_LITERALS = 0x200000
CO_FUTURE_BARRY_AS_BDFL = 0x400000
CO_FUTURE_GENERATOR_STOP = 0x800000
CO_FUTURE_ANNOTATIONS = 0x1000000


class _Feature:
    """Since which version a feature can be asked for, and since which it is always there."""

    def __init__(self, optionalRelease, mandatoryRelease, compiler_flag):
        self.optional = optionalRelease
        self.mandatory = mandatoryRelease
        self.compiler_flag = compiler_flag

    def getOptionalRelease(self):
        return self.optional

    def getMandatoryRelease(self):
        return self.mandatory

    def __repr__(self):
        return f"_Feature{(self.optional, self.mandatory, self.compiler_flag)!r}"


def _final(major, minor, serial=0, level="alpha", micro=0):
    return major, minor, micro, level, serial


nested_scopes = _Feature(_final(2, 1, 1, "beta"), _final(2, 2), CO_NESTED)
generators = _Feature(_final(2, 2, 1), _final(2, 3, 0, "final"), CO_GENERATOR_ALLOWED)
division = _Feature(_final(2, 2, 2), _final(3, 0), CO_FUTURE_DIVISION)
absolute_import = _Feature(_final(2, 5, 1), _final(3, 0), CO_FUTURE_ABSOLUTE_IMPORT)
with_statement = _Feature(_final(2, 5, 1), _final(2, 6), CO_FUTURE_WITH_STATEMENT)
print_function = _Feature(_final(2, 6, 2), _final(3, 0), CO_FUTURE_PRINT_FUNCTION)
unicode_literals = _Feature(_final(2, 6, 2), _final(3, 0), CO_FUTURE_UNICODE_LITERALS)
barry_as_FLUFL = _Feature(_final(3, 1, 2), _final(4, 0), CO_FUTURE_BARRY_AS_BDFL)
generator_stop = _Feature(_final(3, 5, 1, "beta"), _final(3, 7), CO_FUTURE_GENERATOR_STOP)
annotations = _Feature(_final(3, 7, 1, "beta"), None, CO_FUTURE_ANNOTATIONS)
