import Ajv from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  changesBetween,
  describeError,
  directoryJsonSchema,
  incidentJsonSchema,
  printDocument,
  readDirectory,
  readIncident,
  writeDirectory,
  writeIncident,
} from '../../src/domain/document.ts';
import { directoryDocument, incidentDocument, rightIncident } from '../support/documents.ts';

const incidentOf = (value: unknown) => {
  const read = readIncident(value);
  if (!read.ok) throw new Error(read.errors.map(describeError).join('\n'));
  return read.incident;
};
const directoryOf = (value: unknown) => {
  const read = readDirectory(value);
  if (!read.ok) throw new Error(read.errors.map(describeError).join('\n'));
  return read.directory;
};
const printedIncident = (value: unknown) => printDocument(writeIncident(incidentOf(value)));
const printedDirectory = (value: unknown) => printDocument(writeDirectory(directoryOf(value)));

describe('Round trips', () => {
  it('what is written reads as the same facts, and what is printed prints as the same bytes', () => {
    fc.assert(
      fc.property(incidentDocument, (document) => {
        const text = printedIncident(document);
        expect(incidentOf(JSON.parse(text))).toEqual(incidentOf(document));
        expect(printedIncident(JSON.parse(text))).toBe(text);
      }),
    );
  });

  it('holds for directories too', () => {
    fc.assert(
      fc.property(directoryDocument, (document) => {
        const text = printedDirectory(document);
        expect(directoryOf(JSON.parse(text))).toEqual(directoryOf(document));
        expect(printedDirectory(JSON.parse(text))).toBe(text);
      }),
    );
  });

  it('reading never throws, whatever one part is', () => {
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(rightIncident())), fc.jsonValue(), (key, value) => {
        const read = readIncident({ ...rightIncident(), [key]: value });
        if (!read.ok) for (const error of read.errors) expect(describeError(error)).toMatch(/^\$/);
      }),
    );
  });
});

describe('Changes between documents', () => {
  it('are none between equal documents, and some between different ones', () => {
    fc.assert(
      fc.property(incidentDocument, incidentDocument, (one, other) => {
        const [a, b] = [writeIncident(incidentOf(one)), writeIncident(incidentOf(other))];
        expect(changesBetween(a, structuredClone(a))).toEqual([]);
        expect(changesBetween(a, b).length === 0).toBe(printDocument(a) === printDocument(b));
      }),
    );
  });

  it('run the other way with before and after changed over', () => {
    fc.assert(
      fc.property(incidentDocument, incidentDocument, (one, other) => {
        const [a, b] = [writeIncident(incidentOf(one)), writeIncident(incidentOf(other))];
        const turned = changesBetween(b, a).map(({ path, before, after }) => ({ path, before: after, after: before }));
        const byPath = (x: { path: string }, y: { path: string }) => (x.path < y.path ? -1 : 1);
        expect(turned.sort(byPath)).toEqual(changesBetween(a, b).sort(byPath));
      }),
    );
  });
});

describe('JSON Schema', () => {
  const ajv = new Ajv.default({ strict: false });
  const isIncident = ajv.compile(incidentJsonSchema());
  const isDirectory = ajv.compile(directoryJsonSchema());

  it('has an id and a title, and refuses what the reader refuses by its shape', () => {
    expect(incidentJsonSchema()).toMatchObject({ $id: 'urn:merzim:incident:1', title: 'merzim/incident@1' });
    expect(directoryJsonSchema()).toMatchObject({ $id: 'urn:merzim:directory:1', title: 'merzim/directory@1' });
    expect(isIncident(rightIncident())).toBe(true);
    for (const wrong of [
      { colour: 'red' },
      { slug: 'A' },
      { title: {} },
      { title: { ru: 'x'.repeat(301) } },
      { started: { at: '2019', precision: 'day' } },
      { kind: 'crisis' },
    ])
      expect(isIncident({ ...rightIncident(), ...wrong }), JSON.stringify(wrong)).toBe(false);
  });

  it('takes whatever the reader takes', () => {
    fc.assert(
      fc.property(incidentDocument, directoryDocument, (incident, directory) => {
        expect(isIncident(incident), JSON.stringify(isIncident.errors)).toBe(true);
        expect(isDirectory(directory), JSON.stringify(isDirectory.errors)).toBe(true);
      }),
    );
  });
});
