import { describe, expect, it } from 'vitest';
import {
  describeError,
  describeExpected,
  directoryReferences,
  EXPECTED_KEYS,
  type IncidentDocument,
  printDocument,
  readDocument,
  readIncident,
  writeIncident,
} from '../../src/domain/document.ts';
import { isWallTime } from '../../src/domain/zone.ts';
import { keysOf, rightDirectory, rightIncident } from '../support/documents.ts';

type Right = ReturnType<typeof rightIncident>;

/** The errors of a right document after one change, as `path key`. */
function errorsAfter(change: (document: Right) => unknown): string[] {
  const document = rightIncident();
  change(document);
  return keysOf(readIncident(document));
}

/** Puts `value` at the path, whatever the types say. */
function put(document: object, path: string, value: unknown): void {
  const keys = path.split('.');
  const last = keys.pop() ?? '';
  const parent = keys.reduce<Record<string, unknown>>((at, key) => at[key] as Record<string, unknown>, { ...document });
  if (keys.length === 0) Object.assign(document, { [last]: value });
  else parent[last] = value;
}

const errorsWith = (path: string, value: unknown) => errorsAfter((document) => put(document, path, value));
const read = (document: unknown) => {
  const result = readIncident(document);
  if (!result.ok) throw new Error(result.errors.map(describeError).join('\n'));
  return result.incident;
};

