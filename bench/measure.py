"""One measure in a process of its own: `python -m bench.measure NAME` prints JSON."""

import json
import resource
import sys
import time
from collections.abc import Callable
from typing import Any

import django


def main(name: str) -> None:
    django.setup()
    from bench import figures, imports, portal, table_one

    measures: dict[str, Callable[[], dict[str, Any]]] = {
        "bare": imports.bare,
        "ours": imports.ours,
        "ours_fifth": imports.ours_fifth,
        "library": imports.library,
        "table_one": table_one.measure,
        "portal": portal.measure,
        "figures": figures.tables,
        "pages": figures.pages,
        "files": figures.files,
    }
    started = time.perf_counter()
    result = measures[name]()
    result.setdefault("seconds", time.perf_counter() - started)
    result["peak_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps(result))


if __name__ == "__main__":
    main(sys.argv[1])
