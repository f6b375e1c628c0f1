"""The commands of ``veildesk-central``, a module a subject."""
