"""What Epoch AI calls its columns and values, over all editions: the tables behind `ingest.epoch`.

A field is our name for a column; an edition may head it by any of the headings listed. Columns
that are not listed are not read: notes, abstracts and quotes are prose of others, and computed
columns (price-performance, logarithms) can be computed again.
"""

from dataclasses import dataclass

from kg.model import Confidence, Iri
from kg.names import NAMESPACES, term

FIELDS: dict[str, tuple[str, ...]] = {
    # of models
    "model": ("Model", "System"),
    "organization": ("Organization",),
    "country": ("Country (of organization)", "Country (from Organization)", "Country"),
    "published": ("Publication date",),
    "domain": ("Domain",),
    "compute": ("Training compute (FLOP)",),
    "compute low": ("Training compute lower bound",),
    "compute high": ("Training compute upper bound",),
    "compute method": ("Training compute estimation method",),
    "confidence": ("Confidence",),
    "fine-tuning compute": ("Finetune compute (FLOP)",),
    "parameters": ("Parameters",),
    # "Training dataset size" without a bracket holds names of records, not numbers.
    "dataset size": (
        "Training dataset size (total)",
        "Training dataset size (gradients)",
        "Training dataset size (datapoints)",
        "(DEPRECATED) Training dataset size (datapoints)",
    ),
    "training time": ("Training time (hours)",),
    "training cost": ("Training compute cost (2023 USD)",),
    "training power": ("Training power draw (W)",),
    "training hardware": ("Training hardware",),
    "hardware quantity": ("Hardware quantity",),
    "base model": ("Base model",),
    "accessibility": ("Model accessibility",),
    "open weights": ("Open model weights?",),
    "foundation": ("Foundation model",),
    "frontier": ("Frontier model",),
    "over 1e25": ("Estimated over 1e25 FLOP",),
    "maybe over 1e25": ("Maybe over 1e25 FLOP",),
    "possibly over 1e23": ("Possibly over 1e23 FLOP",),
    "criteria": ("Notability criteria",),
    "link": ("Link", "Link to datasheet"),
    "modified": ("Last modified",),
    # of hardware
    "hardware": ("Hardware name",),
    "manufacturer": ("Manufacturer",),
    "released": ("Release date",),
    "price": ("Release price (USD)",),
    "fp64": ("FP64 (double precision) performance (FLOP/s)",),
    "fp32": ("FP32 (single precision) performance (FLOP/s)",),
    "fp16": ("FP16 (half precision) performance (FLOP/s)",),
    "bf16": ("Tensor-FP16/BF16 performance (FLOP/s)",),
    "fp8": ("FP8 performance (FLOP/s)",),
    "int8": ("INT8 performance (OP/s)",),
    "tpp": ("Total processing performance (bit-OP/s)",),
    "memory size": ("Memory size per board (Byte)",),
    "memory bandwidth": ("Memory bandwidth (byte/s)",),
    "interconnect": ("Intranode bandwidth (byte/s)",),
    "die area": ("Die Size (mm^2)",),
    "design power": ("TDP (W)",),
    "process size": ("Process size (nm)",),
    # of clusters
    "cluster": ("Name",),
    "owner": ("Owner",),
    "status": ("Status",),
    "certainty": ("Certainty",),
    "operational": ("First Operational Date",),
    "h100": ("H100 equivalents",),
    "chips": ("Total number of AI chips",),
    "operations": ("Max OP/s",),
    "power": ("Power Capacity (MW)",),
    "source 1": ("Source 1",),
    "source 2": ("Source 2",),
    "source 3": ("Source 3",),
    "source 4": ("Source 4",),
    "source 5": ("Source 5",),
    # of organisations
    "category": ("Organization categorization",),
    "info": ("Info", "All ML Systems"),
}
"""Field to the headings it may have; where an edition has several of them, the first counts."""


@dataclass(frozen=True, slots=True)
class Measure:
    """A numeric column: the quantity it states, its unit, and what divides it into that unit."""

    field: str
    predicate: Iri
    unit: Iri
    divisor: float = 1.0
    estimator: str = ""


def unit(name: str) -> Iri:
    """Return the IRI of a unit."""
    return Iri(NAMESPACES["unit"] + name)


EPOCH = "Epoch AI"


def _measure(field: str, quantity: str, unit_: str, divisor: float = 1.0, by: str = "") -> Measure:
    return Measure(field, term(quantity), unit(unit_), divisor, by)


