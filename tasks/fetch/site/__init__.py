"""The site: requesting pages politely, and classifying its responses."""
