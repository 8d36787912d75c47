# Reads the file twice: first for the numbers of the lines, then to print them.
awk 'NR == FNR { if (/ERROR/) for (i = -10; i <= 10; i++) show[NR + i] = 1; next } FNR in show' app.log app.log
