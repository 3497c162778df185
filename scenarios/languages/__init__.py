"""What a page says in English or Indonesian: sentences, terms, instants and money, each in the language's habit."""
