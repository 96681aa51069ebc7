"""Pages on which somebody signs in, and sets what concerns nobody else."""
