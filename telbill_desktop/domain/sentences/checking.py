"""What is said of an invoice whose figures do not agree."""

from telbill_desktop.domain.sentence_marker import N_

CHECKING = {
    "total_mismatch": N_("{ht} + {vat} do not make {stated}: {difference} apart."),
    "total_mismatch_rounding": N_("{ht} + {vat} do not quite make {stated}: {difference} of rounding."),
    "lines_mismatch": N_("The lines make {computed}; their stated total is {stated}: {difference} apart."),
    "lines_mismatch_rounding": N_(
        "The lines make {computed}; their stated total is {stated}: {difference} of rounding."
    ),
    "ht_lines_mismatch": N_("Lines, allowances and charges make {computed}; HT is {stated}: {difference} apart."),
    "ht_lines_mismatch_rounding": N_(
        "Lines, allowances and charges make {computed}; HT is {stated}: {difference} of rounding."
    ),
    "ht_mismatch": N_(
        "The totals of lines, allowances and charges make {computed}; HT is {stated}: {difference} apart."
    ),
    "ht_mismatch_rounding": N_(
        "The totals of lines, allowances and charges make {computed}; HT is {stated}: {difference} of rounding."
    ),
    "allowances_mismatch": N_("The allowances make {computed}; their stated total is {stated}: {difference} apart."),
    "allowances_mismatch_rounding": N_(
        "The allowances make {computed}; their stated total is {stated}: {difference} of rounding."
    ),
    "charges_mismatch": N_("The charges make {computed}; their stated total is {stated}: {difference} apart."),
    "charges_mismatch_rounding": N_(
        "The charges make {computed}; their stated total is {stated}: {difference} of rounding."
    ),
    "due_mismatch": N_("{computed} should be due; the invoice asks for {stated}: {difference} apart."),
    "due_mismatch_rounding": N_("{computed} should be due; the invoice asks for {stated}: {difference} of rounding."),
    "vat_mismatch": N_("The VAT table makes {computed}; the total of VAT is {stated}: {difference} apart."),
    "vat_mismatch_rounding": N_(
        "The VAT table makes {computed}; the total of VAT is {stated}: {difference} of rounding."
    ),
    "vat_bases_mismatch": N_("The bases of the VAT table make {computed}; HT is {stated}: {difference} apart."),
    "vat_bases_mismatch_rounding": N_(
        "The bases of the VAT table make {computed}; HT is {stated}: {difference} of rounding."
    ),
    "vat_row_mismatch": N_("VAT of {rate} % on {basis} makes {computed}; the invoice states {stated}."),
    "vat_row_rounding": N_(
        "VAT of {rate} % on {basis} makes {computed}; the invoice states {stated}, which is rounding."
    ),
    "vat_row_incomplete": N_("A row of the VAT table lacks its base or its amount (category {category})."),
    "vat_rate_missing": N_("A row of the VAT table lacks its rate (category {category})."),
    "lines_total_missing": N_("The invoice does not state the total of its lines."),
    "line_incomplete": N_("Line {line} lacks its quantity or its price ({count} such lines)."),
    "vat_row_repeated": N_("The VAT table has several rows for category {category} at {rate} %."),
    "vat_basis_mismatch": N_("The lines at {rate} % ({category}) make {computed}; the VAT table states {stated}."),
    "vat_basis_rounding": N_(
        "The lines at {rate} % ({category}) make {computed}; the VAT table states {stated}, which is rounding."
    ),
    "vat_on_untaxed": N_("VAT category {category} is untaxed; the invoice states {amount} at {rate} %."),
    "vat_table_missing": N_("The invoice has lines with VAT and no VAT table."),
    "exemption_missing": N_("VAT category {category} needs a reason, and none is given."),
    "seller_vat_missing": N_("The seller charges VAT and gives no VAT number."),
    "amount_due_missing": N_("The invoice does not say how much is due."),
    "due_differs": N_("{due} of {ttc} is due; the invoice does not say why."),
    "prepaid": N_("{paid} of {ttc} is already paid; {due} is due."),
    "line_mismatch": N_("Line {line}: {quantity} at {price} makes {computed}; the line states {stated}."),
    "lines_mismatch_more": N_("{count} more lines do not make their own amounts."),
    "line_amount_missing": N_("Line {line} has a price and no amount ({count} such lines)."),
    "line_amount_precise": N_("Line {line} has an amount finer than a cent ({count} such lines)."),
    "price_negative": N_("Line {line} has a negative unit price ({count} such lines)."),
    "group_mismatch": N_("Line {line} groups lines that make {total}; it states {stated}."),
    "amount_rounded": N_("{field} has more than two decimals, {text}; it was rounded to the cent."),
    "table_rounded": N_("The VAT table or the allowances have more than two decimals; they were rounded to the cent."),
    "due_before_issue": N_("The invoice is due ({due}) before it was issued ({issued})."),
    "refers_to_itself": N_("Invoice {number} gives itself as the invoice that it corrects."),
    "preceding_missing": N_("The document does not name the invoice that it corrects."),
    "type_code_missing": N_("The document does not say its type (BT-3)."),
    "type_code_unknown": N_("The document's type {type_code} is not in the standard's list."),
    "is_pro_forma": N_("This is a pro forma invoice (type {type_code}): it announces an invoice and is none."),
    "number_hides": N_("The invoice number holds characters that cannot be seen: {number}. It may look like another."),
    "number_long": N_("The invoice number has {count} characters: {number}…"),
    "currency_unknown": N_("The invoice's currency {currency} does not exist (ISO 4217)."),
    "profile_too_low": N_("The invoice declares the profile {profile}, which has no lines, and has some."),
    "lines_missing": N_("The invoice declares the profile {profile} and has no lines."),
    "siren_invalid": N_("{party}: the SIREN {siren} cannot exist."),
    "siret_invalid": N_("{party}: the SIRET {siret} cannot exist."),
    "vat_number_invalid": N_("{party}: the VAT number {number} cannot exist."),
    "vat_number_of_another": N_("{party}: the VAT number {number} does not belong to the SIREN {siren}."),
    "iban_invalid": N_("The IBAN {iban} cannot exist: check it before paying."),
}
