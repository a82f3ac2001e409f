"""What the tables are called: opening a store looks for them without importing what is in them."""

# Kept equal to the tables themselves by a test.
TABLE_NAMES = frozenset({
    "account_alias", "account_balance", "accounting_rules", "act", "act_change", "address", "archive_event",
    "assignment", "billing_account", "billing_terms", "committed_minimum", "company", "company_document",
    "company_key", "contact", "contract", "custody", "deposit", "deposit_copy", "deposit_name", "deposit_text",
    "entry_export", "entry_mark", "equipment", "fleet_item", "id_counter", "invoice", "invoice_adjustment",
    "invoice_cost", "invoice_line", "invoice_source", "invoice_vat", "invoice_warning", "operator", "operator_key",
    "perimeter", "person", "planned_charge", "product", "product_price", "report_definition", "saved_view", "snooze",
    "special_condition", "team", "trusted_certificate", "usage_batch", "usage_by_month", "usage_by_user", "usage_file",
    "usage_key", "usage_key_aside", "usage_kind", "usage_line", "usage_place", "usage_policy", "usage_purge",
    "usage_record", "usage_record_aside", "usage_total", "usage_total_aside", "usage_user", "user_cost", "verdict",
})  # fmt: skip
