"""What `speed.py` asks: texts that were made more, engines that hold them, and what is measured of each."""
