"""How untidy the made-up lists are: every defect with its share, and three named degrees."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mess:
    """Shares from 0 to 1: of matters, of rows (or cells), or of files, as each block says."""

    # of matters: how often and how differently the same one is told
    told_again: float = 0.30
    """A second telling, mostly in a list of another kind; 0.3 of those get a third."""
    told_by_family: float = 0.01
    """Of further tellings: another adult of the household speaks."""
    told_from_other_side: float = 0.0
    """Of further tellings of a dispute: the other party tells it."""
    same_wording: float = 0.7
    """Of further tellings: copied from the first, noise apart."""
    text_noise: float = 0.6
    """Of tellings: a phrase put before or after, a full stop, a synonym, a word left out."""

    # of rows: who
    id_missing: float = 0.12
    id_as_float: float = 0.015
    """Stored as a number: the last three digits are zeros."""
    id_masked: float = 0.04
    id_fullwidth: float = 0.01
    id_cross_for_x: float = 0.3
    """Of numbers that end in X: ×, Χ or x instead."""
    id_transposed: float = 0.015
    """Two neighbouring digits swapped."""
    id_wrong_digit: float = 0.005
    id_spaced: float = 0.015
    id_old_15: float = 0.003
    id_of_relative: float = 0.003
    """The household head's number beside a member's name."""
    name_homophone: float = 0.012
    name_spaced: float = 0.02
    name_remark: float = 0.015
    """陈伟(户主), 陈伟等5人, 陈伟(已故母亲)."""
    caller_vague: float = 0.10
    """Of hotline rows: 张女士."""
    phone_missing: float = 0.08
    phone_several: float = 0.05
    phone_dashed: float = 0.12
    phone_fullwidth: float = 0.01
    phone_number: float = 0.12
    """Stored as a number."""
    phone_of_family: float = 0.06
    phone_new: float = 0.02
    """Another number than in the person's other rows."""
    address_missing: float = 0.02
    address_short: float = 0.35
    address_without_group: float = 0.15
    village_alias: float = 0.4
    sex_missing: float = 0.03

    # of cells
    date_other_shape: float = 0.2
    """Typed in another shape than the rest of its file."""
    date_without_year: float = 0.02
    date_missing: float = 0.02
    money_shape: float = 0.4
    ditto: float = 0.0
    """Of cells equal to the one above in a file that uses 同上."""
    refused: float = 0.004
    """Of rows: neither name nor text, or a date in 2121; these stand in refusals.json, not in truth.json."""

    # of files
    title: float = 0.8
    unit_row: float = 0.45
    annex_row: float = 0.25
    blank_rows: float = 0.1
    two_row_header: float = 0.2
    wide_punctuation: float = 0.7
    """Texts, headers, remarks and titles with the commas, colons and brackets of a Chinese keyboard."""
    decorated_header: float = 0.25
    """Some headers with *, (必填), spaces or line breaks."""
    sheet_per_village: float = 0.12
    merged_village: float = 0.12
    ditto_files: float = 0.12
    totals: float = 0.3
    footer: float = 0.4
    instructions: float = 0.25
    hidden_rows: float = 0.04
    """One row in twenty is hidden; it counts like any other."""
    second_list_sheet: float = 0.05
    """An empty template sheet with the same header."""
    repeated_header: float = 0.06
    forbidden_columns: float = 0.25
    extra_columns: float = 0.2
    shuffled_columns: float = 0.5
    optional_columns: float = 0.28
    """Of optional columns, not of files."""
    xls: float = 0.15
    ods: float = 0.05
    csv_gb18030: float = 0.06
    csv_utf8: float = 0.04
    """Hotline exports are .csv four times in five whatever these say."""


TIDY = Mess(
    told_again=0.25,
    same_wording=0.8,
    text_noise=0.3,
    id_missing=0.06,
    id_as_float=0.004,
    id_masked=0.015,
    id_transposed=0.004,
    id_wrong_digit=0.002,
    name_homophone=0.004,
    caller_vague=0.05,
    phone_missing=0.05,
    phone_of_family=0.03,
    phone_new=0.01,
    date_other_shape=0.06,
    date_without_year=0.004,
    two_row_header=0.1,
    sheet_per_village=0.05,
    merged_village=0.08,
    ditto_files=0.05,
    repeated_header=0.0,
    xls=0.0,
    ods=0.0,
    forbidden_columns=0.15,
    refused=0.003,
    id_of_relative=0.0,
    told_by_family=0.005,
)
MODERATE = Mess()
HARD = Mess(
    told_again=0.38,
    told_by_family=0.03,
    told_from_other_side=0.02,
    same_wording=0.3,
    text_noise=0.8,
    id_missing=0.2,
    id_as_float=0.03,
    id_masked=0.07,
    id_fullwidth=0.02,
    id_transposed=0.025,
    id_wrong_digit=0.01,
    id_spaced=0.03,
    id_old_15=0.005,
    id_of_relative=0.006,
    name_homophone=0.025,
    name_spaced=0.04,
    name_remark=0.03,
    caller_vague=0.15,
    phone_missing=0.12,
    phone_several=0.08,
    phone_dashed=0.15,
    phone_fullwidth=0.02,
    phone_of_family=0.08,
    phone_new=0.04,
    address_missing=0.04,
    address_short=0.45,
    address_without_group=0.25,
    village_alias=0.55,
    date_other_shape=0.35,
    date_without_year=0.05,
    date_missing=0.04,
    money_shape=0.6,
    refused=0.008,
    title=0.85,
    unit_row=0.55,
    blank_rows=0.25,
    two_row_header=0.35,
    decorated_header=0.4,
    sheet_per_village=0.2,
    merged_village=0.2,
    ditto_files=0.25,
    totals=0.45,
    footer=0.5,
    instructions=0.35,
    second_list_sheet=0.1,
    hidden_rows=0.08,
    repeated_header=0.15,
    forbidden_columns=0.4,
    extra_columns=0.35,
    shuffled_columns=0.7,
    xls=0.2,
    ods=0.1,
)
PRESETS = {"tidy": TIDY, "moderate": MODERATE, "hard": HARD}