describe('The incident document', () => {
  it('is read as facts, in the names of the domain', () => {
    const incident = read(rightIncident());
    expect(incident.entries[0]).toMatchObject({ id: 'said', by: { office: 'akim', official: null }, channel: null });
    expect(incident.entries[2]).toMatchObject({ askedOf: 'akim', answeredBy: 'said', answer: 'full' });
    expect(incident.promises[0]).toMatchObject({ madeIn: 'said', nature: 'pledge', dueBasis: 'words', test: null });
    expect(incident.started?.earliest).toBe(Date.parse('2019-07-15T08:00Z'));
  });

  it.each([
    ['slug', 'x', 'x'.repeat(80), ['', 'x'.repeat(81), 'A', 'a_b', 'a b', 5, null]],
    ['topic', 'gas', '0', ['Газ', '']],
    ['entries.1.id', 'a-0', 'z', ['É', 'a.b']],
  ])('takes %s of 1 to 80 of a-z, 0-9 and "-"', (path, one, two, wrong) => {
    expect([...errorsWith(path, one), ...errorsWith(path, two)]).toEqual([]);
    const at = path.replace(/\.(\d)/, '[$1]');
    for (const value of wrong) expect(errorsWith(path, value)).toContain(`$.${at} id`);
  });

  it.each([
    ['kind', 'acute', 'crisis'],
    ['entries.1.kind', 'note', 'tweet'],
    ['entries.1.lang', 'kk', 'de'],
    ['entries.0.channel', { network: 'threads' }, undefined],
    ['entries.0.clock', 'known', 'heard'],
    ['entries.2.answer', 'redirected', 'none'],
    ['promises.0.nature', 'order', 'wish'],
    ['promises.0.outcomes', [{ entry: 'seen', kind: 'kept' }], undefined],
  ])('takes only the words of the contract in %s', (path, right, wrong) => {
    expect(errorsWith(path, right)).toEqual([]);
    if (wrong !== undefined) expect(errorsWith(path, wrong)).toEqual([`$.${path.replace(/\.(\d)/, '[$1]')} one_of`]);
  });

  it('knows the network "any" in a check, not in a channel', () => {
    expect(errorsWith('checks.0.channels', ['any'])).toEqual([]);
    expect(errorsWith('checks.0.channels', [])).toEqual(['$.checks[0].channels at_least_one']);
    expect(errorsWith('entries.0.channel', { network: 'any' })).toEqual(['$.entries[0].channel.network one_of']);
  });

  it('refuses keys that it does not know, at every depth', () => {
    expect(errorsWith('colour', 'red')).toEqual(['$.colour no_such_key']);
    expect(errorsWith('entries.0.at.until', '2019')).toEqual(['$.entries[0].at.until no_such_key']);
    expect(errorsWith('promises.0.due at', '2019')).toEqual(['$.promises[0]["due at"] no_such_key']);
    const inherited = JSON.parse(JSON.stringify(rightIncident()).replace('{', '{"__proto__":{"a":1},'));
    expect(keysOf(readIncident(inherited))).toEqual(['$.__proto__ no_such_key']);
  });

  it('wants words in at least one language', () => {
    expect(errorsWith('title', { kk: 'Су' })).toEqual([]);
    for (const value of [{}, { ru: '' }, { ru: ' \n', en: null }, null, 'Прорыв'])
      expect(errorsWith('title', value)).toEqual(['$.title language']);
    expect(errorsWith('title', { de: 'Bruch' })).toContain('$.title.de no_such_key');
  });

  it.each([
    ['title.ru', 300],
    ['summary', 2_000],
    ['entries.0.text', 20_000],
    ['entries.1.quote', 20_000],
    ['entries.0.at.stated', 2_000],
    ['entries.0.source.title', 2_000],
    ['promises.0.phrase', 2_000],
    ['promises.0.test', 2_000],
    ['checks.0.note', 2_000],
    ['replies.0.text', 20_000],
  ])('takes %s of up to %i characters', (path, max) => {
    const value = (count: number) => (path === 'summary' ? { ru: '😀'.repeat(count) } : '😀'.repeat(count));
    const at = path === 'summary' ? '$.summary.ru' : `$.${path.replace(/\.(\d)/, '[$1]')}`;
    expect(errorsWith(path, value(max))).toEqual([]);
    expect(errorsWith(path, value(max + 1))).toEqual([`${at} words`]);
  });

  it('takes up to 2,000 entries and 500 promises', () => {
    const entries = (count: number) =>
      Array.from({ length: count }, (_, index) => ({
        ...rightIncident().entries[0],
        id: index ? `e${index}` : 'said',
      }));
    const promises = (count: number) =>
      Array.from({ length: count }, (_, index) => ({
        ...rightIncident().promises[0],
        id: index ? `p${index}` : 'repair',
      }));
    const document = { ...rightIncident(), entries: entries(2_000), promises: promises(500) };
    expect(keysOf(readIncident(document))).toEqual([]);
    expect(keysOf(readIncident({ ...document, entries: entries(2_001), promises: promises(501) }))).toEqual([
      '$.entries at_most',
      '$.promises at_most',
    ]);
  });

  it('refuses U+0000 and half a surrogate pair, which the databases cannot keep, and nothing else in words', () => {
    for (const wrong of ['a\0b', 'a\ud83d', '\ude00a']) {
      expect(errorsWith('entries.0.text', wrong)).toEqual(['$.entries[0].text storable']);
      expect(errorsWith('title.ru', wrong)).toEqual(['$.title.ru storable']);
    }
    expect(errorsWith('entries.0.text', 'one\n\ttwo 😀 \u2028 \u200f <b>&')).toEqual([]);
  });

  it('takes addresses of http and https only', () => {
    for (const right of ['http://a.kz', 'HTTPS://a.kz/б?в=1#г', null])
      expect(errorsWith('entries.0.source.url', right)).toEqual([]);
    for (const wrong of [
      'javascript:alert(1)',
      'ftp://a.kz',
      'a.kz',
      '//a.kz',
      'https://',
      'https:///x',
      'http://a b',
      'https://a.kz/\n',
      'java\nscript:x',
      '',
    ])
      expect(errorsWith('entries.0.source.url', wrong), wrong).toEqual(['$.entries[0].source.url url']);
    expect(errorsWith('entries.0.channel', { network: 'vk', url: 'data:,' })).toEqual(['$.entries[0].channel.url url']);
  });

  it('wants a source that says something', () => {
    for (const right of [
      { url: 'https://a.kz' },
      { archive: 'https://a.kz' },
      { kind: 'newsroom_saw' },
      { kind: 'residents', count: 3 },
    ])
      expect(errorsWith('entries.0.source', right)).toEqual([]);
    for (const wrong of [{}, { title: ' ' }, { kind: 'link', url: null }])
      expect(errorsWith('entries.0.source', wrong)).toEqual(['$.entries[0].source source']);
    expect(errorsWith('checks.0.by', {})).toEqual(['$.checks[0].by source']); // else "this newsroom" would be said to have looked
  });
});

