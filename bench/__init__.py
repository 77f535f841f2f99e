"""Speed and memory, as ratios against a baseline that runs beside it in a database of its own: `make bench`."""
