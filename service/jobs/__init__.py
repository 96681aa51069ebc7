"""Long work of the machine: how far it is, and how it is stopped and gone on with."""
