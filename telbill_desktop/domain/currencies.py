"""The currencies that an invoice can be in.

Source: ISO 4217, list one (codes in force on 1 January 2026, their funds codes included) and, from list three, codes
withdrawn since 2010: invoices in them may still be kept. Metals, units of account and the codes for tests and for no
currency (XTS, XXX) are left out: no invoice is paid in them.
"""

_IN_FORCE = """
AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BHD BIF BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF CHW CLF
CLP CNY COP COU CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF
IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT
MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD
SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD USN UYI UYU UYW UZS
VED VES VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG
"""
_WITHDRAWN = "ANG BGN BYR CUC EEK HRK LTL LVL MRO SLL STD VEF ZMK ZWL"

CURRENCIES = frozenset(f"{_IN_FORCE} {_WITHDRAWN}".split())


def is_currency(code: str) -> bool:
    """Whether invoices are written in it; `code` in capitals."""
    return code in CURRENCIES


HOME_CURRENCY = "EUR"  # of the books
