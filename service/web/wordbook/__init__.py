"""What pages say: in Chinese, in English, and what words of law mean."""
