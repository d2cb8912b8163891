"""Compare our engine with others on made-up listings: `python -m benchmarks.search`.

--listings 1200000 --peers tantivy,sqlite,postgis --json
"""

import argparse
import json
import sys

from benchmarks.search.compare import Load, run_benchmark
from benchmarks.search.engines import PEERS
from benchmarks.search.further import draw_peers, further, peer_lines
from benchmarks.search.report import OURS, as_json, as_table

FURTHER = {
    "growth": "local searches from 100 thousand to 5 million listings, with a plot",
    "open": "how long opening a written index takes",
    "update": "how long until a changed listing is found",
    "reasons": "what reasons and relaxations add",
    "bandwidth": "the bytes a question must touch over the memory's bandwidth",
}


def main() -> int:
    """Measure and print; 1 if any engine answered differently."""
    options = arguments().parse_args()
    peers = [name for name in options.peers.split(",") if name]
    unknown = set(peers) - set(PEERS)
    if unknown:
        print(f"No such peer: {', '.join(sorted(unknown))}", file=sys.stderr)
        return 2
    load = Load(
        listings=options.listings,
        engines=(*([] if options.only_peers else [OURS]), *peers),
        queries=options.queries,
        peer_queries=options.peer_queries,
        rounds=options.rounds,
        seconds=options.seconds,
    )
    names = [name for name in FURTHER if getattr(options, name)]
    if names:
        print(json.dumps(dict(further(names, load)), indent=2))
        return 0
    outcome = run_benchmark(load)
    if options.plot:
        draw_peers(peer_lines(outcome.runs))
    print(json.dumps(as_json(outcome), indent=2) if options.json else "\n".join(as_table(outcome)))
    return 0 if outcome.agree else 1


def arguments() -> argparse.ArgumentParser:
    """What can be asked of the benchmark."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.search", description=__doc__)
    parser.add_argument("--listings", type=int, default=100_000)
    parser.add_argument("--peers", default=",".join(PEERS), help="which of tantivy,sqlite,postgis")
    parser.add_argument("--only-peers", action="store_true", help="leave our engine out")
    parser.add_argument("--queries", type=int, default=300)
    parser.add_argument("--peer-queries", type=int, default=0, help="peers get the first N only")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=10, help="no further round after this")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--plot", action="store_true", help="write docs/images/benchmark-peers.svg")
    for name, what in FURTHER.items():
        parser.add_argument(f"--{name}", action="store_true", help=f"instead, of ours: {what}")
    return parser


if __name__ == "__main__":
    sys.exit(main())
