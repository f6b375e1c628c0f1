"""What a desk keeps: vaults, keys, the event journal and secrets in memory."""
