mysql -e "DROP DATABASE world"
