"""Keys that reach the telephone while another program has the keyboard, where the platform lets a program have them."""
