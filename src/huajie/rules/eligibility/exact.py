"""Money compared to the fen. OpenFisca keeps yuan in single precision, which is exact to the fen up to 131,072 yuan."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]


def fen(yuan: Array | float) -> Array:
    """Whole fen of an amount in yuan."""
    return np.rint(np.asarray(yuan, dtype=np.float64) * 100)
