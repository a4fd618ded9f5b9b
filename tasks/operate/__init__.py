"""Running it every night: lock, ledger, health, alarms, releases that several machines share."""