MODEL_MEASURES = (
    _measure("fine-tuning compute", "fineTuningCompute", "FLOP", by=EPOCH),
    _measure("parameters", "parameters", "count"),
    _measure("dataset size", "datasetSize", "count"),
    _measure("training time", "trainingTime", "hour"),
    _measure("training cost", "trainingCost", "USD", by=EPOCH),
    _measure("training power", "trainingPower", "W", by=EPOCH),
    _measure("hardware quantity", "hardwareQuantity", "count"),
)
HARDWARE_MEASURES = (
    _measure("fp64", "fp64Rate", "FLOP-per-s"),
    _measure("fp32", "fp32Rate", "FLOP-per-s"),
    _measure("bf16", "bf16Rate", "FLOP-per-s"),
    _measure("fp8", "fp8Rate", "FLOP-per-s"),
    _measure("int8", "int8Rate", "OP-per-s"),
    # TPP counts tera-operations times bits; the column counts operations times bits.
    _measure("tpp", "totalProcessingPerformance", "TPP", 1e12),
    _measure("memory size", "memorySize", "GB", 1e9),
    _measure("memory bandwidth", "memoryBandwidth", "GB-per-s", 1e9),
    _measure("interconnect", "interconnectBandwidth", "GB-per-s", 1e9),
    _measure("die area", "dieArea", "mm2"),
    _measure("design power", "thermalDesignPower", "W"),
    _measure("process size", "processSize", "nm"),
    _measure("price", "price", "USD"),
)
FP16 = _measure("fp16", "bf16Rate", "FLOP-per-s")
CLUSTER_MEASURES = (
    _measure("h100", "h100Equivalents", "count", by=EPOCH),
    _measure("chips", "acceleratorCount", "count", by=EPOCH),
    _measure("operations", "operationRate", "OP-per-s", by=EPOCH),
    _measure("power", "powerCapacity", "MW", by=EPOCH),
)

CLUSTER_SOURCES = tuple(f"source {n}" for n in range(1, 6))
"""The fields with the addresses on which a cluster's row rests."""

SEVERAL = frozenset({"dataset size"})
"""Numeric fields whose cells may hold several numbers."""

_NUMERIC = (*MODEL_MEASURES, *HARDWARE_MEASURES, *CLUSTER_MEASURES)
NUMBERS = {m.field for m in _NUMERIC} | {"compute", "compute low", "compute high", "fp16"}
DAYS = {"published", "released", "operational"}
OVER = ("over 1e25", "maybe over 1e25", "possibly over 1e23")
CLASSES = {"foundation": term("EpochFoundationModel"), "frontier": term("EpochFrontierModel")}
"""Epoch AI's own classes: a law's frontier model is another thing than the dataset's."""
FLAGS = {*OVER, *CLASSES, "open weights"}
BOOKKEEPING = {"confidence", "modified"}
"""Fields that a row can hold without saying anything of a thing."""

ACCESS = {
    "Open weights (unrestricted)": term("OpenWeights"),
    "Open weights (restricted use)": term("RestrictedOpenWeights"),
    "Open weights (non-commercial)": term("NonCommercialWeights"),
    # Until 2024 the same three classes were headed "Open access".
    "Open access (unrestricted)": term("OpenWeights"),
    "Open access (restricted use)": term("RestrictedOpenWeights"),
    "Open access (non-commercial)": term("NonCommercialWeights"),
    "API access": term("ApiAccess"),
    "Hosted access (no API)": term("HostedAccess"),
    "Unreleased": term("Unreleased"),
}
CONFIDENCES = {
    "Confident": Confidence.CONFIDENT,
    "Likely": Confidence.LIKELY,
    "Speculative": Confidence.SPECULATIVE,
}
CATEGORIES = {
    "Industry": term("Company"),
    "Academia": term("ResearchOrganisation"),
    "Research collective": term("ResearchOrganisation"),
    "Government": term("GovernmentBody"),
}
NO_PLACE = "Multinational"
"""What stands among the countries without being one."""


def columns_of(header: list[str]) -> dict[str, int]:
    """Return field to position for the known columns of a header."""
    at = {_folded(heading): i for i, heading in reversed(list(enumerate(header)))}
    found = (
        (f, next((at[h] for h in map(_folded, hs) if h in at), -1)) for f, hs in FIELDS.items()
    )
    return {field: position for field, position in found if position >= 0}


def _folded(heading: str) -> str:
    return " ".join(heading.casefold().split())
