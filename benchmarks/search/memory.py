"""How much memory a process, or a server with its children, has in use."""

from pathlib import Path


def process_mb(pid: int | str = "self") -> tuple[float, float]:
    """Give megabytes resident, mapped files included, and the part that is the process's own."""
    lines = Path(f"/proc/{pid}/status").read_text("ascii").splitlines()
    kilobytes = {
        name: int(value.split()[0])
        for name, _colon, value in (line.partition(":") for line in lines)
        if name in {"VmRSS", "RssAnon"}
    }
    return kilobytes["VmRSS"] / 1024, kilobytes["RssAnon"] / 1024


def tree_mb(pid: int) -> float:
    """Give megabytes of a process and its children; pages that they share are counted once."""
    pids = [pid]
    for one in pids:
        children = Path(f"/proc/{one}/task/{one}/children").read_text("ascii")
        pids += [int(child) for child in children.split()]
    return sum(_proportional_kb(one) for one in pids) / 1024


def _proportional_kb(pid: int) -> int:
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text("ascii").splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1])
    return 0
