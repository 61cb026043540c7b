"""Finishing: list items, pictures, metadata and page labels, so that one file keeps PDF/UA-1 and PDF/A-2a."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from xml.sax.saxutils import escape

import pikepdf
from pikepdf import Array, Dictionary, Name, Object
from weasyprint import __version__

from coursereader.edition.chapter import Book

from .saving import save

PRODUCER = f"WeasyPrint {__version__}"

#: XMP of a PDF/A-2a and PDF/UA-1 file; PDF/A wants schemas it does not know described, here that of PDF/UA.
PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>
<pdfuaid:part>1</pdfuaid:part>
{fields}
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 the file conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""


def finish(drawn: bytes, book: Book, front: int) -> bytes:
    """Complete a drawn PDF whose first ``front`` pages have roman folios; equal input gives equal bytes."""
    with pikepdf.open(BytesIO(drawn)) as pdf:
        for item in list(tagged(pdf.Root.StructTreeRoot, "/LI")):
            fill_list_item(pdf, item)
        for thing in pdf.objects:
            if isinstance(thing, pikepdf.Stream) and thing.get("/Subtype") == Name.Image:
                # PDF/A wants pictures shown as they are; WeasyPrint asks for smoothing.
                thing.Interpolate = False
        # PDF/A wants metadata that can be read without undoing a filter.
        pdf.Root.Metadata = pdf.make_stream(packet(book).encode(), Type=Name.Metadata, Subtype=Name.XML)
        return save(pdf, front)


def kids(element: Object) -> list[Object]:
    """List what stands below a tag, which may be one thing or several."""
    below = element.get("/K")
    if below is None:
        return []
    return list(below) if isinstance(below, Array) else [below]


def tagged(element: Object, name: str) -> Iterator[Object]:
    """Yield all tags of a name below an element."""
    for kid in kids(element):
        if isinstance(kid, Dictionary) and "/S" in kid:
            if name == kid.S:
                yield kid
            yield from tagged(kid, name)


def fill_list_item(pdf: pikepdf.Pdf, item: Object) -> None:
    """Put what stands loose in a list item into its body; PDF/UA allows only a label and a body there."""
    proper: list[Object] = []
    loose: list[Object] = []
    for kid in kids(item):
        fits = isinstance(kid, Dictionary) and kid.get("/S") in ("/Lbl", "/LBody")
        (proper if fits else loose).append(kid)
    if not loose:
        return
    body = next((kid for kid in proper if kid.S == "/LBody"), None)
    if body is None:
        body = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.LBody, P=item, K=Array()))
        proper.append(body)
    for kid in loose:
        if isinstance(kid, Dictionary) and "/P" in kid:
            kid.P = body
    body.K = Array([*kids(body), *loose])
    item.K = Array(proper)


def packet(book: Book) -> str:
    """Write a book's metadata as an XMP packet, in step with the document's information dictionary."""
    alternative = "<dc:{0}><rdf:Alt><rdf:li xml:lang='x-default'>{1}</rdf:li></rdf:Alt></dc:{0}>"
    rows = (
        (alternative.format("title", "{}"), book.title),
        (alternative.format("description", "{}"), book.description),
        ("<dc:creator><rdf:Seq><rdf:li>{}</rdf:li></rdf:Seq></dc:creator>", book.author),
        ("<dc:language><rdf:Bag><rdf:li>{}</rdf:li></rdf:Bag></dc:language>", book.language),
        ("<pdf:Keywords>{}</pdf:Keywords>", ", ".join(book.keywords)),
        ("<pdf:Producer>{}</pdf:Producer>", PRODUCER),
    )
    return PACKET.format(fields="\n".join(row.format(escape(value)) for row, value in rows if value))
