"""The demo: invented people, real organisations and places, and invented figures that say so."""
