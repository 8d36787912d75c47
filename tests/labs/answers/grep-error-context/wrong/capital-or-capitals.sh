# Finds Error as well.
grep -E -C10 'ERROR|Error' app.log
