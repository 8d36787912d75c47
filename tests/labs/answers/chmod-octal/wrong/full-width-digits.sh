chmod ７５０ deploy.sh; chmod ６４０ app.conf; chmod ７５５ public; chmod ６４４ public/index.html
