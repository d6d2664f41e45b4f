"""How languages are called: ISO 639-1, and of ISO 639-2 what stands for none that is known and for several."""

ENGLISH, SPANISH = "en", "es"
UNKNOWN, SEVERAL = "und", "mul"
