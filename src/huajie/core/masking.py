"""How personal values look on a screen until they are revealed with a purpose."""


def masked_id_number(number: str) -> str:
    """4401**********1234: the county half and the last four digits."""
    return _masked(number, 4, 4)


def masked_phone(phone: str) -> str:
    """154****0001: the first three and the last four digits."""
    return _masked(phone, 3, 4)


def masked_account(account: str) -> str:
    """****1234: the last four digits of a bank account."""
    return _masked(account, 0, 4)


def _masked(value: str, head: int, tail: int) -> str:
    if len(value) <= head + tail:
        return "*" * len(value)
    return value[:head] + "*" * (len(value) - head - tail) + value[-tail:]
