"""What may be told about a case, to whom, in which words and until when."""
