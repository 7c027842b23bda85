"""Where the ontology and the queries lie: inside the installed package, or beside it in a checkout."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def folder(name: str) -> Path:
    """The folder ``ontology``, ``queries`` or ``sample``.

    Raises:
        FileNotFoundError: the installation lacks it.
    """
    for place in (_PACKAGE / name, _PACKAGE.parent / name):
        if place.is_dir():
            return place
    raise FileNotFoundError(f"{name}/ is neither in the package nor beside it: the installation is incomplete")
