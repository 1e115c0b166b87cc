"""Bounds of a quantity: the 90 % interval in which its true value lies, and where it comes from."""

from dataclasses import dataclass

from kg.model import Confidence

FACTORS = {Confidence.CONFIDENT: 3.0, Confidence.LIKELY: 10.0, Confidence.SPECULATIVE: 30.0}
"""Epoch AI's confidence labels as factors around the estimate, read as a log-normal 90 % interval.

Source: Epoch AI, documentation of the AI models data, field "Confidence".
"""

ESTIMATES = ("trainingCompute", "fineTuningCompute", "indicativeTrainingCompute")
"""The quantities that are estimates even where no confidence is stated."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """Lower and upper bound, None where open; `why` says in words where they come from."""

    low: float | None
    high: float | None
    why: str


def bounds(
    quantity: str,
    value: float | None,
    *,
    low: float | None = None,
    high: float | None = None,
    confidence: str = "",
) -> Bounds:
    """Return the bounds of a value; what the source states wins over what its label implies.

    `quantity` is the local name of the property. An estimate without a confidence label is read as
    speculative, because less is known of it than of one that its author calls so.

    >>> bounds("trainingCompute", 3e25, confidence="confident")
    Bounds(low=1e+25, high=9e+25, why='within a factor of 3: the source calls it confident')
    """
    if low is not None or high is not None:
        return Bounds(low, high, "stated by the source")
    if value is None:
        return Bounds(None, None, "no value stated")
    if confidence in FACTORS:
        factor = FACTORS[Confidence(confidence)]
        why = f"within a factor of {factor:.0f}: the source calls it {confidence}"
    elif quantity in ESTIMATES:
        factor = FACTORS[Confidence.SPECULATIVE]
        why = f"within a factor of {factor:.0f}: no confidence is stated, read as speculative"
    else:
        return Bounds(value, value, "the value as stated")
    return Bounds(value / factor, value * factor, why)
