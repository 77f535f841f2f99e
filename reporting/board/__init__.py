"""One page for the board: six figures, three signals and one chart of any year or quarter."""
