"""Who asks and who is asked: members with their parties, offices, and who holds them."""
