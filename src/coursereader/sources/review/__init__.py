"""Review: what rules and decisions did to a source, to be looked at, and what they ask, to be answered."""
