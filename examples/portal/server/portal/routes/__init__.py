"""The addresses of the portal, one file for each desk somebody sits at."""
