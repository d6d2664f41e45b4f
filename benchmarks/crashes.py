"""What is left of an archive when adding to it is ended: killed at random moments, disk full, power cut.

Adds --corpus DIR/policy again and again, ended each time at a moment drawn with --seed. After each end the archive
is looked at as it lies there, then started again, then checked: `pasaje check` must leave with 0, and all that
`add --json` had printed as done must be in it. When an archive is done it is held, id by id, against one that was
never disturbed, and another is begun.

Full disks are small file systems in memory, in a mount namespace of their own (`unshare` of util-linux; no rights
are needed where the system allows user namespaces). A power cut cannot be had by a program: files of the index and
images are torn in copies of the folder instead.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.ended.filling import fill_up
from benchmarks.ended.killing import Ends, kill_all
from benchmarks.ended.likeness import pasaje, picture
from benchmarks.ended.tearing import tear_all


def main() -> int:
    """Run what is asked for and print what became of it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, required=True, help="folder that has a folder policy/ in it")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--full-disks", type=int, default=50)
    parser.add_argument("--cuts", type=int, default=50, help="copies with torn files")
    parser.add_argument("--filling", type=Path, help=argparse.SUPPRESS)  # within the namespace
    arguments = parser.parse_args()
    source = arguments.corpus / "policy"
    draw = random.Random(arguments.seed)
    with tempfile.TemporaryDirectory(prefix="pasaje-crashes-") as name:
        folder = Path(name)
        if arguments.filling:
            return report("full disks", fill_up(folder, source, arguments.full_disks, draw, arguments.filling))
        undisturbed, seconds = folder / "undisturbed", time.monotonic()
        code, outcomes, _ = pasaje(undisturbed, "add", str(source), "--json", "--quiet")
        seconds = time.monotonic() - seconds
        print(f"undisturbed: exit {code}, {len(outcomes)} files in {seconds:.1f} s", flush=True)
        expected = picture(undisturbed)
        faults = 0
        if arguments.kills:
            ends = kill_all(folder, source, arguments.kills, draw, expected, seconds)
            faults += report("kills", ends)
        if arguments.cuts:
            faults += report("torn files", tear_all(folder, undisturbed, arguments.cuts, draw, expected))
        if arguments.full_disks:
            faults += _apart(arguments, undisturbed)
    print("All as it should be." if not faults else f"{faults} FAULTS")
    return min(faults, 1)


def _apart(arguments: argparse.Namespace, undisturbed: Path) -> int:
    """Run the part that mounts file systems where it may; gives the number of faults."""
    options = ["--corpus", str(arguments.corpus), "--seed", str(arguments.seed)]
    options += ["--full-disks", str(arguments.full_disks), "--filling", str(undisturbed)]
    way = ["unshare", "--user", "--map-root-user", "--mount"]
    return subprocess.run([*way, sys.executable, "-m", "benchmarks.crashes", *options], check=False).returncode


def report(what: str, ends: Ends) -> int:
    """Print what was seen, and give the number of faults."""
    print(f"\n{what}: {ends.count} in {ends.seconds:.0f} s, {ends.archives} archives done and equal", flush=True)
    for title, counted in (("as it lay", ends.as_it_lay), ("of the commands", ends.codes)):
        if counted:
            told = ", ".join(f"{name} {count}" for name, count in sorted(counted.items(), key=str))
            print(f"  {title}: {told}")
    for note in ends.notes:
        print(f"  {note}")
    for fault in ends.faults:
        print(f"  FAULT: {fault}")
    sys.stdout.flush()
    return len(ends.faults)


if __name__ == "__main__":
    sys.exit(main())
