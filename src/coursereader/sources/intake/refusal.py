"""Refusal: why a file cannot be taken in, in an editor's words."""

from __future__ import annotations

from coursereader.text.problem import Problem


class RefusedFileError(ValueError):
    """A file of which no text can be made."""

    def __init__(self, code: str, message: str, facts: tuple[tuple[str, str], ...], hint: str) -> None:
        super().__init__(message)
        self.code, self.message, self.facts, self.hint = code, message, facts, hint

    def problem(self, file: str) -> Problem:
        """Return the problem that this is of a file.

        >>> print(RefusedFileError("file-empty", "the file is empty", (), "save it again").problem("kettle.txt"))
        kettle.txt: the file is empty [file-empty]
            hint  save it again
        """
        return Problem(file, 0, self.code, self.message, self.facts, self.hint)


def damaged(reason: str) -> RefusedFileError:
    """Return what says that a file is not whole, or not what its first bytes say."""
    facts = (("reason", " ".join(reason.split())[:200]),)
    hint = "open it in the program it is for and save it again, or get another copy"
    return RefusedFileError("file-damaged", "the file is damaged", facts, hint)


def locked() -> RefusedFileError:
    """Return what says that a file opens with a password alone."""
    hint = "save it without a password"
    return RefusedFileError("file-locked", "the file is locked with a password", (), hint)


def too_large(what: str, size: int, most: int) -> RefusedFileError:
    """Return what says that a file, or what it unpacks to, is larger than any text."""
    facts = ((what, f"{size / 1e6:.0f} MB"), ("at most", f"{most / 1e6:.0f} MB"))
    hint = "take the text out of it, or divide it"
    return RefusedFileError("file-too-large", "the file is too large", facts, hint)


def textless(pages: int) -> RefusedFileError:
    """Return what says that a file holds pictures of pages and no letters."""
    hint = "have its text recognised (OCR), and take in the result"
    return RefusedFileError("file-without-text", "the file holds no text", (("pages", str(pages)),), hint)
