"""Text read with a wrong charset."""
