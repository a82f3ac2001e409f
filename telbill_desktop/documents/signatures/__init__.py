"""Signatures of PDFs, read and judged; the only place that knows pyHanko. For the worker's process alone."""
