"""What users see while a flow works: progress, log lines, the summary."""
