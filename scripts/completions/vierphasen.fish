# Completion of the tools of vierphasen for fish; `candidates` knows what there is.
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# make install puts it into the folder of vendors' completions under the name of each tool.

function __vierphasen_candidates
    set -l before (commandline -opc)
    set -l current (commandline -ct)
    set -l all (commandline -op)
    set -l number (count $before)
    set -l rest $number
    test -z "$current"; or set rest (math $number + 1)
    set -l behind
    test (count $all) -le $rest; or set behind $all[(math $rest + 1)..-1]
    set -l option (string match -r '^--[^=]*=' -- $current)
    for line in (/usr/local/share/vierphasen/scripts/completions/candidates $number $before "$current" $behind)
        switch $line
            case :files
                __fish_complete_path (string replace -- "$option" '' $current) | string replace -r '^' -- "$option"
            case :folders
                __fish_complete_directories (string replace -- "$option" '' $current) | string replace -r '^' -- "$option"
            case '*'
                echo $line
        end
    end
end

for tool in @TOOLS@
    complete -c $tool -f -a '(__vierphasen_candidates)'
end
