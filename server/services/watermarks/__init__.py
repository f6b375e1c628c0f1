"""Reading the invisible watermark out of a photograph of a screen (A1)."""
