"""Forms with files: multipart/form-data."""

import os
import secrets


def encode_files(files, data):
    """The content and its type for fields and files (name, or (file name, content[, type]))."""
    if isinstance(data, (str, bytes)):
        raise ValueError("Data must not be a string.")
    boundary = secrets.token_hex(16)
    parts = []
    for name, values in data.items() if hasattr(data, "items") else data or ():
        for value in values if isinstance(values, (list, tuple)) else [values]:
            if value is not None:
                parts.append((_disposition(name), value))
    for name, value in files.items() if hasattr(files, "items") else files:
        if isinstance(value, (tuple, list)):
            file_name, content, *more = value
        else:
            content, more = value, []
            file_name = os.path.basename(getattr(value, "name", "") or name)
        kind = more[0] if more else None
        head = _disposition(name) + (f'; filename="{file_name}"' if file_name else "")
        head += f"\r\nContent-Type: {kind}" if kind else ""
        for key, text in (more[1] if len(more) > 1 else {}).items():
            head += f"\r\n{key}: {text}"
        parts.append((head, content.read() if hasattr(content, "read") else content))
    lines = []
    for head, content in parts:
        content = content if isinstance(content, bytes) else str(content).encode()
        lines.append(f"--{boundary}\r\n{head}\r\n\r\n".encode() + content + b"\r\n")
    return b"".join(lines) + f"--{boundary}--\r\n".encode(), f"multipart/form-data; boundary={boundary}"


def _disposition(name):
    return f'Content-Disposition: form-data; name="{name}"'
