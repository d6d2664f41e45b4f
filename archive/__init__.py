"""The store: what Pasaje holds, the only source of truth. It knows nothing of search, PDF or web.

Each module is imported when something of it is first asked for: who reads a PDF needs no database.
"""

from archive.boxes import boxes as boxes
from archive.exports import exported

__all__, __getattr__ = exported(
    __name__,
    {
        "accounts": "Account Role",
        "anchors.locating": "MOST_CANDIDATES Anchor Located Match State in_passages is_quote locate",
        "around": "around_slices",
        "audit": "Action Actor Deed Event Way",
        "bitext": "Alignment Bitext Correction Counterpart Side Verdict",
        "boxes": "boxes slice_boxes",
        "catalogue": "newest_of",
        "changes": "PendingChange",
        "comparison.comparing": "Change ChangeKind Comparison compare",
        "comparison.shifts": "Shift",
        "deciding": "Done Pair accept accept_found decline pair_of",
        "departures": "Departure",
        "description": "Description Field Said",
        "disagreements": "KeptComparison KeptDisagreement",
        "errors": """NO_ROOM AccountNotFound AccountTaken ArchiveError BackupDamaged BackupTooNew BadAccountName
            CannotRelate CatalogueFull CatalogueTooNew CatalogueUnusable DocumentNotFound FolderTaken NotFound
            OriginalAltered OriginalMissing PageNotFound PassageNotFound PassagePurged SuggestionNotFound
            VersionNotFound WriterBusy""",
        "model": """CELL CONTEXT_LENGTH ROW Document Furniture Intake Issued Kind LabelSource OutlineEntry Page
            PageBoxes PageState Part Passage Place Reason Slice SourceStatus Stage Stands Version VersionStatus
            Warned""",
        "names": "Person",
        "permalinks": "Resolution",
        "queue": "Queue Queued",
        "relating": "Order dated_order relate set_apart",
        "removals": "Removal",
        "sessions": "Session",
        "signatures": "Signature",
        "store": "Archive",
        "suggestions": "Decision Relation Suggestion",
        "wording": "Difference differences",
        "words": "Box Word Words",
    },
)
