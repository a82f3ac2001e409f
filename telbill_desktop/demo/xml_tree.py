"""Writing XML: elements with prefixed names, in the order in which they are added."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from lxml import etree


class Branch:
    """One element; what it holds is added in document order, and a value that is missing adds nothing."""

    def __init__(self, element: etree._Element, namespaces: Mapping[str, str]) -> None:
        self._element = element
        self._namespaces = namespaces

    @classmethod
    def root(cls, name: str, namespaces: Mapping[str, str]) -> "Branch":
        """A document's first element; an empty prefix is the default namespace."""
        known = {prefix or None: uri for prefix, uri in namespaces.items()}
        element = etree.Element(_qualified(name, namespaces), nsmap=known)  # type: ignore[arg-type] # None: default
        return cls(element, namespaces)

    def branch(self, name: str) -> "Branch":
        """A new element that holds others."""
        return Branch(etree.SubElement(self._element, _qualified(name, self._namespaces)), self._namespaces)

    def path(self, *names: str) -> "Branch":
        """Elements one inside the other; the innermost."""
        inner = self
        for name in names:
            inner = inner.branch(name)
        return inner

    def leaf(self, name: str, value: str | Decimal | date | None, **attributes: str) -> None:
        """A new element with a text; dates are ISO, numbers have the decimals that they have."""
        if value is None:
            return
        element = etree.SubElement(self._element, _qualified(name, self._namespaces), attrib=attributes)
        element.text = _written(value)

    def to_bytes(self) -> bytes:
        """The whole document, UTF-8, indented."""
        etree.indent(self._element)
        written: bytes = etree.tostring(self._element, xml_declaration=True, encoding="UTF-8")
        return written


def _written(value: str | Decimal | date) -> str:
    if isinstance(value, Decimal):
        return format(value, "f")
    return value.isoformat() if isinstance(value, date) else value


def _qualified(name: str, namespaces: Mapping[str, str]) -> str:
    prefix, _, local = name.rpartition(":")
    return f"{{{namespaces[prefix]}}}{local}"