describe('Times of a document', () => {
  it('take the form that their precision asks for', () => {
    for (const [right, wrong, key] of [
      [{ at: '2019-07-15T14:00', precision: 'minute' }, { at: '2019-07-15', precision: 'minute' }, 'time'],
      [{ at: '2019-07-15', precision: 'evening' }, { at: '2019-07-15T18:00', precision: 'evening' }, 'date'],
      [{ at: '2019-07', precision: 'month' }, { at: '2019', precision: 'month' }, 'month'],
      [{ at: '2019', precision: 'year' }, { at: '19', precision: 'year' }, 'year'],
      [{ at: '2019-07-15T24:00', precision: 'before' }, { at: '2019-07', precision: 'before' }, 'date_or_time'],
      [{ at: '2020-02-29', precision: 'day' }, { at: '2019-02-29', precision: 'day' }, 'date'],
      [{ at: '9998-12-31', precision: 'day' }, { at: '9999-12-31', precision: 'day' }, 'date'],
      [{ at: '1900-01-01', precision: 'day' }, { at: '1899-12-31', precision: 'day' }, 'date'],
    ] as const) {
      expect(errorsWith('entries.1.at', right)).toEqual([]);
      expect(errorsWith('entries.1.at', wrong)).toEqual([`$.entries[1].at.at ${key}`]);
    }
    expect(errorsWith('entries.1.at', { at: '2019', precision: 'soon' })).toEqual(['$.entries[1].at.precision one_of']);
    expect(errorsWith('entries.1.at', { at: '2019' })).toEqual(['$.entries[1].at.precision one_of']);
    expect(errorsWith('entries.1.at', '2019')).toEqual(['$.entries[1].at object']);
  });

  it('do not run backwards in the zone', () => {
    const between = (earliest: string, latest: string) => ({ earliest, latest, precision: 'between' });
    expect(errorsWith('entries.1.at', between('2019-07-15T14:00', '2019-07-15T14:00'))).toEqual([]);
    expect(errorsWith('entries.1.at', between('2019-07-15T14:01', '2019-07-15T14:00'))).toEqual([
      '$.entries[1].at forwards',
    ]);
    expect(errorsWith('started', between('2019-07-15T14:00', '2019-07-15'))).toEqual([]); // a date's 24:00
    expect(errorsWith('started', between('2019-07-16T00:01', '2019-07-15'))).toEqual(['$.started forwards']);
    // 23:30 of 29 February 2024 occurs twice in Almaty, and the later 23:10 comes after the earlier 23:30.
    expect(errorsWith('started', between('2024-02-29T23:30', '2024-02-29T23:10'))).toEqual([]);
    expect(
      errorsAfter((document) => {
        document.zone = 'Asia/Aqtau';
        document.started = { earliest: '2024-02-29T23:30', latest: '2024-02-29T23:10', precision: 'between' };
      }),
    ).toEqual(['$.started forwards']);
  });

  it('exist on the clocks of the zone', () => {
    const inBerlin = (at: string) =>
      errorsAfter((document) => {
        document.zone = 'Europe/Berlin';
        document.started = { at, precision: 'minute' };
        put(document, 'promises.0.due', at);
      });
    expect(inBerlin('2019-03-31T01:59')).toEqual([]);
    expect(inBerlin('2019-03-31T02:30')).toEqual([
      '$.started.at time_that_exists',
      '$.promises[0].due time_that_exists',
    ]);
    expect(inBerlin('2019-03-31T03:00')).toEqual([]);
    expect(isWallTime('2011-12-30', 'Pacific/Apia')).toBe(false);
    expect(isWallTime('2011-12-31', 'Pacific/Apia')).toBe(true);
  });

  it('are in a zone of the IANA database, by name', () => {
    for (const right of ['Asia/Qyzylorda', 'America/Argentina/Buenos_Aires'])
      expect(errorsWith('zone', right)).toEqual([]);
    for (const wrong of ['+06:00', 'UTC+6', 'Etc/GMT-6', 'Asia/Nowhere', '', 6])
      expect(errorsWith('zone', wrong)).toEqual(['$.zone zone']);
  });

  it('end certainly before they start: refused', () => {
    expect(errorsWith('ended', { at: '2019-07-15T13:59', precision: 'minute' })).toEqual(['$.ended not_before_start']);
    expect(errorsWith('ended', { at: '2019-07-15T14:00', precision: 'minute' })).toEqual([]);
    expect(errorsWith('ended', { at: '2019-07-15', precision: 'day' })).toEqual([]);
    expect(errorsWith('ended', { at: '2019-07-15T13:00', precision: 'after' })).toEqual([]);
  });

  it('fall due on a date or a date-time, or never', () => {
    for (const right of ['2019-07-26', '2019-07-26T18:00', null])
      expect(errorsWith('promises.0.due', right)).toEqual([]);
    for (const wrong of ['2019-07', '26.07.2019', '2019-02-30', '2019-07-26T25:00', '', 20190726])
      expect(errorsWith('promises.0.due', wrong)).toEqual(['$.promises[0].due date_or_time']);
    expect(errorsWith('promises.0.changes', [{ entry: 'said', due: 'soon' }])).toEqual([
      '$.promises[0].changes[0].due date_or_time',
    ]);
    expect(errorsWith('covered_until', '2019-07-30T00:00')).toEqual(['$.covered_until date']);
  });
});

