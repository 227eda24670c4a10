"""Every stage of COINr's example (Becker et al. 2022), from its raw table."""

import pytest

from tests.engines.composite_index.asem import FOLDER, STAGES, Asem

pytestmark = pytest.mark.skipif(not FOLDER.exists(), reason=f"COINr's example is not in {FOLDER}.")


@pytest.mark.parametrize("stage", STAGES)
def test_a_stage_equals_that_of_coinr(stage: str):
    assert Asem().differences(stage) < 1e-9
