"""Text that was read with a wrong charset."""
