"""Telbill Desktop: the telecom invoices of a small French business."""

__version__ = "0.1.0"
