"""Running every night: lock, ledger, health, alarms, releases shared by several machines."""
