"""Who said what? From documents to paragraphs, sentences, turns and quotations."""
