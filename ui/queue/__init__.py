"""The queue: whom to call next."""
