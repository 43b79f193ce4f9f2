class HttpError(Exception):
    def __init__(self, status, reason):
        super().__init__(status, reason)
        self.status, self.reason = status, reason

    def __str__(self):
        return f"{self.status} {self.reason}"


class EmptyText(Exception):
    pass


try:
    raise HttpError(404, "Not Found")
except HttpError:
    raise EmptyText