describe('What a document refers to', () => {
  it('has ids that are unique within the incident, entries and promises together', () => {
    expect(errorsWith('entries.1.id', 'said')).toEqual(['$.entries[1].id unique_id']);
    expect(errorsWith('entries.1.id', 'repair')).toEqual(['$.promises[0].id unique_id']);
  });

  it('makes promises, and moves them, in statements', () => {
    for (const wrong of ['seen', 'nothing']) {
      expect(errorsWith('promises.0.made_in', wrong)).toEqual(['$.promises[0].made_in statement']);
      expect(errorsWith('promises.0.changes', [{ entry: wrong, due: null }])).toEqual([
        '$.promises[0].changes[0].entry statement',
      ]);
    }
    expect(errorsWith('promises.0.changes', [{ entry: 'said', phrase: null, due: null }])).toEqual([]);
  });

  it('names entries that exist', () => {
    for (const [path, list] of [
      ['possible_answers', [{ entry: 'seen', judged: 'not_an_answer' }, { entry: 'no' }]],
      [
        'outcomes',
        [
          { entry: 'seen', kind: 'kept' },
          { entry: 'no', kind: 'kept' },
        ],
      ],
    ] as const)
      expect(errorsWith(`promises.0.${path}`, list)).toEqual([`$.promises[0].${path}[1].entry entry`]);
    expect(errorsWith('entries.2.answered_by', 'no')).toEqual(['$.entries[2].answered_by entry']);
    expect(errorsWith('checks.0.found', 'no')).toEqual(['$.checks[0].found entry']);
    expect(errorsWith('checks.0.found', 'seen')).toEqual([]);
  });

  it('checks a promise or the first post, and answers an entry or a promise', () => {
    expect(errorsWith('checks.0.for', 'first_post')).toEqual([]);
    for (const wrong of ['said', 'no', ''])
      expect(errorsWith('checks.0.for', wrong)).toEqual(['$.checks[0].for promise_or_first_post']);
    expect(errorsWith('replies.0.to', 'seen')).toEqual([]);
    expect(errorsWith('replies.0.to', 'no')).toEqual(['$.replies[0].to entry_or_promise']);
  });

  it('lists the ids of the directory that it names', () => {
    const document = rightIncident();
    put(document, 'entries.1.by', { official: 'obraztsov' });
    expect(directoryReferences(read(document))).toEqual([
      { path: '$.office', kind: 'office', id: 'akim' },
      { path: '$.entries[0].by.office', kind: 'office', id: 'akim' },
      { path: '$.entries[1].by.official', kind: 'official', id: 'obraztsov' },
      { path: '$.entries[2].asked_of', kind: 'office', id: 'akim' },
    ]);
  });
});

describe('What a document must say', () => {
  it('names the office that made a statement', () => {
    for (const wrong of [null, undefined, {}, { official: 'obraztsov' }])
      expect(errorsWith('entries.0.by', wrong)).toEqual(['$.entries[0].by speaker']);
    expect(errorsWith('entries.1.by', { official: 'obraztsov' })).toEqual([]);
  });

  it('has a text or a quote in every entry', () => {
    expect(errorsWith('entries.0.text', ' ')).toEqual(['$.entries[0].text text_or_quote']);
    expect(errorsAfter(({ entries }) => put(entries, '0', { ...entries[0], text: null, quote: 'Сделаем' }))).toEqual(
      [],
    );
  });

  it('says why the newsroom set the day itself', () => {
    expect(errorsWith('promises.0.due_basis', 'newsroom')).toEqual(['$.promises[0].due_reason due_reason']);
    expect(
      errorsAfter(({ promises }) => Object.assign(promises[0] ?? {}, { due_basis: 'newsroom', due_reason: 'так' })),
    ).toEqual([]);
  });

  it('lets only a question be asked of an office and be answered', () => {
    expect(errorsWith('entries.0.asked_of', 'akim')).toEqual(['$.entries[0].asked_of question']);
    expect(errorsWith('entries.1.answered_by', 'said')).toEqual(['$.entries[1].answered_by question']);
  });
});

