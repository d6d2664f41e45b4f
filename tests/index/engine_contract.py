"""What any search engine must do: inherit, and give an empty one as the fixture `engine`."""

from __future__ import annotations

from tests.index.finding_contract import FindingContract
from tests.index.holding_contract import HoldingContract
from tests.index.ranking_contract import RankingContract


class EngineContract(HoldingContract, FindingContract, RankingContract):
    """The tests every engine passes."""
