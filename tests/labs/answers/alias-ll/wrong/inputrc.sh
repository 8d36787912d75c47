echo '"ll": "ls -l"' >> ~/.inputrc
