import { describe, expect, it } from 'vitest';
import { readDirectory, writeDirectory } from '../../src/domain/document.ts';
import { keysOf, rightDirectory } from '../support/documents.ts';

type Right = ReturnType<typeof rightDirectory>;

function errorsAfter(change: (document: Right) => unknown): string[] {
  const document = rightDirectory();
  change(document);
  return keysOf(readDirectory(document));
}

describe('The directory document', () => {
  it('is read as facts; a list that is absent is empty', () => {
    const result = readDirectory(rightDirectory());
    expect(result.ok && result.directory.offices[0]).toMatchObject({ id: 'akim', region: {}, from: null, note: null });
    const empty = readDirectory({ format: 'merzim/directory@1' });
    expect(empty.ok && Object.values(empty.directory).every((list) => list.length === 0)).toBe(true);
    expect(empty.ok && Object.keys(writeDirectory(empty.directory))).toHaveLength(8);
  });

  it('has ids that are unique within their list', () => {
    for (const name of ['offices', 'officials', 'channels', 'indicators', 'benchmarks'] as const)
      expect(
        errorsAfter((document) => Object.assign(document, { [name]: [...document[name], ...document[name]] })),
      ).toEqual([`$.${name}[1].id unique_id`]);
    expect(errorsAfter((document) => document.officials.push({ id: 'akim', name: { ru: 'А' } }))).toEqual([]);
  });

  it('refers to what it holds', () => {
    expect(errorsAfter(({ tenures }) => tenures.push({ office: 'no', official: 'neither' }))).toEqual([
      '$.tenures[1].office office',
      '$.tenures[1].official official',
    ]);
    expect(errorsAfter(({ channels }) => channels.push({ id: 'x', owner: { office: 'no' }, network: 'vk' }))).toEqual([
      '$.channels[1].owner.office office',
    ]);
    expect(errorsAfter(({ measurements }) => measurements.push({ indicator: 'no', office: 'no', value: 1 }))).toEqual([
      '$.measurements[1].indicator indicator',
      '$.measurements[1].office office',
    ]);
    expect(errorsAfter(({ measurements }) => measurements.push({ indicator: 'ignored', value: 1 }))).toEqual([]);
  });

  it('gives a channel one owner', () => {
    for (const owner of [{}, { office: null }, { office: 'akim', official: 'obraztsov' }])
      expect(errorsAfter(({ channels }) => channels.push({ id: 'x', owner, network: 'vk' }))).toEqual([
        '$.channels[1].owner owner',
      ]);
    expect(errorsAfter(({ channels }) => channels.push({ id: 'x', owner: { office: 'akim' }, network: 'vk' }))).toEqual(
      [],
    );
  });

  it('takes dates as coarse as they are known', () => {
    const from = (date: unknown) => errorsAfter(({ offices }) => Object.assign(offices[0] ?? {}, { from: date }));
    for (const right of ['2019', '2019-02', '2019-02-25', null]) expect(from(right)).toEqual([]);
    for (const wrong of ['2019-13', '2019-02-30', '02.2019', '2019-02-25T10:00', 2019])
      expect(from(wrong)).toEqual(['$.offices[0].from coarse_date']);
  });

  it('has periods that run forwards, as far as both ends are known', () => {
    const period = (from: string, to: string) =>
      errorsAfter(({ tenures }) => Object.assign(tenures[0] ?? {}, { from, to }));
    for (const [from, to] of [
      ['2019', '2019'],
      ['2019-06', '2019'],
      ['2019', '2019-01-01'],
      ['2019-06-13', '2019-06-13'],
      ['2019-12-31', '2020'],
    ] as const)
      expect(period(from, to)).toEqual([]);
    for (const [from, to] of [
      ['2020', '2019'],
      ['2019-07', '2019-06'],
      ['2019-06-14', '2019-06-13'],
      ['2020-01-01', '2019'],
    ] as const)
      expect(period(from, to)).toEqual(['$.tenures[0].to forwards']);
  });

  it('has figures that are figures', () => {
    const minutes = (value: unknown) =>
      errorsAfter(({ benchmarks }) => Object.assign(benchmarks[0] ?? {}, { minutes: value }));
    expect(minutes(1)).toEqual([]);
    for (const wrong of [0, -5, 1.5, '60']) expect(minutes(wrong)).toEqual(['$.benchmarks[0].minutes whole_number']);
    const value = (of: unknown) =>
      errorsAfter(({ measurements }) => Object.assign(measurements[0] ?? {}, { value: of }));
    expect([...value(53_000_000_000), ...value(-0.5)]).toEqual([]);
    for (const wrong of ['25', null, Number.NaN, Number.POSITIVE_INFINITY])
      expect(value(wrong)).toEqual(['$.measurements[0].value number']);
    const adopted = (of: unknown) =>
      errorsAfter(({ benchmarks }) => Object.assign(benchmarks[0] ?? {}, { adopted: of }));
    expect(adopted(true)).toEqual([]);
    expect(adopted('no')).toEqual(['$.benchmarks[0].adopted yes_or_no']);
    const wikidata = (of: unknown) => errorsAfter(({ offices }) => Object.assign(offices[0] ?? {}, { wikidata: of }));
    expect(wikidata('Q35493')).toEqual([]);
    expect(wikidata('https://www.wikidata.org/wiki/Q1')).toEqual(['$.offices[0].wikidata wikidata']);
  });

  it('keeps notes and other spellings, and refuses keys that it does not know', () => {
    const note = (of: object) => errorsAfter((document) => Object.assign(document, of));
    for (const name of [
      'offices',
      'officials',
      'tenures',
      'channels',
      'indicators',
      'measurements',
      'benchmarks',
    ] as const) {
      expect(note({ [name]: rightDirectory()[name].map((row) => ({ ...row, note: 'только для редакции' })) })).toEqual(
        [],
      );
      expect(note({ [name]: rightDirectory()[name].map((row) => ({ ...row, colour: 'red' })) })).toEqual([
        `$.${name}[0].colour no_such_key`,
      ]);
    }
    const spelled = readDirectory({
      ...rightDirectory(),
      officials: [{ id: 'obraztsov', name: { ru: 'А' }, also_spelled: ['Obrazcov'] }],
    });
    expect(spelled.ok && spelled.directory.officials[0]?.alsoSpelled).toEqual(['Obrazcov']);
  });

  it('gives every error at once', () => {
    expect(
      errorsAfter((document) => {
        Object.assign(document.offices[0] ?? {}, { zone: 'UTC' });
        Object.assign(document.tenures[0] ?? {}, { official: 'no' });
      }),
    ).toEqual(['$.offices[0].zone zone', '$.tenures[0].official official']);
    expect(errorsAfter((document) => Object.assign(document, { offices: 5 }))).toEqual(['$.offices list']);
  });
});
