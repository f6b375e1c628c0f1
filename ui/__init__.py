"""What a desk shows: PySide6 windows and widgets."""
