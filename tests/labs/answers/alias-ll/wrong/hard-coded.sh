printf 'll() { echo total 0; }\n' >> ~/.bashrc
