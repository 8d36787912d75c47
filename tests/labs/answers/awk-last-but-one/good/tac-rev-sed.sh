tac test.txt | rev | sed -E 's/^[^,]*,//; s/,.*//' | rev | tac
