"""What every request passes before a page or the interface answers it."""
