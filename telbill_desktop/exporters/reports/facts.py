"""What stands at the head of every report: of whom, of what, of which days, made when."""

from telbill_desktop.domain.report_scope import ReportScope
from telbill_desktop.exporters.reports.names import span_words
from telbill_desktop.system import formats
from telbill_desktop.system.i18n import ntr, tr

_NAMED = 6  # more are counted


def scope_facts(scope: ReportScope, *, days: str = "") -> list[tuple[str, str]]:
    """Names and values; `days` says what the days are of, where they are not those of invoices."""
    facts = []
    if scope.companies:
        count = len(scope.companies)
        companies = ntr("{count} company", "{count} companies", count).format(count=formats.count(count))
        facts.append((tr("Company"), _named(scope.companies, companies)))
    count = len(scope.chosen)
    chosen = ntr("{count} billing account", "{count} billing accounts", count).format(count=formats.count(count))
    parts = [part for part in (_named(scope.chosen, chosen), _gone(scope.gone)) if part]
    facts.append((tr("Perimeter"), ", ".join(parts) or tr("Everything")))
    if scope.on is not None:
        facts.append((days or tr("As of"), formats.day(scope.on)))
    else:
        facts.append((days or tr("Invoices issued"), span_words(scope.since, scope.until)))
    facts.append((tr("Made on"), formats.day(scope.made_on)))
    return facts


def _named(names: tuple[str, ...], many: str) -> str:
    return ", ".join(names) if len(names) <= _NAMED else many


def _gone(count: int) -> str:
    words = ntr(
        "{count} of the chosen is no longer in the store", "{count} of the chosen are no longer in the store", count
    )
    return words.format(count=formats.count(count)) if count else ""
