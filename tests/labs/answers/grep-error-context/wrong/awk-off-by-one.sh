awk 'NR == FNR { if (/ERROR/) for (i = FNR - 9; i <= FNR + 10; i++) k[i]; next } FNR in k' app.log app.log
