"""Which category and which unit a text may belong to, learnt from how earlier matters were decided. It never decides."""
