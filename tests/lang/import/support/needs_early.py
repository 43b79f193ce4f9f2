from .needs_late import late
early = 1
