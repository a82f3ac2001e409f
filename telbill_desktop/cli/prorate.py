"""`telbill prorate FILE`: the engine on a case in a file, each line with its days and why."""

import json
import stat
from decimal import Decimal
from pathlib import Path
from typing import Any

from telbill_desktop.cli.exit_codes import DONE
from telbill_desktop.cli.output import printable
from telbill_desktop.cli.session import Session
from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.explanations import explained
from telbill_desktop.domain.proration import Charge
from telbill_desktop.domain.proration_case import ProrationCase, case_of
from telbill_desktop.system import formats

_LARGEST = 64_000_000  # bytes


def prorate(session: Session) -> int:
    """Computes the case and answers its lines and total before tax.

    Raises:
        TelbillError: `case_…`; the file cannot be read or says what cannot be.
    """
    name = str(session.options.file)
    case = case_of(_document(Path(name), name))
    lines = case.charges()
    total = sum((line.amount for line in lines), Decimal(0))
    if session.options.json:
        session.output.document(
            {
                "invoice_date": case.invoice_date.isoformat(),
                "total": f"{total:.2f}",
                "lines": [_stated(line, case) for line in lines],
            }
        )
        return DONE
    for line in lines:
        why = formats.sentence(explained(line, case.plan.rule))
        session.output.line(f"{printable(line.item)}  {formats.amount(line.amount)}  {printable(why)}")
    session.output.line(formats.amount(total))
    return DONE


def _stated(line: Charge, case: ProrationCase) -> dict[str, Any]:
    return {
        "item": line.item,
        "section": line.section.value,
        "quantity": line.quantity,
        "unit_price": f"{line.unit_price:.2f}",
        "days": line.days,
        "period_days": line.base,
        "from": line.period.start.isoformat(),
        "to": line.period.end.isoformat(),
        "amount": f"{line.amount:.2f}",
        "explanation": formats.sentence(explained(line, case.plan.rule)),
    }


def _document(path: Path, name: str) -> object:
    try:
        if not stat.S_ISREG(path.stat().st_mode):  # a device has no end, and a pipe may never have a beginning
            raise TelbillError("file_not_regular", file=name)
        with path.open("rb") as stream:
            content = stream.read(_LARGEST + 1)
        if len(content) > _LARGEST:
            raise TelbillError("case_large", file=name)
        return json.loads(content.decode("utf-8-sig"), object_pairs_hook=_once)
    except OSError as error:
        raise TelbillError("case_unreadable", file=name, reason=error.strerror or "") from error
    except (ValueError, RecursionError) as error:  # no UTF-8, no JSON, a number of thousands of digits, a deep nest
        raise TelbillError("case_not_json", file=name, line=getattr(error, "lineno", 1)) from error


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object whose names are there once: of two, one would be left aside in silence."""
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _value in pairs]
        raise TelbillError("case_twice", field=next(name for name in names if names.count(name) > 1))
    return found
