# Completion of shellab for fish. The program itself says what fits, so this stays as it is when commands change.
function __shellab_complete
    set -l current (commandline -ct)
    set -l line (commandline -opc)
    set -l found ($line[1] __complete $line[2..] "$current" 2>/dev/null)
    string join \n -- $found[2..]
    switch "$found[1]"
        case files
            __fish_complete_path (string replace -r '^--[^=]*=' '' -- $current)
        case folders
            __fish_complete_directories (string replace -r '^--[^=]*=' '' -- $current) ''
    end
end
complete -c shellab -f -a '(__shellab_complete)'
