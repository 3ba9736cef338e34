"""Who is entitled to which aid: an OpenFisca system, its dated parameters, and verdicts that say what is not known.

`openfisca test --country-package huajie.rules.eligibility …` finds the system here.
"""

from huajie.rules.eligibility.system import Eligibility

CountryTaxBenefitSystem = Eligibility  # the name that OpenFisca's own commands look for

__all__ = ["CountryTaxBenefitSystem", "Eligibility"]
