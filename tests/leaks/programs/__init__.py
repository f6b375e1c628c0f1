"""Programs that the trials start in processes of their own."""
