import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { exercise, joinDirectories } from '../fixtures/exercise.ts';
import type { Directory } from '../src/domain/directory.ts';
import {
  describeError,
  directoryJsonSchema,
  directoryReferences,
  incidentJsonSchema,
  printDocument,
  readDirectory,
  readIncident,
  writeDirectory,
  writeIncident,
} from '../src/domain/document.ts';
import type { Incident } from '../src/domain/incident.ts';
import { promiseAt } from '../src/domain/promise.ts';

const folder = join(import.meta.dirname, '../fixtures');
const text = (name: string) => readFileSync(join(folder, name), 'utf8');
const names = readdirSync(join(folder, 'incidents'));

function incidentOf(value: unknown): Incident {
  const read = readIncident(value);
  if (!read.ok) throw new Error(read.errors.map(describeError).join('\n'));
  return read.incident;
}

function directoryOf(value: unknown): Directory {
  const read = readDirectory(value);
  if (!read.ok) throw new Error(read.errors.map(describeError).join('\n'));
  return read.directory;
}

const directory = directoryOf(JSON.parse(text('directory.json')));

/** The references of an incident that the directory cannot follow. */
function missing(incident: Incident, of: Directory): string[] {
  const ids = { office: of.offices.map(({ id }) => id), official: of.officials.map(({ id }) => id) };
  return directoryReferences(incident).flatMap(({ path, kind, id }) =>
    ids[kind].includes(id) ? [] : [`${path} ${id}`],
  );
}

describe('The documented cases of 2019', () => {
  it('are three, and the directory that they refer to', () => {
    expect(names.sort()).toEqual(['almaty-blackout-2019.json', 'arys-2019.json', 'lrt-nur-sultan.json']);
    expect(directory.offices.filter(({ kind }) => kind === 'akim')).toHaveLength(17);
    expect(directory.offices).toHaveLength(22);
    expect(directory.officials).toHaveLength(16);
    expect(directory.channels).toHaveLength(15);
    expect(directory.indicators).toHaveLength(9);
  });

  it.each(names)('%s is canonical, refers only to the directory and fits the JSON Schema', (name) => {
    const printed = text(`incidents/${name}`);
    const incident = incidentOf(JSON.parse(printed));
    expect(printDocument(writeIncident(incident))).toBe(printed);
    expect(`${incident.slug}.json`).toBe(name);
    expect(missing(incident, directory)).toEqual([]);
    expect(new Ajv.default({ strict: false }).validate(incidentJsonSchema(), JSON.parse(printed))).toBe(true);
    expect(Object.keys(incident.title)).toEqual(['ru', 'kk', 'en']);
  });

  it('has a canonical directory that fits the JSON Schema', () => {
    expect(printDocument(writeDirectory(directory))).toBe(text('directory.json'));
    const ajv = new Ajv.default({ strict: false });
    expect(ajv.validate(directoryJsonSchema(), JSON.parse(text('directory.json')))).toBe(true);
  });

  it('ships norms of which none is adopted', () => {
    expect(directory.benchmarks.map(({ minutes, clock, milestone }) => `${minutes} ${clock} ${milestone}`)).toEqual([
      '60 occurred first_post',
      '15 known first_word',
      '60 known first_word',
      '180 occurred first_word',
    ]);
    expect(directory.benchmarks.some(({ adopted }) => adopted)).toBe(false);
  });

  it('says of every Kazakh name of a person whether it was checked', () => {
    for (const { id, name, note } of directory.officials) {
      expect(name.kk, id).toBeTruthy();
      expect(note, id).toMatch(/Kazakh spelling (after|not checked)/);
    }
  });
});

describe('The exercise', () => {
  const NOON = Date.parse('2026-11-23T07:00Z');
  const MIDNIGHT = Date.parse('2026-11-22T19:00Z'); // 00:00 in Almaty
  const statesAt = (now: number) => {
    const [document] = exercise(now).incidents;
    const incident = incidentOf(document);
    return new Map(incident.promises.map((promise) => [promise.id, promiseAt(promise, incident, now)]));
  };

  it.each([NOON, MIDNIGHT, MIDNIGHT - 1, MIDNIGHT + 1, Date.parse('2024-03-05T10:00Z')])(
    'has promises of every kind as of %i',
    (now) => {
      const states = statesAt(now);
      expect([...states].map(([id, { status, stale }]) => `${id} ${status}${stale ? ' stale' : ''}`)).toEqual([
        'tankers kept',
        'cause overdue',
        'pump overdue',
        'old-pipes no_deadline',
        'bills awaiting_review',
        'bypass due_soon',
      ]);
      expect(states.get('cause')).toMatchObject({ checkedSinceDue: true });
      expect(states.get('pump')).toMatchObject({ checkedSinceDue: false, checkedOn: null });
    },
  );

  it('refers to its own additions only, and says in three languages that it is an exercise', () => {
    const { incidents, directory: more } = exercise(NOON);
    const joined = directoryOf(joinDirectories(JSON.parse(text('directory.json')), more));
    for (const document of incidents) {
      const incident = incidentOf(document);
      expect(missing(incident, directoryOf(more))).toEqual([]);
      expect(missing(incident, joined)).toEqual([]);
      expect([incident.title.ru, incident.title.kk, incident.title.en]).toEqual([
        expect.stringContaining('Учебный пример'),
        expect.stringContaining('Үйрету мысалы'),
        expect.stringContaining('Exercise'),
      ]);
      expect(Object.keys(incident.summary)).toEqual(['ru', 'kk', 'en']);
    }
    for (const { name } of directoryOf(more).officials) expect(name.ru).toContain('вымышлен');
  });
});
