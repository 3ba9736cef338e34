"""What is compared of two persons, and what each outcome is worth.

The probabilities were set by hand and rounded, after looking at made-up lists with known truth; no procedure fitted them. They are
written out so that a list of fifty rows scores as one of two hundred thousand. m: how often the outcome occurs when both records are
one person; u: when they are not.
"""

from huajie.linkage.engine import Comparison, Level, Model
from huajie.linkage.reasons import Reason
from huajie.linkage.texts_model import CONTAINED, LIKENESS, OTHER_QUANTITY, SAME_QUANTITY

# One pair in 2^17.6 ≈ 200,000 records of a district's register is the same person.
PRIOR_WEIGHT = -17.6
COMMON_NAME_SHARE = 0.0001  # the u of equal names before the name's own frequency corrects it

_ONE_CHARACTER = (
    "(length(name_l) = 3 and length(name_r) = 3 and (name_l[1] = name_r[1])::int + (name_l[2] = name_r[2])::int"
    " + (name_l[3] = name_r[3])::int = 2) or (length(name_l) = length(name_r) + 1 and length(name_r) >= 2"
    " and (starts_with(name_l, name_r) or (name_l[1] = name_r[1] and ends_with(name_l, name_r[2:]))))"
    " or (length(name_r) = length(name_l) + 1 and length(name_l) >= 2"
    " and (starts_with(name_r, name_l) or (name_l[1] = name_r[1] and ends_with(name_r, name_l[2:]))))"
)

NAME = Comparison(
    "name",
    "surname_l is null or surname_r is null",
    (
        Level(Reason.NAME_EQUAL, "list_has_any(names_l, names_r)", 0.90, COMMON_NAME_SHARE),
        Level(Reason.NAME_HOMOPHONE, "list_has_any(sounds_l, sounds_r)", 0.04, 0.00005),
        Level(Reason.NAME_ONE_CHARACTER, _ONE_CHARACTER, 0.02, 0.002),
        Level(Reason.NAME_SURNAME_ONLY, "surname_l = surname_r and (name_l is null or name_r is null)", 0.95, 0.03),
        Level(Reason.NAME_SURNAME_SHARED, "surname_l = surname_r", 0.01, 0.04),
        Level(Reason.NAME_DIFFERENT, "", 0.01, 0.95),
    ),
    frequency_column="name",
)

_WHOLE_L, _WHOLE_R = "coalesce(id_sound_l, id_rough_l)", "coalesce(id_sound_r, id_rough_r)"
_ONE_IS_ROUGH = "(id_sound_l is null or id_sound_r is null)"
_ONE_EDIT = f"{_ONE_IS_ROUGH} and damerau_levenshtein({_WHOLE_L}, {_WHOLE_R}) = 1"
_LIKE = (
    f"(id_part_r is not null and {_WHOLE_L} like id_part_r) or (id_part_l is not null and {_WHOLE_R} like id_part_l)"
    " or (id_part_l = id_part_r)"
)

PAPERS = Comparison(
    "papers",
    "(id_any_l is null and born_l is null) or (id_any_r is null and born_r is null)"
    " or ((id_any_l is null or id_any_r is null) and (born_l is null or born_r is null))",
    (
        Level(Reason.ID_NUMBER_EQUAL, "list_has_any(ids_l, ids_r)", 0.85, 0.0000001),
        Level(Reason.ID_NUMBER_LOST_TAIL, f"({_LIKE}) and length(coalesce(id_part_l, id_part_r)) >= 15", 0.02, 0.000002),
        Level(Reason.ID_NUMBER_MASKED, _LIKE, 0.05, 0.00001),
        Level(Reason.ID_NUMBER_TRANSPOSED, f"{_ONE_EDIT} and levenshtein({_WHOLE_L}, {_WHOLE_R}) = 2", 0.02, 0.0000003),
        Level(Reason.ID_NUMBER_ONE_DIGIT, _ONE_EDIT, 0.02, 0.0000004),
        Level(Reason.ID_NUMBER_CONFLICT, "id_sound_l is not null and id_sound_r is not null", 0.0005, 0.95),
        Level(Reason.BIRTH_DATE_EQUAL, "born_l = born_r", 0.05, 0.00005),
        Level(Reason.ID_NUMBER_UNLIKE, "id_any_l is not null and id_any_r is not null", 0.01, 0.60),
        Level(Reason.BIRTH_DATE_DIFFERENT, "", 0.02, 0.95),
    ),
)

