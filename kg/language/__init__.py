"""What holds for the language of any report: numbers, times, words, phrases, areas."""
