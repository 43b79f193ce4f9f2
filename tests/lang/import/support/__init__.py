label = "support package"