PHONE = Comparison(
    "phone",
    "phones_l is null or phones_r is null",
    (
        Level(Reason.PHONE_EQUAL, "list_has_any(phones_l, phones_r)", 0.75, 0.000003),
        Level(Reason.PHONE_ONE_DIGIT, "damerau_levenshtein(phones_l[1], phones_r[1]) = 1", 0.02, 0.00005),
        Level(Reason.PHONE_DIFFERENT, "", 0.20, 0.98),
    ),
)

_SAME_VILLAGE = "village_l = village_r"
# the building is named once or not at all, or the street in front of it
_SAME_FLAT = (
    "list_has_any(bare_flats_l, flats_r) or list_has_any(flats_l, bare_flats_r)"
    " or list_has_any(bare_suites_l, suites_r) or list_has_any(suites_l, bare_suites_r)"
)
_SAME_SPOT = (
    "list_has_any(group_spots_l, group_spots_r) or ((spot_groups_l is null or spot_groups_r is null) and list_has_any(spots_l, spots_r))"
)
_GROUP_UNSAID = "(groups_l is null or groups_r is null)"

PLACE = Comparison(
    "place",
    "village_l is null or village_r is null",
    (
        Level(Reason.SAME_DOOR_AND_GROUP, f"{_SAME_VILLAGE} and list_has_any(group_doors_l, group_doors_r)", 0.30, 0.000003),
        Level(Reason.SAME_DOOR, f"{_SAME_VILLAGE} and {_GROUP_UNSAID} and (list_has_any(doors_l, doors_r) or {_SAME_FLAT})", 0.25, 0.00002),
        Level(Reason.OTHER_DOOR, f"{_SAME_VILLAGE} and doors_l is not null and doors_r is not null", 0.03, 0.004),
        Level(Reason.SAME_SITE, f"{_SAME_VILLAGE} and ({_SAME_SPOT})", 0.10, 0.00005),
        Level(Reason.SAME_GROUP, f"{_SAME_VILLAGE} and list_has_any(groups_l, groups_r)", 0.10, 0.0004),
        Level(Reason.SAME_VILLAGE, _SAME_VILLAGE, 0.35, 0.004),
        Level(Reason.OTHER_VILLAGE, "", 0.05, 0.99),
    ),
)

SEX = Comparison(
    "sex",
    "sex_l is null or sex_r is null",
    (Level(Reason.SEX_EQUAL, "sex_l = sex_r", 0.96, 0.50), Level(Reason.SEX_DIFFERENT, "", 0.04, 0.50)),
)

HOME = Comparison(
    "home",
    "(mates_l is null or mates_r is null) and (home_l is null or home_r is null)",
    (
        Level(Reason.HOME_SHARED, "home_l = home_r", 0.50, 0.0001),
        Level(Reason.MATES_SHARED, "list_has_any(mates_l, mates_r)", 0.60, 0.0001),
        Level(Reason.MATES_DIFFERENT, "", 0.15, 0.99),
    ),
)

_ALIKE = f"not {OTHER_QUANTITY} and ({CONTAINED} or {LIKENESS} >= 0.5)"

TOLD = Comparison(
    "told",
    "told_l is null or told_r is null",
    (
        Level(Reason.TOLD_SAME_RARE, "list_has_any(told_rare_l, told_rare_r)", 0.30, 0.0005),
        Level(Reason.TOLD_SAME, "list_has_any(told_l, told_r)", 0.20, 0.02),
        Level(Reason.TOLD_SAME_QUANTITY, f"{SAME_QUANTITY} and {LIKENESS} >= 0.25", 0.10, 0.002),
        Level(Reason.TOLD_ALIKE, _ALIKE, 0.20, 0.01),
        Level(Reason.TOLD_DIFFERENT, "", 0.40, 0.96),
    ),
)

OPPONENT = Comparison(
    "opponent",
    "(opponents_l is null or opponents_r is null) and (opponent_phones_l is null or opponent_phones_r is null)",
    (
        Level(Reason.OPPONENT_PHONE_SHARED, "list_has_any(opponent_phones_l, opponent_phones_r)", 0.30, 0.00005),
        Level(Reason.OPPONENT_SHARED, f"list_has_any(opponents_l, opponents_r) and {_SAME_VILLAGE}", 0.20, 0.0003),
        Level(Reason.OPPONENT_DIFFERENT, "", 0.70, 0.99),
    ),
)

MODEL = Model(
    (NAME, PAPERS, PHONE, PLACE, SEX, HOME, TOLD, OPPONENT),
    PRIOR_WEIGHT,
    keep_sql="match_weight > -1 or mw_papers > 20",  # and every pair with one ID number, whatever else speaks against it
)
