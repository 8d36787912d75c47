# A pattern for the word within other words, the C locale, separators taken out afterwards.
LC_ALL=C grep -E -C 10 '[A-Z_]*ERROR[A-Z]*' app.log | sed '/^--$/d'
