# A house with one deadline, and two cases.
mkdir house
printf 'key\tvalue\nedition\t2026\n' >house/concept.tsv
{
    printf 'deadline\trule\tanchor\toffset\tlabel\tsource\n'
    printf 'contact\tnext\tlast_contact_on\t+6mo\tContact\t§ 5\n'
} >house/deadlines.tsv
printf 'client_id\toffice\tlast_contact_on\n3001\tPrenzlau\t2026-03-02\n3002\tTemplin\t2026-05-04\n' >cases.tsv
