"""The certificates of a file's signatures, for whoever wants to trust one of them: nothing is trusted by being read."""

from telbill_desktop.documents.signatures.reading import report
from telbill_desktop.domain.signature import CertificateFacts


def certificates_of_signers(content: bytes) -> list[CertificateFacts]:
    """From each signer of a PDF up to the last issuer whose certificate the file holds; each certificate once.

    Empty where the file is not signed, or nothing of its signatures can be read.
    """
    found = [one for signature in report(content).signatures for one in signature.chain]
    return list({one.sha256: one for one in found}.values())
