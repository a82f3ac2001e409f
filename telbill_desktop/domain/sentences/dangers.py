"""What is said of a document beside the verdict on its signatures."""

from telbill_desktop.domain.sentence_marker import N_

DANGERS = {
    # In the file
    "danger_script": N_("The PDF contains a script (JavaScript). It was not run."),
    "danger_launch": N_("The PDF contains a command that starts a program. It was not run."),
    "danger_opens": N_("The PDF opens something else by itself: {target}. It was not opened."),
    "danger_sends": N_("The PDF contains a command that sends or takes in the data of a form."),
    "danger_attached": N_("A file is embedded in the PDF, besides the data of the invoice: “{name}”."),
    "danger_program": N_("A file that a computer can run is embedded in the PDF: “{name}”. Do not open it."),
    "danger_form": N_("The PDF has fields to fill in ({count}): what they show can change without the page changing."),
    "danger_xfa": N_("The PDF carries a form of another kind (XFA), which readers may show instead of its pages."),
    "danger_layers": N_("The PDF has layers that can be hidden: not every reader or printer shows the same."),
    "danger_media": N_("The PDF contains sound, video or a 3D model."),
    "danger_encrypted": N_("The PDF is encrypted, and opens without a password."),
    "danger_unexamined": N_("What the PDF contains besides its pages could not be examined."),
    "danger_half_examined": N_("Only the first {count} objects of the PDF were examined."),
    "inspection_stopped": N_("Looking at what else is in the file took too long or too much memory, and was stopped."),
    # On its pages
    "covered_by_note": N_("Page {page}: a note or a field lies over printed text."),
    "covered_by_picture": N_("Page {page}: a picture was drawn over text, which cannot be seen there."),
    "covered_by_surface": N_("Page {page}: a filled surface was drawn over text, which cannot be seen there."),
    "covered_half_examined": N_("Whether something lies over the text was examined in part only: the PDF is large."),
    "pages_unexamined": N_("The text of the pages, and whether something lies over it, could not be examined."),
    "pages_unopened": N_("Pages of the PDF cannot be opened ({count}): nothing is known of what they show."),
    "text_cut": N_("The document is long: a search finds the text of its first {pages} pages, of {count}."),
    # As two programs read it
    "pages_differ": N_("Two programs do not find as many pages in the PDF: one {first}, the other {second}."),
    "total_differs": N_("The total of {total} is in the text that one program reads, and not in what another reads."),
    "total_absent": N_("The total of {total} is not in the text of the PDF; it may be in a picture."),
    "total_unread": N_("Whether two programs read the same total of {total} could not be examined."),
    # No PDF
    "signature_of_no_pdf": N_("The file is no PDF: files of its kind carry no PDF signature."),
    "signature_of_xml": N_("The XML carries a signature (XML-DSig or XAdES), which this program does not verify."),
    "signature_of_other": N_("The file carries a signature of another kind than PDFs, which is not verified here."),
}
