"""How fast Veildesk is: ratios to a plain program that does the same work, both measured in one run (`make bench`)."""
