# A catch_warnings inside another: what the outer one records goes on being recorded.
import warnings

with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    with warnings.catch_warnings():
        warnings.warn("inside")
        warnings.simplefilter("ignore")
        warnings.warn("ignored")
    with warnings.catch_warnings(record=True) as inner:
        warnings.warn("collected inside")
    warnings.warn("after")
print([str(warning.message) for warning in caught])
print([str(warning.message) for warning in inner])
