"""Spares SQLAlchemy, while it is imported, what it seldom asks for; `engine` imports this before everything else.

It imports `importlib.metadata`, and with it the reading of e-mail headers, for drivers that others install beside it,
and `asyncio`, with sockets and TLS, for programs that wait differently: a twelfth of the time to the first rows. Each
is there as soon as somebody asks for it (bench/start_up.py).
"""

from telbill_desktop.system.later_module import later

with later({"asyncio": ("iscoroutine",), "importlib.metadata": ()}):
    import sqlalchemy  # noqa: F401 - for what it brings along
