# Upside down and mirrored there and back; sed first completes a last line without newline, which tac would glue on.
sed -e '$a\' test.txt | tac | rev | awk -F, '{print $2}' | rev | tac
