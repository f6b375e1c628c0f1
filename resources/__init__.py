"""Icons, style, translations, consent wordings and demo data that ship with Veildesk."""
