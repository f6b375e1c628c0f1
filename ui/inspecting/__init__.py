"""The inspector's pages, and the results of inspections for those whom they concern."""
