// Holds the decision tables that concept-table writes as DMN against the tools themselves.
//
// SPDX-License-Identifier: GPL-3.0-or-later
//
// node dmn-cases.mjs MODULES BIN CONCEPT AS_OF FILE.dmn COUNT
//
// MODULES is a node_modules with dmn-moddle and feelin, BIN the folder of the tools. Invents
// persons until COUNT of them were accepted, lets profile-score and assign-category derive
// what they derive, asks the tables in FILE.dmn the same (each entry by feelin, the hit policy
// FIRST here) and prints each difference. The last line says how many cases a table had and
// which rules never fired. Exit status: 0, 1 with a difference, 2 if there is nothing to compare.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const [modules, bin, concept, asOf, file, count] = process.argv.slice(2);
const load = (path) => import(pathToFileURL(`${modules}/${path}`).href);
const { DmnModdle } = await load('dmn-moddle/dist/index.js');
const { evaluate, unaryTest } = await load('feelin/dist/index.js');

function fail(text) {
    console.log(text);
    process.exit(2);
}

const { rootElement: definitions, warnings } = await new DmnModdle().fromXML(readFileSync(file, 'utf8'));
if (warnings.length > 0) fail(`dmn-moddle warns: ${warnings.map((w) => w.message).join('; ')}`);
const elements = definitions.drgElement;
const inputs = elements.filter((e) => e.$type === 'dmn:InputData');
const decisions = elements.filter((e) => e.$type === 'dmn:Decision');
const byId = new Map(elements.map((e) => [e.id, e]));
if (decisions.length === 0) fail('no decision');

// What is required is there, and stands before: a reader may go from top to bottom.
for (const [place, decision] of decisions.entries()) {
    if (decision.decisionLogic.hitPolicy !== 'FIRST') fail(`${decision.name}: not FIRST`);
    for (const { requiredInput, requiredDecision } of decision.informationRequirement ?? []) {
        const required = byId.get((requiredInput ?? requiredDecision).href.slice(1));
        if (!required || decisions.indexOf(required) >= place)
            fail(`${decision.name}: requires what isn't there`);
    }
}

// The same persons each time (mulberry32).
let state = 20261121;
function random(below) {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % below;
}
const pick = (list) => list[random(list.length)];

// What the entries name is worth a try: the codes, and numbers beside the thresholds.
const tested = new Map(inputs.map((i) => [i.name, new Set()]));
const numbers = new Map(inputs.map((i) => [i.name, new Set([0, 1, 2])]));
for (const decision of decisions)
    for (const rule of decision.decisionLogic.rule ?? [])
        (rule.inputEntry ?? []).forEach((entry, i) => {
            const about = decision.decisionLogic.input[i].inputExpression.text;
            for (const name of tested.keys()) {
                if (!new RegExp(`(^|[^a-z_0-9])${name}($|[^a-z_0-9])`).test(about)) continue;
                for (const [, text] of entry.text.matchAll(/"((?:[^"\\]|\\.)*)"/g))
                    tested.get(name).add(text.replace(/\\(.)/g, '$1'));
                for (const [number] of entry.text.replace(/"[^"]*"/g, '').matchAll(/\d+/g))
                    for (const near of [-1, 0, 1]) numbers.get(name).add(Math.max(0, Number(number) + near));
            }
        });

// The codes of all needs, for a concept that only counts them.
function needs() {
    const folder = concept.includes('/') ? concept : `lib/data/concepts/${concept}`;
    const rows = readFileSync(`${folder}/needs.tsv`, 'utf8').split('\n').filter((r) => r && !r.startsWith('#'));
    return rows.slice(1).map((r) => r.split('\t')[rows[0].split('\t').indexOf('need')]);
}

// What profile-score works out is no column that a person brings along.
const derived = /^(age|needs_open|areas_open|score_.*|needs_.*|focus|strength_count)$/;
const brought = inputs.filter((i) => i.name !== 'as_of' && !derived.test(i.name));
if (inputs.some((i) => derived.test(i.name)) && !tested.has('needs'))
    brought.push({ name: 'needs', variable: { typeRef: 'codes' } });
if (brought.some((i) => i.name === 'needs')) tested.set('needs', new Set(needs()));

// A name in the file is that of the column, as far as FEEL has such names.
function columnOf(input, record) {
    for (const name of record.keys())
        if (name.replaceAll('-', '_') === input.name || `${name}_` === input.name || `_${name}` === input.name)
            return name;
    return input.name;
}

const today = new Date(`${asOf}T00:00:00Z`);
function date(years, months, days) {
    const day = new Date(Date.UTC(today.getUTCFullYear() + years, today.getUTCMonth() + months, 1));
    const last = new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + 1, 0)).getUTCDate();
    day.setUTCDate(Math.min(today.getUTCDate(), last) + days);
    return day.toISOString().slice(0, 10);
}

