"""Errors that are the user's to mend: one line says what is wrong, another what to do."""

from __future__ import annotations


class UserError(Exception):
    """Shown by the command line without a traceback, with exit code 2.

    Args:
        message: what is wrong, one line without a full stop.
        hint: what the user can do about it.
    """

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint
