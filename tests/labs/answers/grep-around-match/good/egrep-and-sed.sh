# Takes the separators out afterwards.
egrep -C 1 '[2]' test.txt | sed '/^--$/d'
