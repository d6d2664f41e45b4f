"""What `benchmarks/ocr.py` measures: true texts of scans, scans made of text, and how both are judged."""
