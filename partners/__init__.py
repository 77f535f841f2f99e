"""Partners in the chain: organisations, their units, and whom to turn to there."""
