"""The engine: the process that holds the native SIP stack, so that its crash costs a call and never the desk."""
