"""What a cell says, kept as nbformat outputs and no more than a limit of it."""

import io
import json
import os

from course_utils.grading.coursework.verdict import Output


class Outputs:
    """Collects a cell's outputs up to `limit` bytes; `cut` tells whether something was left out."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self.clear()

    def clear(self) -> None:
        """Forget everything; the limit counts from the beginning."""
        self.items: list[Output] = []
        self.cut = False
        self._left = self._limit

    def stream(self, name: str, text: str) -> None:
        """Add to stdout or stderr as far as there is room; what follows on the same stream is joined to it."""
        kept = text[: self._left]
        self.cut = self.cut or len(kept) < len(text)
        self._left -= len(kept)
        if not kept:
            return
        last = self.items[-1] if self.items else None
        if last and last["output_type"] == "stream" and last["name"] == name:
            last["text"] += kept
        else:
            self.items.append({"output_type": "stream", "name": name, "text": kept})

    def add(self, output: Output) -> None:
        """Add an output whole, or leave it out if its JSON is longer than what is left."""
        size = len(json.dumps(output, default=str))
        if size > self._left:
            self.cut = True
            return
        self._left -= size
        self.items.append(output)

    def error(self, name: str, value: str, traceback: list[str]) -> None:
        """Add an error; it is never left out, since it is what the cell came to."""
        room = max(self._left, 4000)
        text = "\n".join(traceback)[-room:]
        self.items.append(
            {
                "output_type": "error",
                "ename": name[:200],
                "evalue": value[:2000],
                "traceback": text.split("\n"),
            }
        )


class DescriptorFile:
    """Where a file descriptor (1 or 2) of the process leads: an unlinked file, read as it grows."""

    def __init__(self, folder: str, descriptor: int) -> None:
        self._file = os.open(folder, os.O_TMPFILE | os.O_RDWR | os.O_APPEND, 0o600)
        os.dup2(self._file, descriptor)

    def drain(self, limit: int) -> tuple[str, bool]:
        """Give what was written since the last time, and whether more than `limit` bytes were."""
        size = os.fstat(self._file).st_size
        if not size:
            return "", False
        written = os.pread(self._file, limit, 0)
        os.ftruncate(self._file, 0)
        return written.decode("utf-8", "replace"), size > limit


class Stream(io.TextIOBase):
    """`sys.stdout` or `sys.stderr` of a cell: first what its descriptor got, then this text."""

    def __init__(self, name: str, outputs: Outputs, below: DescriptorFile, limit: int) -> None:
        self._name, self._outputs, self._below, self._limit = name, outputs, below, limit
        self._descriptor = {"stdout": 1, "stderr": 2}[name]

    encoding = "utf-8"
    errors = "replace"

    def fileno(self) -> int:
        return self._descriptor

    def isatty(self) -> bool:
        return False

    def writable(self) -> bool:
        return True

    def flush(self) -> None:
        text, cut = self._below.drain(self._limit)
        self._outputs.stream(self._name, text)
        self._outputs.cut = self._outputs.cut or cut

    def write(self, text: str, /) -> int:
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        self.flush()
        self._outputs.stream(self._name, text)
        return len(text)