describe('Errors of a document', () => {
  it('come all at once, those of shape and those of sense, each with its value', () => {
    const document = rightIncident();
    for (const [path, value] of [
      ['slug', 'A b'],
      ['entries.0.at.precision', 'soonish'],
      ['entries.1', 7],
      ['entries.2.answered_by', 'gone'],
      ['promises.0.due', '2019-02-30'],
      ['checks.0.for', 'nothing'],
      ['colour', 'red'],
    ] as const)
      put(document, path, value);
    const result = readIncident(document);
    expect(keysOf(result).sort()).toEqual([
      '$.checks[0].for promise_or_first_post',
      '$.colour no_such_key',
      '$.entries[0].at.precision one_of',
      '$.entries[1] object',
      '$.entries[2].answered_by entry',
      '$.promises[0].due date_or_time',
      '$.slug id',
    ]);
    expect(result.ok || result.errors.find(({ path }) => path === '$.entries[1]')?.value).toBe(7);
  });

  it('blame nothing on a part whose shape is wrong', () => {
    expect(errorsWith('entries.0.by', { office: 'НЕТ' })).toEqual(['$.entries[0].by.office id']);
    expect(errorsWith('entries.0.kind', 'tweet')).toEqual(['$.entries[0].kind one_of']);
    expect(errorsWith('entries', 'none')).toEqual(['$.entries list']);
    expect(errorsWith('promises', {})).toEqual(['$.promises list']);
    expect(errorsWith('entries.0.text', 'a\0')).toEqual(['$.entries[0].text storable']);
  });

  it('are one line of plain English for the command line', () => {
    const result = readIncident({ ...rightIncident(), zone: '+06:00' });
    expect(result.ok ? [] : result.errors.map(describeError)).toEqual([
      '$.zone: "+06:00", expected the name of a zone in the IANA database, such as Asia/Almaty (an offset is no name)',
    ]);
    for (const key of EXPECTED_KEYS) expect(describeExpected({ key, params: {} })).toMatch(/^\S.*\S$/);
    const long = readIncident({ ...rightIncident(), slug: '😀'.repeat(500) });
    expect(long.ok || long.errors.map(describeError)[0]?.length).toBeLessThan(140);
  });

  it('name the formats where none is known', () => {
    expect(readDocument(rightIncident())).toMatchObject({ ok: true, kind: 'incident' });
    expect(readDocument(rightDirectory())).toMatchObject({ ok: true, kind: 'directory' });
    expect(keysOf(readDocument({ format: 'merzim/incident@2' }))).toEqual(['$.format one_of']);
    for (const value of [null, 5, 'x', []]) expect(keysOf(readDocument(value))).toEqual(['$ document']);
  });
});

describe('Absent and empty', () => {
  const bare: IncidentDocument = {
    ...rightIncident(),
    promises: [{ id: 'repair', made_in: 'said', text: 'починить', due: null }],
    checks: null,
    replies: null,
  };
  it('are the same', () => {
    const said = { ...bare.entries[0], answers: [], quote: null, channel: null, clock: null };
    const full = {
      ...bare,
      ended: null,
      summary: {},
      covered_until: null,
      entries: [said, ...bare.entries.slice(1)],
      promises: [
        {
          ...bare.promises?.[0],
          test: null,
          phrase: '',
          changes: [],
          possible_answers: [],
          outcomes: [],
          nature: 'pledge',
          due_basis: 'words',
        },
      ],
      checks: [],
      replies: [],
    };
    expect(read(full)).toEqual(read(bare));
    expect(printDocument(writeIncident(read(full)))).toBe(printDocument(writeIncident(read(bare))));
    const { checks, replies, ...rest } = bare;
    expect([checks, replies]).toEqual([null, null]);
    expect(read(rest)).toEqual(read(bare));
  });

  it('are left out of the canonical document, and what may be null stands', () => {
    const text = printDocument(writeIncident(read(bare)));
    for (const key of ['ended', 'summary', 'test', 'changes', 'possible_answers', 'outcomes', 'checks', 'replies'])
      expect(text).not.toContain(`"${key}"`);
    expect(text).toContain('\n  "covered_until": null,\n');
    expect(text.endsWith('}\n')).toBe(true);
    expect(Object.keys(JSON.parse(text))).toEqual([
      'format',
      'slug',
      'kind',
      'topic',
      'title',
      'office',
      'zone',
      'started',
      'covered_until',
      'entries',
      'promises',
    ]);
  });
});