const leap = ['2000-02-29', '2004-02-29', '2012-02-29'];
function value(input) {
    const words = [...tested.get(input.name)];
    const type = input.variable.typeRef;
    if (random(input.name === 'needs' ? 20 : 4) === 0) return '';
    if (input.name === 'needs') {
        const known = words.filter(() => random(words.length) < 2);
        return known.map((w) => `${w}:${pick(['erkannt', 'bearbeitung', 'erledigt'])}:${1 + random(3)}`).join(' ');
    }
    if (type === 'codes') return words.filter(() => random(2)).join(' ');
    if (type === 'number') return String(pick([...numbers.get(input.name)]));
    if (type === 'date')
        return random(20) === 0 ? pick(leap) : date(0, pick([0, random(80) - 40, random(26) - 13]), random(3) - 1);
    if (words.every((w) => w === 'yes' || w === 'no')) return pick(['yes', 'no']);
    return random(words.length * 8) === 0 ? 'anders' : pick(words);
}

function person(columns) {
    const record = new Map([['mark_reason', 'Grund'], ['case_manager', 'Meier']]);
    record.set('birth_date', pick(['', pick(leap), date(-pick([15, 25, 26, 67, 10 + random(60)]), random(3) - 1, random(3) - 1)]));
    for (const input of columns)
        if (input.name !== 'birth_date') record.set(input.name.replace(/^_|_$/g, ''), value(input));
    return record;
}

function run(tool, text) {
    const ran = spawnSync(`${bin}/${tool}`, ['-C', concept, `--as-of=${asOf}`, '--keep-going', '-q'],
        { input: text, encoding: 'utf8', maxBuffer: 1 << 28 });
    if (ran.status === 2) fail(`${tool}: ${ran.stderr.slice(0, 300)}`);
    return ran.stdout;
}

const feelDate = new Map();
function day(text) {
    if (!feelDate.has(text)) feelDate.set(text, evaluate(`date("${text}")`).value);
    return feelDate.get(text);
}
function given(input, record) {
    const text = record.get(columnOf(input, record));
    const words = (text ?? '').split(/[ |]/).filter((w) => w !== '');
    if (input.name === 'as_of') return day(asOf);
    if (text === undefined) return null;
    if (input.name === 'needs') return words.filter((w) => !w.includes(':erledigt')).map((w) => w.split(':')[0]);
    if (input.name === 'strengths') return words;
    if (text === '') return null;
    if (input.variable.typeRef === 'codes') return words.map((w) => w.split('@')[0]);
    if (input.variable.typeRef === 'number') return Number(text);
    return input.variable.typeRef === 'date' ? day(text) : text;
}

const fired = new Set();
function ask(decision, context) {
    const table = decision.decisionLogic;
    const values = (table.input ?? []).map((i) => evaluate(i.inputExpression.text, context).value);
    for (const rule of table.rule ?? []) {
        const holds = (rule.inputEntry ?? []).every(
            ({ text }, i) => text === '-' || unaryTest(text, { ...context, '?': values[i] }).value === true);
        if (!holds) continue;
        fired.add(rule.id);
        return evaluate(rule.outputEntry[0].text, context).value;
    }
    return null;
}

// One in three streams lacks some columns.
let cases = 0, differences = 0;
for (let round = 0; cases < Number(count) && round < 200; round++) {
    const columns = brought.filter(() => round % 3 < 2 || random(4) > 0);
    const people = Array.from({ length: 400 }, () => person(columns));
    const names = [...people[0].keys()];
    const text = [['client_id', ...names].join('\t'),
        ...people.map((p, i) => [i, ...names.map((n) => p.get(n).replaceAll('\\', '\\\\'))].join('\t')), ''].join('\n');
    const [head, ...rows] = run('assign-category', run('profile-score', text)).trimEnd().split('\n');
    const header = head.split('\t');
    for (const row of rows) {
        const record = new Map(row.split('\t').map((cell, i) => [header[i], cell.replaceAll('\\\\', '\\')]));
        const context = Object.fromEntries(inputs.map((i) => [i.name, given(i, record)]));
        for (const decision of decisions) {
            const ours = record.get(decision.name) === '' ? null : record.get(decision.name);
            const theirs = ask(decision, context);
            if (ours !== theirs && differences++ < 10)
                console.log(`${decision.name}: ours ${ours}, theirs ${theirs}, for`,
                    JSON.stringify(Object.fromEntries([...record].filter(([, v]) => v !== ''))));
            context[decision.name] = ours;
        }
        cases++;
    }
}

const silent = decisions.flatMap((d) => (d.decisionLogic.rule ?? []).map((r) => r.id)).filter((id) => !fired.has(id));
if (cases < Number(count)) fail(`only ${cases} cases were accepted`);
console.log(`${concept} on ${asOf}: ${decisions.length} tables, ${cases} cases each, ${differences} differences` +
    (silent.length > 0 ? `; never fired: ${silent.join(' ')}` : ''));
process.exit(differences > 0 ? 1 : 0);
