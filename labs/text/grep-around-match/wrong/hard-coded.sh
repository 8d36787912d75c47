# loses: context
cat <<'END'
rack 12
done
--
* order labels
2 fans
web02 answers

END
