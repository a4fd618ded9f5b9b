"""What a person or a program sees while a flow works: progress, log lines, the summary."""
