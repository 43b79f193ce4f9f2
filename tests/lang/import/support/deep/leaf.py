from .. import label
name = "leaf of " + label
