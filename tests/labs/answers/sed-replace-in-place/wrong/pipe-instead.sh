rm app.conf; mkfifo -m 640 app.conf
