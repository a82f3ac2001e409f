"""What the metadata of a PDF (XMP) say of the document, but for when it was written, and by which program."""

from lxml import etree

_OF_THE_WRITING = {
    "{http://ns.adobe.com/xap/1.0/}ModifyDate",
    "{http://ns.adobe.com/xap/1.0/}MetadataDate",
    "{http://ns.adobe.com/xap/1.0/mm/}InstanceID",
    "{http://ns.adobe.com/pdf/1.3/}Producer",
    "{adobe:ns:meta/}xmptk",
    "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about",
}
_MOST = 5_000_000  # bytes


def said_in(data: bytes) -> list[tuple[str, str]]:
    """Each property with what it says, in their order; the whole text where it is no XML."""
    if not data.strip():
        return []
    if len(data) > _MOST:
        return [("", data.hex())]
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data.strip(b"\0 \t\r\n"), parser)
    except etree.XMLSyntaxError:
        return [("", data.hex())]
    found = [(str(element.tag), element.text or "") for element in root.iter(etree.Element)]
    found += [(str(name), str(value)) for element in root.iter(etree.Element) for name, value in element.items()]
    return [(name, text.strip()) for name, text in found if text.strip() and name not in _OF_THE_WRITING]
