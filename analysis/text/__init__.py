"""What are the words? Scanning, sentences, folding, stems, stop words, phrases."""
