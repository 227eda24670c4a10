"""The certificate of a bound under the names of a case, to be stored and read back."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from tangguh.engines.evacuation.proof import Proof
from tangguh.engines.evacuation.tables import Named


def certificate(named: Named, proof: Proof | None) -> dict[str, Any] | None:
    """The cut in words that the tables know; None where nobody had to go anywhere."""
    if proof is None:
        return None
    return {
        "seconds": proof.seconds,
        "people_of_nodes": [named.nodes[n] for n in proof.start],
        "full_shelters": [named.shelters[n] for n in proof.full],
        "near_side": [named.nodes[n] for n in proof.near],
    }


def proof_of(named: Named, told: Mapping[str, Any] | None) -> Proof | None:
    """The proof that a certificate tells. Raises KeyError for what the case does not know."""
    if told is None:
        return None
    nodes = {name: number for number, name in enumerate(named.nodes)}
    shelters = {name: number for number, name in enumerate(named.shelters)}
    return Proof(
        float(told["seconds"]),
        np.array([nodes[name] for name in told["people_of_nodes"]], np.int32),
        np.array([shelters[name] for name in told["full_shelters"]], np.int32),
        np.array([nodes[name] for name in told["near_side"]], np.int32),
    )
