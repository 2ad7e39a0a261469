// schemas.mjs NODE_MODULES FOLDER NAME...: do validators take our schemas, and our streams by them?
//
// SPDX-License-Identifier: GPL-3.0-or-later
//
// FOLDER has NAME.json, NAME.frictionless and NAME.sql, which stream-convert --schema wrote, and,
// unless NAME is a schema without a stream, NAME.tsv and NAME.jsonl. Part of schemas-are-valid.
import { createRequire } from 'node:module';
import { readFileSync, existsSync } from 'node:fs';
import { resolve } from 'node:path';

const [modules, folder, ...names] = process.argv.slice(2);
const require = createRequire(resolve(modules, 'x.js'));
const Ajv = require('ajv/dist/2020').default;
const { Schema } = require('tableschema');
const { PGlite } = require('@electric-sql/pglite');
let faults = 0;

function fault(text) {
    console.log(text);
    faults++;
}

// A value for each column that its kind refuses.
function faulty(field) {
    const constraints = field.constraints ?? {};
    if (field.name === 'client_id') return [''];
    if (field.type === 'date') return ['31.12.1980', '1899-12-31', '2026-13-01', 'morgen'];
    if (field.type === 'boolean') return ['ja', '1', 'YES'];
    if (field.type === 'integer') return ['1.5', 'x', ...(constraints.maximum ? ['10000', '-1'] : [])];
    if (constraints.enum) return ['no such code', constraints.enum[0] + ' '];
    if (constraints.pattern?.includes('[^|]')) return ['|', 'x||y', 'x|'];
    if (constraints.pattern) return [' ', '|', 'x  y', 'x y ', ' x'];
    return [];
}

// In SQL only these are checked, by the values that the database would read in its own way.
function faultyInSql(field) {
    if (field.name === 'client_id') return [''];
    if (field.type === 'date') return ['1899-12-31', '2026-13-01', 'morgen'];
    if (field.type === 'boolean') return ['ja'];
    if (field.type === 'integer') return ['1.5', 'x', ...(field.constraints ? ['10000', '-1'] : [])];
    return field.constraints?.enum ? ['no such code'] : [];
}

function rows(path) {
    const lines = readFileSync(path, 'utf8').split('\n').slice(0, -1);
    return lines.map((line) => line.split('\t'));
}

async function check(name) {
    const path = (ending) => `${folder}/${name}.${ending}`;
    const descriptor = JSON.parse(readFileSync(path('frictionless'), 'utf8'));
    const ajv = new Ajv({ strict: true });
    const validate = ajv.compile(JSON.parse(readFileSync(path('json'), 'utf8')));
    const table = await Schema.load(descriptor, { strict: true });
    const database = new PGlite();
    await database.exec(readFileSync(path('sql'), 'utf8'));
    const empty = Object.fromEntries(table.fieldNames.map((column) => [column, '']));
    empty.client_id = '1';
    let first = empty;

    if (existsSync(path('tsv'))) {
        const objects = readFileSync(path('jsonl'), 'utf8').trimEnd().split('\n').map(JSON.parse);
        const records = rows(path('tsv'));
        first = objects[0];
        objects.forEach((object, i) => {
            if (!validate(object)) fault(`${name}: ajv: record ${i}: ${validate.errors[0].instancePath}`);
        });
        if (records[0].join() !== table.fieldNames.join()) fault(`${name}: tableschema: header`);
        for (const record of records.slice(1)) {
            try {
                table.castRow(record);
            } catch (error) {
                fault(`${name}: tableschema: ${error.errors?.[0]?.message ?? error.message}`);
            }
        }
        await database.query(`copy "${name}" from '/dev/blob' with (format text, header, null '')`, [],
            { blob: new Blob([readFileSync(path('tsv'))]) });
        const { rows: counted } = await database.query(`select count(*)::int as n from "${name}"`);
        if (counted[0].n !== records.length - 1) fault(`${name}: PostgreSQL: ${counted[0].n} rows`);
    }
    if (!validate(empty)) fault(`${name}: ajv: an empty record`);
    if (validate({ ...first, more: '' })) fault(`${name}: ajv: a column that isn't there`);
    for (const field of descriptor.fields) {
        const at = table.fieldNames.indexOf(field.name);
        for (const value of faulty(field)) {
            if (validate({ ...first, [field.name]: value })) fault(`${name}: ajv: ${field.name} "${value}"`);
            const record = Object.values(first);
            record[at] = value;
            let passes = true;
            try {
                table.castRow(record);
            } catch {
                passes = false;
            }
            if (passes) fault(`${name}: tableschema: ${field.name} "${value}"`);
        }
        for (const value of faultyInSql(field)) {
            const sql = `insert into "${name === 'none' ? 'cases' : name}" (client_id, "${field.name}") values`;
            const values = field.name === 'client_id' ? [`(client_id) values ($1)`, [value]] : null;
            let passes = true;
            try {
                if (values)
                    await database.query(sql.replace(/\(.*/, values[0]), values[1]);
                else
                    await database.query(`${sql} ('1', '${value}')`);
            } catch {
                passes = false;
            }
            if (passes) fault(`${name}: PostgreSQL: ${field.name} "${value}"`);
        }
    }
    await database.close();
}

for (const name of names) await check(name);
process.exit(faults > 0 ? 1 : 0);
