"""What every step uses: errors, files, clock, addresses, letters, the version of the code."""
