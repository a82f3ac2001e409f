"""What the product knows, as pure values and functions: no I/O, no clock, no locale, no float."""
