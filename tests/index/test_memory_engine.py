"""The oracle fulfils the contract itself."""

from __future__ import annotations

import pytest

from tests.index.engine_contract import EngineContract
from tests.index.memory_engine import MemoryEngine


class TestMemoryEngine(EngineContract):
    @pytest.fixture
    def engine(self) -> MemoryEngine:
        return MemoryEngine()
