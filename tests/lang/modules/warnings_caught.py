# What an outer block collects it also collects of a block inside that only changes the filters.
import warnings

with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    with warnings.catch_warnings():
        warnings.simplefilter("default")
        warnings.warn("inside")
    with warnings.catch_warnings(record=True) as inner:
        warnings.warn("collected inside")
    warnings.warn("outside")
print([str(warning.message) for warning in caught])  # expect: ['inside', 'outside']
print([str(warning.message) for warning in inner])  # expect: ['collected inside']
