import type { Child } from 'hono/jsx';
import type { Channel, Directory, Tenure } from '../../../src/domain/directory.ts';
import { LANGUAGES, type Texts } from '../../../src/domain/words.ts';
import type { LocalDate } from '../../../src/domain/zone.ts';
import { address } from '../../address.ts';
import { coarseWords } from '../../format/dates.ts';
import { Table } from '../../parts/table.tsx';
import { type Desk, isEditor } from '../desk.ts';
import { deskAddress } from '../page.tsx';
import { labelIn } from './form.tsx';
import type { PartName } from './parts.ts';
import { channelName, lineAddress, officeName, officialName, sourceOr, stateOf, termWords } from './words.tsx';

/** What a page of one line of the directory is printed with. `on`: today. */
export type OneProps = { desk: Desk; directory: Directory; on: LocalDate };

export const listBack = (desk: Desk, part: PartName) => ({
  href: deskAddress(desk, `/directory/${part}`),
  words: desk.r.t(`desk.directory.list.${part}`),
});

/** To the form, to the question before it is taken out, and to the page that readers see. */
export function Ways({ desk, part, id, page }: { desk: Desk; part: PartName; id: string; page?: string }) {
  const { r } = desk;
  return (
    <p class="acts">
      {isEditor(desk) ? (
        <>
          <a class="button" href={lineAddress(desk, part, id, '/edit')}>
            {r.t(`desk.directory.edit.${part}`)}
          </a>
          <a class="button" href={lineAddress(desk, part, id, '/removal')}>
            {r.t('desk.remove')}
          </a>
        </>
      ) : null}
      {page === undefined ? null : (
        <a class="button" href={address(r.lang, page)}>
          {r.t('desk.directory.on_site')}
        </a>
      )}
    </p>
  );
}

/** What the line itself says, by the names of its fields; empty ones are left out, but for dates. */
export function Own({
  desk,
  part,
  pairs,
}: {
  desk: Desk;
  part: PartName;
  pairs: readonly (readonly [string, string | null])[];
}) {
  const told = pairs.filter(([, value]) => value !== null && value !== '');
  return (
    <dl class="facts ev-facts">
      {told.map(([name, value]) => (
        <div>
          <dt>{labelIn(desk, part, name) ?? name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

export const coarse = ({ r }: Desk, date: string | null): string =>
  date === null ? r.t('office.not_recorded') : coarseWords(r, date);

export function texts(name: string, words: Texts): [string, string][] {
  const told = LANGUAGES.flatMap((lang) => (words[lang] ? [`${words[lang]} (${lang})`] : []));
  return told.length === 0 ? [] : [[name, told.join(' · ')]];
}

type TenuresProps = { desk: Desk; directory: Directory; holds: (tenure: Tenure) => boolean; of: 'office' | 'official' };

export function Tenures({ desk, directory, holds, of }: TenuresProps) {
  const { r } = desk;
  const own = directory.tenures.flatMap((tenure, index) => (holds(tenure) ? [{ tenure, index }] : []));
  if (own.length === 0) return <p class="muted">{r.t('desk.nothing')}</p>;
  const other = (tenure: Tenure): Child =>
    of === 'office' ? (
      <a href={lineAddress(desk, 'officials', tenure.official)}>{officialName(r, directory, tenure.official)}</a>
    ) : (
      <a href={lineAddress(desk, 'offices', tenure.office)}>{officeName(r, directory, tenure.office)}</a>
    );
  return (
    <Table
      caption={r.t('desk.directory.list.tenures')}
      captionHidden
      columns={[
        { label: r.t(of === 'office' ? 'office.column.who' : 'offices.column.office') },
        { label: r.t('desk.directory.column.term') },
        { label: r.t('figure.source') },
        { label: r.t('desk.directory.column.edit'), bare: true },
      ]}
      rows={own.map(({ tenure, index }) => [
        other(tenure),
        termWords(r, tenure),
        <>
          {sourceOr(r, tenure.source)}
          {tenure.note === null ? null : <small>{tenure.note}</small>}
        </>,
        <EditLink desk={desk} part="tenures" number={index + 1} />,
      ])}
    />
  );
}

export function Channels({ desk, on, channels }: OneProps & { channels: readonly Channel[] }) {
  const { r } = desk;
  if (channels.length === 0) return <p class="muted">{r.t('desk.nothing')}</p>;
  return (
    <ul class="desk-list">
      {channels.map((channel) => (
        <li>
          <p>
            <a href={lineAddress(desk, 'channels', channel.id)}>{channelName(r, channel)}</a>
          </p>
          <p class="small muted">{stateOf(r, channel, on)}</p>
        </li>
      ))}
    </ul>
  );
}

/** To the form of a line that has no page of its own; nothing for a reporter. */
export function EditLink({ desk, part, number: of }: { desk: Desk; part: string; number: number }) {
  if (!isEditor(desk)) return null;
  return <a href={lineAddress(desk, part, of, '/edit')}>{desk.r.t('desk.directory.change')}</a>;
}

export function AddLink({ desk, part, query }: { desk: Desk; part: PartName; query: Record<string, string> }) {
  if (!isEditor(desk)) return null;
  return (
    <p class="acts">
      <a class="button" href={deskAddress(desk, `/directory/${part}/new`, query)}>
        {desk.r.t(`desk.directory.new.${part}`)}
      </a>
    </p>
  );
}
