import { describe, expect, it } from 'vitest';
import type { Question } from '../../src/domain/entry.ts';
import type { Incident } from '../../src/domain/incident.ts';
import type { Promised } from '../../src/domain/promise.ts';
import { holdsOf, type Publishing, REPLY_WINDOW_HOURS, warningsOf } from '../../src/domain/publication.ts';
import type { Source } from '../../src/domain/source.ts';
import {
  check,
  day,
  event,
  HOUR,
  incident,
  minute,
  noLaterThan,
  outcome,
  promise,
  report,
  SOURCE,
  statement,
  when,
} from '../support/facts.ts';
import { incidentsOf2019 } from '../support/fixtures.ts';

const NOW = when('2019-08-05T10:00');
const reasons = (draft: Incident, more: Partial<Publishing> = {}) =>
  holdsOf({ draft, shown: null, now: NOW, isOwn: () => false, noReplyReason: null, ...more }).map(
    ({ reason }) => reason,
  );
const said = statement('said', minute('2019-07-16T19:00'), { text: 'x', channel: 'facebook' });

describe('What holds a draft back', () => {
  it('is nothing in a record that makes no claim without ground', () => {
    const draft = incident({ entries: [said], promises: [promise('p', 'said', { due: '2019-07-26' })] });
    expect(reasons(draft)).toEqual([]);
  });

  it('is an empty timeline', () => {
    expect(reasons(incident())).toEqual(['no_entries']);
  });

  it('is a check that found nothing from an hour that is not known: it proves nothing', () => {
    const at = noLaterThan('2019-07-30T10:00');
    expect(reasons(incident({ entries: [said], checks: [check('first_post', at)] }))).toEqual(['silent_check_open']);
    expect(reasons(incident({ entries: [said], checks: [check('first_post', at, { found: 'said' })] }))).toEqual([]);
  });

  it('is a check for a time that has not come', () => {
    const checks = (at: string) =>
      incident({ entries: [said], checks: [check('p', minute(at))], promises: [promise('p', 'said')] });
    expect(reasons(checks('2019-08-05T10:00'))).toEqual([]);
    expect(reasons(checks('2019-08-05T10:01'))).toEqual(['check_later']);
  });

  it('is a check that found no post where the record has one from before it, on a network that was looked at', () => {
    const looked = (at: string, channels: ('facebook' | 'telegram' | 'any')[] = ['facebook']) =>
      incident({ entries: [said], checks: [check('first_post', minute(at), { channels })] });
    expect(reasons(looked('2019-07-16T19:00'))).toEqual(['silent_check_wrong']);
    expect(reasons(looked('2019-07-16T18:59'))).toEqual([]);
    expect(reasons(looked('2019-07-17T10:00', ['telegram']))).toEqual([]);
    expect(reasons(looked('2019-07-17T10:00', ['any']))).toEqual(['silent_check_wrong']);
  });

  it('is a term that had passed before the words were said', () => {
    const due = (on: string) => incident({ entries: [said], promises: [promise('p', 'said', { due: on })] });
    expect(reasons(due('2019-07-15'))).toEqual(['due_before_said']);
    expect(reasons(due('2019-07-16'))).toEqual([]);
  });
});

/** The promise judged by the entry `proof`. */
function judged(
  kind: 'kept' | 'not_kept' | 'partly_kept',
  source: Source = SOURCE,
  replies: Parameters<typeof incident>[0] = {},
): Incident {
  const outcomes: Promised['outcomes'] = [{ entry: 'proof', kind, basis: 'independent' }];
  return incident({
    entries: [said, report('proof', day('2019-07-30'), { text: 'y', source })],
    promises: [promise('p', 'said', { due: '2019-07-26', outcomes })],
    ...replies,
  });
}
const asked = (at: string) => ({ replies: [{ to: 'p', asked: minute(at) }] });

