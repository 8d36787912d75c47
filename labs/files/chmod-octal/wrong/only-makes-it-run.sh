# loses: deploy conf folder page rest
chmod a+x,g+s deploy.sh
