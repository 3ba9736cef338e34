"""Every reason that linkage can give, so that other rooms can translate them and tests can walk them."""

from enum import StrEnum


class Reason(StrEnum):
    """The value is the stable code kept beside a merge or a question."""

    NAME_EQUAL = "name_equal"
    NAME_HOMOPHONE = "name_homophone"
    NAME_ONE_CHARACTER = "name_one_character"
    NAME_SURNAME_ONLY = "name_surname_only"
    NAME_SURNAME_SHARED = "name_surname_shared"
    NAME_DIFFERENT = "name_different"

    ID_NUMBER_EQUAL = "id_number_equal"
    ID_NUMBER_TRANSPOSED = "id_number_transposed"
    ID_NUMBER_ONE_DIGIT = "id_number_one_digit"
    ID_NUMBER_MASKED = "id_number_masked"
    ID_NUMBER_LOST_TAIL = "id_number_lost_tail"
    ID_NUMBER_CONFLICT = "id_number_conflict"
    ID_NUMBER_UNLIKE = "id_number_unlike"
    BIRTH_DATE_EQUAL = "birth_date_equal"
    BIRTH_DATE_DIFFERENT = "birth_date_different"

    PHONE_EQUAL = "phone_equal"
    PHONE_ONE_DIGIT = "phone_one_digit"
    PHONE_DIFFERENT = "phone_different"

    SAME_DOOR_AND_GROUP = "same_door_and_group"
    SAME_DOOR = "same_door"
    SAME_SITE = "same_site"
    SAME_GROUP = "same_group"
    SAME_VILLAGE = "same_village"
    OTHER_DOOR = "other_door"
    OTHER_VILLAGE = "other_village"

    SEX_EQUAL = "sex_equal"
    SEX_DIFFERENT = "sex_different"

    MATES_SHARED = "mates_shared"
    MATES_DIFFERENT = "mates_different"
    HOME_SHARED = "home_shared"

    TOLD_SAME_RARE = "told_same_rare"
    TOLD_SAME = "told_same"
    TOLD_SAME_QUANTITY = "told_same_quantity"
    TOLD_ALIKE = "told_alike"
    TOLD_DIFFERENT = "told_different"

    OPPONENT_PHONE_SHARED = "opponent_phone_shared"
    OPPONENT_SHARED = "opponent_shared"
    OPPONENT_DIFFERENT = "opponent_different"

    PERSON_SHARED = "person_shared"
    PARTIES_CROSSED = "parties_crossed"
    HOUSEHOLD_SHARED = "household_shared"
    NO_PERSON_SHARED = "no_person_shared"
    TEXT_SAME = "text_same"
    TEXT_ALIKE = "text_alike"
    TEXT_OTHER_AMOUNT = "text_other_amount"
    TEXT_RELATED = "text_related"
    TEXT_REMOTE = "text_remote"
    TEXT_DIFFERENT = "text_different"
    NUMBERS_DIFFERENT = "numbers_different"
    OTHER_PARTY_SHARED = "other_party_shared"
    OTHER_PARTY_DIFFERENT = "other_party_different"
    AMOUNT_EQUAL = "amount_equal"
    AMOUNT_DIFFERENT = "amount_different"
    DATES_NEAR = "dates_near"
    DATES_APART = "dates_apart"
    CATEGORY_EQUAL = "category_equal"
    CATEGORY_DIFFERENT = "category_different"

    MEMBERS_SHARED = "members_shared"
    HEAD_SHARED = "head_shared"

    RULED_SAME = "ruled_same"
