"""What `retrieval.py` asks for: collections with judged answers, the systems that are asked, and measures."""
