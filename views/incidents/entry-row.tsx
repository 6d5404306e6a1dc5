import type { Child } from 'hono/jsx';
import { questionAt } from '../../src/domain/answers.ts';
import type { Entry } from '../../src/domain/entry.ts';
import { address } from '../address.ts';
import { EvidenceList } from '../evidence/shown.tsx';
import { textLanguage } from '../format/language.ts';
import { SpanWords } from '../parts/moment.tsx';
import { SourceLink } from '../parts/source-link.tsx';
import { TimelineRow } from '../parts/timeline.tsx';
import { langOf, Phrase, Quote } from '../parts/words.tsx';
import { Replies } from './replies.tsx';
import { rich } from './rich.tsx';
import { anchor, rowId } from './row-id.ts';
import type { EntryRow } from './rows.ts';
import { office, officeName, officialName, type Told, when } from './told.tsx';

export type EntryItemProps = {
  told: Told;
  row: EntryRow;
  oneDay: boolean;
  voice?: 1 | 2 | 3;
  voiceName?: string;
  /** False leaves the person out: beside a promise that nobody has checked. */
  named?: boolean;
};

/** One entry: when and with what precision, who spoke where, the newsroom's words, the words themselves, the source. */
export function EntryItem({ told, row, oneDay, voice, voiceName, named = true }: EntryItemProps): Child {
  const { r } = told;
  const { entry } = row;
  const said = row.voice === 'said';
  return (
    <TimelineRow
      id={rowId(row.id)}
      voice={voice ?? (said ? 2 : 1)}
      voiceName={voiceName ?? r.t(said ? 'voice.said' : 'voice.happened')}
      kind={said ? 'said' : 'other'}
      time={<RowTime told={told} span={entry.at} oneDay={oneDay} />}
      aside={<Aside told={told} entry={entry} />}
    >
      <p>
        <Who told={told} entry={entry} named={named} />
        {entry.text === null ? null : <EntryText told={told} text={entry.text} />}
        <Milestones told={told} entry={entry} />
      </p>
      {entry.quote === null ? null : <Quote r={r} words={entry.quote} lang={textLanguage(entry.quote, entry.lang)} />}
      <QuestionState told={told} entry={entry} />
      <Provenance told={told} entry={entry} />
      <Replies told={told} to={entry.id} />
    </TimelineRow>
  );
}

/** A time under the heading of its day; under a heading of many days with its own. */
export function RowTime({ told, span, oneDay }: { told: Told; span: Entry['at']; oneDay: boolean }): Child {
  const { zone } = told.state.incident;
  return <SpanWords r={told.r} span={span} zone={zone} day={oneDay ? 'none' : 'short'} />;
}

/** The channel, and the words in which the time was stated. */
function Aside({ told, entry }: { told: Told; entry: Entry }): Child {
  const { r } = told;
  const { stated } = entry.at.written;
  return (
    <>
      {entry.channel === null ? null : `, ${r.t(`network.${entry.channel.network}`)}`}
      {stated === undefined ? null : (
        <>
          {' ('}
          <Phrase r={r} words={stated} lang={textLanguage(stated, entry.lang)} />
          {')'}
        </>
      )}
    </>
  );
}

function Who({ told, entry, named }: { told: Told; entry: Entry; named: boolean }): Child {
  const by = entry.by === null || named ? entry.by : { ...entry.by, official: null };
  if (by === null || (by.office === null && by.official === null)) return null;
  return (
    <>
      <span class="tl-who">
        {by.office === null ? null : officeName(told, by.office)}
        {by.office !== null && by.official !== null ? ', ' : null}
        {by.official === null ? null : <Person told={told} id={by.official} />}.
      </span>{' '}
    </>
  );
}

/** Who spoke, with the way to the page of what he held and said. */
function Person({ told, id }: { told: Told; id: string }): Child {
  const name = officialName(told, id);
  if (!told.directory.officials.some((official) => official.id === id)) return name;
  return (
    <a class="quiet" href={address(told.r.lang, `/officials/${id}`, { as_of: told.asOf })}>
      {name}
    </a>
  );
}

export function EntryText({ told, text }: { told: Told; text: string }): Child {
  const attributes = langOf(told.r, textLanguage(text, 'ru'));
  return 'lang' in attributes ? <span {...attributes}>{text}</span> : text;
}

/** That these were the first word or the first post, or that they may have been. */
function Milestones({ told, entry }: { told: Told; entry: Entry }): Child {
  const { r, state } = told;
  const marks = (['first_word', 'first_post'] as const).flatMap((name) => {
    const milestone = name === 'first_word' ? state.firstWord : state.firstPost;
    if (milestone === null || !milestone.entries.includes(entry)) return [];
    return [r.t(`timeline.${name}`, { alone: milestone.entries.length === 1 ? 'yes' : 'no' })];
  });
  return marks.length === 0 ? null : <span class="muted"> {marks.join(' ')}</span>;
}

/** What became of a question that was put to an office. */
function QuestionState({ told, entry }: { told: Told; entry: Entry }): Child {
  if (entry.kind !== 'question') return null;
  const { r, state } = told;
  const became = questionAt(entry, state.incident, state.asOf);
  return (
    <p class="small">
      {entry.askedOf === null ? null : `${r.t('question.asked_of', { office: office(told, entry.askedOf).text })} `}
      {entry.answeredBy === null ? (
        r.t(`question.${became}`)
      ) : (
        <a href={anchor(entry.answeredBy)}>{r.t(`question.${became}`)}</a>
      )}
    </p>
  );
}

/** The source, the post itself, the language of the original, that it was found gone, and when the row was added. */
function Provenance({ told, entry }: { told: Told; entry: Entry }): Child {
  const { r } = told;
  const added = told.addedOn?.(entry.id) ?? null;
  return (
    <>
      <p class="tl-src">
        <SourceLink r={r} source={entry.source} />
        {entry.channel?.url ? (
          <>
            {', '}
            <SourceLink r={r} source={{ ...NO_SOURCE, title: r.t('timeline.the_post'), url: entry.channel.url }} />
          </>
        ) : null}
        {entry.lang === r.lang ? null : `, ${r.t(`timeline.in.${entry.lang}`)}`}
        {added === null ? null : `. ${r.t('timeline.added', { day: added })}`}
      </p>
      {entry.removed === null ? null : (
        <p class="small">{rich(r, 'timeline.removed', { when: when(told, entry.removed) })}</p>
      )}
      <EvidenceList r={r} items={told.evidence?.({ kind: 'entry', id: entry.id }) ?? []} />
      {entry.removed === null ? null : (
        <EvidenceList r={r} items={told.evidence?.({ kind: 'removal', id: entry.id }) ?? []} />
      )}
    </>
  );
}

const NO_SOURCE = { kind: 'link', archive: null, count: null } as const;
