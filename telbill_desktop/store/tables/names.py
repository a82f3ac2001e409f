"""What the tables are called: opening a store looks for them without importing what is in them."""

# Kept equal to the tables themselves by a test.
TABLE_NAMES = frozenset({
    "account_alias", "account_balance", "act", "act_change", "address", "archive_event", "assignment",
    "billing_account", "billing_terms", "committed_minimum", "company", "company_document", "company_key", "contact",
    "contract", "custody", "deposit", "deposit_copy", "deposit_name", "deposit_text", "equipment", "fleet_item",
    "id_counter", "invoice", "invoice_adjustment", "invoice_line", "invoice_source", "invoice_vat", "invoice_warning",
    "operator", "operator_key", "perimeter", "person", "planned_charge", "product", "product_price", "saved_view",
    "special_condition", "team", "trusted_certificate", "verdict",
})  # fmt: skip
