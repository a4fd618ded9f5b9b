"""What BI tools take in: assets of their own, written from the views of a release."""
