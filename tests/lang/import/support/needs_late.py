from .needs_early import early
late = 2