describe('Not kept and partly kept', () => {
  it.each(['not_kept', 'partly_kept'] as const)(
    'need a request for reply or the reason why none was made: %s',
    (kind) => {
      expect(reasons(judged(kind))).toEqual(['no_reply']);
      expect(reasons(judged(kind), { noReplyReason: 'The press service is closed' })).toEqual([]);
    },
  );

  it('wait until the window for a reply has ended, or the reply is there', () => {
    const at = when('2019-08-01T10:00');
    const draft = judged('not_kept', SOURCE, asked('2019-08-01T10:00'));
    expect(reasons(draft, { now: at + REPLY_WINDOW_HOURS * HOUR - 1 })).toEqual(['reply_window']);
    expect(reasons(draft, { now: at + REPLY_WINDOW_HOURS * HOUR })).toEqual([]);
    expect(reasons(draft, { now: at - 1, noReplyReason: 'x' })).toEqual([]);
    const replied = judged('not_kept', SOURCE, { replies: [{ to: 'proof', at: minute('2019-08-01T11:00') }] });
    expect(reasons(replied, { now: at })).toEqual([]);
  });

  it('need a source that can be named: residents without a link and a call from nobody are none', () => {
    const nobody: Source = { kind: 'link', title: null, url: null, archive: null, count: null };
    const url = 'https://example.org/x';
    const done = asked('2019-07-31T10:00');
    const held = (source: Partial<Source>) => reasons(judged('not_kept', { ...nobody, ...source }, done));
    expect(held({ kind: 'residents', count: 3 })).toEqual(['anonymous']);
    expect(held({ kind: 'residents', count: 3, title: 'жители' })).toEqual(['anonymous']);
    expect(held({ kind: 'residents', count: 3, url })).toEqual([]);
    expect(held({ kind: 'call' })).toEqual(['anonymous']);
    expect(held({ kind: 'call', url })).toEqual(['anonymous']);
    expect(held({ kind: 'call', title: 'пресс-служба' })).toEqual([]);
    expect(held({ kind: 'newsroom_saw' })).toEqual([]);
    expect(reasons(judged('kept', { ...nobody, kind: 'residents' }))).toEqual([]);
    expect(reasons(judged('kept', { ...nobody, kind: 'call' }))).toEqual([]);
  });

  it('need a second editor; kept does not', () => {
    const done = asked('2019-07-31T10:00');
    expect(reasons(judged('not_kept', SOURCE, done), { isOwn: () => true })).toEqual(['second_editor']);
    expect(reasons(judged('kept'), { isOwn: () => true })).toEqual([]);
  });

  it('that readers see already were judged before', () => {
    const shown = judged('not_kept');
    expect(reasons(shown, { shown, isOwn: () => true })).toEqual([]);
    expect(reasons(judged('partly_kept'), { shown })).toEqual(['no_reply']);
    for (const documented of incidentsOf2019())
      expect(reasons(documented, { shown: documented, now: when('2020-01-01T00:00') })).toEqual([]);
  });

  it('and every outcome say on whose word', () => {
    const draft = judged('kept');
    const [promised] = draft.promises;
    const outcomes: Promised['outcomes'] = [{ entry: 'proof', kind: 'kept', basis: null }];
    expect(reasons({ ...draft, promises: promised ? [{ ...promised, outcomes }] : [] })).toEqual(['no_basis']);
  });
});

describe('What an editor should note', () => {
  const notes = (draft: Incident) => warningsOf(draft, NOW).map(({ reason }) => reason);

  it('is a language without a title, a start that is not known, a first post that nobody looked for', () => {
    const draft = incident({ entries: [event('e', minute('2019-07-15T14:00'), { text: 'x' })] });
    expect(warningsOf(draft, NOW)).toEqual([
      { reason: 'language', languages: ['ru', 'kk'] },
      { reason: 'no_start' },
      { reason: 'no_post_unchecked' },
    ]);
    const title = { ru: 'a', kk: 'b', en: 'c' };
    const { checks } = incident({ checks: [check('first_post', day('2019-07-30'))] });
    expect(notes({ ...draft, title, kind: 'ongoing' })).toEqual([]);
    expect(notes({ ...draft, title, checks })).toEqual(['no_start']);
  });

  it('is a statement without a channel or a link, a promise without a test, an entry whose time has not come', () => {
    const draft = incident({
      title: { ru: 'a', kk: 'b', en: 'c' },
      kind: 'ongoing',
      entries: [
        statement('s', minute('2019-07-15T14:00'), { text: 'x' }),
        outcome('o', minute('2019-08-05T10:01'), { text: 'y' }),
      ],
      promises: [promise('p', 's')],
    });
    expect(notes(draft)).toEqual(['no_channel', 'no_link', 'not_yet', 'no_test']);
  });

  it('is a term in the words of a statement that is not marked as an answer to «by when»', () => {
    const told = (answers: Question[], of: Partial<Promised> = {}) =>
      notes(
        incident({
          title: { ru: 'a', kk: 'b', en: 'c' },
          kind: 'ongoing',
          entries: [statement('s', minute('2019-07-15T14:00'), { answers, text: 'x', channel: 'facebook' })],
          promises: [
            promise('p', 's', { due: '2019-07-26', dueBasis: 'words', phrase: 'до 26 июля', test: 'x', ...of }),
          ],
        }),
      );
    expect(told([])).toContain('when_unmarked');
    expect(told(['what'])).toContain('when_unmarked');
    expect(told(['when'])).not.toContain('when_unmarked');
    expect(told([], { due: null })).not.toContain('when_unmarked');
    expect(told([], { dueBasis: 'newsroom', dueReason: 'y' })).not.toContain('when_unmarked');
  });
});
