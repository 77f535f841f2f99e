"""Which units of partners take part in a case: what the covenant's condition asks, and whom to invite."""
