"""Records of made-up people, for the tests of this folder."""

from datetime import date

from huajie.linkage.normalise.id_numbers import check_digit
from huajie.linkage.records import PersonRecord

VILLAGE = "440190001001"
OTHER_VILLAGE = "440190001002"


def id_number(born: date = date(1970, 5, 1), order: int = 11) -> str:
    """A number with a right check digit under a county code that was never assigned."""
    body = f"440190{born:%Y%m%d}{order:03d}"
    return body + check_digit(body)


def person(key: str, name: str, id_no: str = "", phone: str = "", address: str = "", **more: object) -> PersonRecord:
    """A mention in the usual village."""
    return PersonRecord(
        key=key,
        names=(name,),
        id_numbers=(id_no,) if id_no else (),
        phones=(phone,) if phone else (),
        addresses=(address,) if address else (),
        **{"village": VILLAGE, **more},  # type: ignore[arg-type]  # the tests name the fields of PersonRecord
    )
