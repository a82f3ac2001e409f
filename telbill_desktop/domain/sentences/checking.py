"""What is said of an invoice whose figures do not agree."""

from telbill_desktop.domain.sentences.marker import N_

CHECKING = {
    "total_mismatch": N_("{ht} + {vat} do not make {ttc}: {difference} apart."),
}
