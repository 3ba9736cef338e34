"""What is compared of two tellings, and what each outcome is worth; sources as in people_model."""

from huajie.linkage.engine import Comparison, Level, Model
from huajie.linkage.reasons import Reason
from huajie.linkage.texts_model import CONTAINED, LIKENESS, OTHER_QUANTITY, SAME_QUANTITY

# Candidates share a party or a text in a village; one pair in 2^12 of a town's matters is one matter.
PRIOR_WEIGHT = -12.0
COMMON_TEXT_SHARE = 0.01  # the u of equal texts before the text's own frequency corrects it

PARTIES = Comparison(
    "parties",
    "people_l is null and households_l is null or people_r is null and households_r is null",
    (
        Level(Reason.PERSON_SHARED, "list_has_any(people_l, people_r)", 0.90, 0.0005),
        Level(Reason.PARTIES_CROSSED, "list_has_any(people_l, others_r) or list_has_any(others_l, people_r)", 0.05, 0.0001),
        Level(Reason.HOUSEHOLD_SHARED, "list_has_any(households_l, households_r)", 0.03, 0.0002),
        Level(Reason.NO_PERSON_SHARED, "", 0.02, 0.98),
    ),
)

TEXT = Comparison(
    "text",
    "core_l is null or core_r is null",
    (
        Level(Reason.TEXT_SAME, "core_l = core_r", 0.60, COMMON_TEXT_SHARE),
        # one template with other amounts
        Level(Reason.NUMBERS_DIFFERENT, f"{OTHER_QUANTITY} and {LIKENESS} >= 0.8", 0.01, 0.03),
        Level(Reason.TEXT_OTHER_AMOUNT, f"{OTHER_QUANTITY} and ({CONTAINED} or {LIKENESS} >= 0.4)", 0.03, 0.0006),
        Level(Reason.TEXT_ALIKE, f"{CONTAINED} or {LIKENESS} >= 0.5 or ({SAME_QUANTITY} and {LIKENESS} >= 0.2)", 0.25, 0.0003),
        Level(Reason.TEXT_RELATED, f"{LIKENESS} >= 0.3 and not {OTHER_QUANTITY}", 0.12, 0.001),
        Level(Reason.TEXT_REMOTE, f"{LIKENESS} >= 0.2 or ({SAME_QUANTITY} and {LIKENESS} >= 0.1)", 0.07, 0.012),
        Level(Reason.TEXT_DIFFERENT, "", 0.05, 0.98),
    ),
    frequency_column="core",
)

OTHER_PARTY = Comparison(
    "other_party",
    "others_l is null or others_r is null",
    (
        Level(Reason.OTHER_PARTY_SHARED, "list_has_any(others_l, others_r)", 0.50, 0.001),
        Level(Reason.OTHER_PARTY_DIFFERENT, "", 0.50, 0.99),
    ),
)

AMOUNT = Comparison(
    "amount",
    "amount_l is null or amount_r is null or amount_l = 0 or amount_r = 0",
    (Level(Reason.AMOUNT_EQUAL, "amount_l = amount_r", 0.40, 0.01), Level(Reason.AMOUNT_DIFFERENT, "", 0.60, 0.99)),
)

DATES = Comparison(
    "dates",
    "day_l is null or day_r is null",
    (Level(Reason.DATES_NEAR, "abs(day_l - day_r) <= 31", 0.70, 0.25), Level(Reason.DATES_APART, "", 0.30, 0.75)),
)

CATEGORY = Comparison(
    "category",
    "category_l is null or category_r is null",
    (Level(Reason.CATEGORY_EQUAL, "category_l = category_r", 0.60, 0.05), Level(Reason.CATEGORY_DIFFERENT, "", 0.40, 0.95)),
)

PLACE = Comparison(
    "place",
    "village_l is null or village_r is null",
    (Level(Reason.SAME_VILLAGE, "village_l = village_r", 0.95, 0.50), Level(Reason.OTHER_VILLAGE, "", 0.05, 0.50)),
)

MODEL = Model((PARTIES, TEXT, OTHER_PARTY, AMOUNT, DATES, CATEGORY, PLACE), PRIOR_WEIGHT, keep_sql="match_weight > 0")
