import type { Child } from 'hono/jsx';
import type { Channel, Directory, Office, Official, Tenure } from '../../../src/domain/directory.ts';
import type { Finding } from '../../../src/domain/tenure-findings.ts';
import { LANGUAGES, type Texts } from '../../../src/domain/words.ts';
import type { LocalDate } from '../../../src/domain/zone.ts';
import { address } from '../../address.ts';
import { coarseWords } from '../../format/dates.ts';
import { number } from '../../format/durations.ts';
import { inWords } from '../../incidents/told.tsx';
import { Section } from '../../parts/section.tsx';
import { Table } from '../../parts/table.tsx';
import { localWords } from '../../parts/words.tsx';
import { type Desk, isEditor } from '../desk.ts';
import { DeskPage, deskAddress } from '../page.tsx';
import { labelIn } from './form.tsx';
import { Findings } from './overview.tsx';
import { FACTS, type FactName, type PartName } from './parts.ts';
import {
  channelName,
  figureWords,
  lineAddress,
  OwnerLink,
  officeName,
  officialName,
  sourceOr,
  stateOf,
  termWords,
} from './words.tsx';

type OneProps = { desk: Desk; directory: Directory; on: LocalDate };

/** One office: what it is, who held it, its own accounts, its figures. */
export function OfficeDeskPage({
  desk,
  directory,
  on,
  office,
  findings,
}: OneProps & { office: Office; findings: readonly Finding[] }) {
  const { r } = desk;
  const channels = directory.channels.filter(({ owner }) => 'office' in owner && owner.office === office.id);
  const figures = directory.measurements.flatMap((each, index) => (each.office === office.id ? [{ each, index }] : []));
  return (
    <DeskPage desk={desk} title={localWords(r, office.name) || office.id} back={listBack(desk, 'offices')}>
      <Ways desk={desk} part="offices" id={office.id} page={`/offices/${office.id}`} />
      <Own
        desk={desk}
        part="offices"
        pairs={[
          ['id', office.id],
          ...texts('name', office.name),
          ['kind', r.t(`offices.kind.${office.kind}`)],
          ...texts('region', office.region),
          ['zone', office.zone],
          ['from', coarse(desk, office.from)],
          ['to', coarse(desk, office.to)],
          ['wikidata', office.wikidata],
          ['note', office.note],
        ]}
      />
      <Section id="tenures" title={r.t('desk.directory.list.tenures')}>
        <Tenures desk={desk} directory={directory} holds={(tenure) => tenure.office === office.id} of="office" />
        <Findings desk={desk} directory={directory} findings={findings} of="office" />
        <AddLink desk={desk} part="tenures" query={{ office: office.id }} />
      </Section>
      <Section id="channels" title={r.t('desk.directory.list.channels')}>
        <Channels desk={desk} directory={directory} on={on} channels={channels} />
        <AddLink desk={desk} part="channels" query={{ owner_office: office.id }} />
      </Section>
      <Section id="measurements" title={r.t('desk.directory.list.measurements')}>
        {figures.length === 0 ? <p class="muted">{r.t('desk.nothing')}</p> : null}
        <ul class="desk-list">
          {figures.map(({ each, index }) => (
            <li>
              <p>
                {inWords(r, directory.indicators.find(({ id }) => id === each.indicator)?.name ?? {}, each.indicator)}:{' '}
                {figureWords(r, directory, each)}
              </p>
              <p class="small muted">
                {sourceOr(r, each.source)} <EditLink desk={desk} part="measurements" number={index + 1} />
              </p>
            </li>
          ))}
        </ul>
        <AddLink desk={desk} part="measurements" query={{ office: office.id }} />
      </Section>
    </DeskPage>
  );
}

/** One person: names and spellings, offices held, accounts of his own. */
export function OfficialDeskPage({
  desk,
  directory,
  on,
  official,
  findings,
}: OneProps & { official: Official; findings: readonly Finding[] }) {
  const { r } = desk;
  const channels = directory.channels.filter(({ owner }) => 'official' in owner && owner.official === official.id);
  return (
    <DeskPage desk={desk} title={localWords(r, official.name) || official.id} back={listBack(desk, 'officials')}>
      <Ways desk={desk} part="officials" id={official.id} page={`/officials/${official.id}`} />
      <Own
        desk={desk}
        part="officials"
        pairs={[
          ['id', official.id],
          ...texts('name', official.name),
          ['also_spelled', official.alsoSpelled.join('; ')],
          ['wikidata', official.wikidata],
          ['note', official.note],
        ]}
      />
      <Section id="tenures" title={r.t('desk.directory.list.tenures')}>
        <Tenures desk={desk} directory={directory} holds={(tenure) => tenure.official === official.id} of="official" />
        <Findings desk={desk} directory={directory} findings={findings} of="official" />
        <AddLink desk={desk} part="tenures" query={{ official: official.id }} />
      </Section>
      <Section id="channels" title={r.t('desk.directory.list.channels')} note={r.t('desk.directory.taken_along')}>
        <Channels desk={desk} directory={directory} on={on} channels={channels} />
        <AddLink desk={desk} part="channels" query={{ owner_official: official.id }} />
      </Section>
    </DeskPage>
  );
}

/** One account: whose it is, its states, followers and traits with their dates. */
export function ChannelDeskPage({ desk, directory, channel }: OneProps & { channel: Channel }) {
  const { r } = desk;
  return (
    <DeskPage
      desk={desk}
      title={channelName(r, channel)}
      back={listBack(desk, 'channels')}
      lead={<OwnerLink desk={desk} directory={directory} owner={channel.owner} />}
    >
      <Ways desk={desk} part="channels" id={channel.id} />
      <Own
        desk={desk}
        part="channels"
        pairs={[
          ['id', channel.id],
          ['network', r.t(`network.${channel.network}`)],
          ['handle', channel.handle],
          ['url', channel.url],
          ['note', channel.note],
        ]}
      />
      {FACTS.map((fact) => (
        <Section id={fact} title={r.t(`desk.directory.list.${fact}`)}>
          <FactTable desk={desk} channel={channel} fact={fact} />
          {isEditor(desk) ? (
            <p class="acts">
              <a class="button" href={lineAddress(desk, 'channels', channel.id, `/${fact}/new`)}>
                {r.t(`desk.directory.new.${fact}`)}
              </a>
            </p>
          ) : null}
        </Section>
      ))}
    </DeskPage>
  );
}

function FactTable({ desk, channel, fact }: { desk: Desk; channel: Channel; fact: FactName }) {
  const { r } = desk;
  const lines = factLines(desk, channel, fact);
  if (lines.length === 0) return <p class="muted">{r.t('desk.nothing')}</p>;
  return (
    <Table
      caption={r.t(`desk.directory.list.${fact}`)}
      captionHidden
      columns={[
        { label: r.t(`desk.directory.column.${fact}`) },
        { label: r.t('desk.directory.column.on') },
        { label: r.t('figure.source') },
        { label: r.t('desk.directory.column.edit'), bare: true },
      ]}
      rows={lines.map(({ what, on, source, note }, index) => [
        what,
        on === null ? r.t('office.not_recorded') : coarseWords(r, on),
        <>
          {sourceOr(r, source)}
          {note === null ? null : <small>{note}</small>}
        </>,
        <EditLink desk={desk} part={`channels/${channel.id}/${fact}`} number={index + 1} />,
      ])}
    />
  );
}

function factLines({ r }: Desk, channel: Channel, fact: FactName) {
  switch (fact) {
    case 'states':
      return channel.states.map(({ state, from, ...rest }) => ({
        ...rest,
        what: r.t(`office.state.${state}`),
        on: from,
      }));
    case 'followers':
      return channel.followers.map(({ count, ...rest }) => ({ ...rest, what: number(r, count) }));
    case 'traits':
      return channel.traits.map(({ trait, ...rest }) => ({ ...rest, what: r.t(`office.trait.${trait}`) }));
  }
}

const listBack = (desk: Desk, part: PartName) => ({
  href: deskAddress(desk, `/directory/${part}`),
  words: desk.r.t(`desk.directory.list.${part}`),
});

/** To the form, to the question before it is taken out, and to the page that readers see. */
function Ways({ desk, part, id, page }: { desk: Desk; part: PartName; id: string; page?: string }) {
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
function Own({
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

const coarse = ({ r }: Desk, date: string | null): string =>
  date === null ? r.t('office.not_recorded') : coarseWords(r, date);

function texts(name: string, words: Texts): [string, string][] {
  const told = LANGUAGES.flatMap((lang) => (words[lang] ? [`${words[lang]} (${lang})`] : []));
  return told.length === 0 ? [] : [[name, told.join(' · ')]];
}

type TenuresProps = { desk: Desk; directory: Directory; holds: (tenure: Tenure) => boolean; of: 'office' | 'official' };

function Tenures({ desk, directory, holds, of }: TenuresProps) {
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

function Channels({ desk, on, channels }: OneProps & { channels: readonly Channel[] }) {
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
function EditLink({ desk, part, number: of }: { desk: Desk; part: string; number: number }) {
  if (!isEditor(desk)) return null;
  return <a href={lineAddress(desk, part, of, '/edit')}>{desk.r.t('desk.directory.change')}</a>;
}

function AddLink({ desk, part, query }: { desk: Desk; part: PartName; query: Record<string, string> }) {
  if (!isEditor(desk)) return null;
  return (
    <p class="acts">
      <a class="button" href={deskAddress(desk, `/directory/${part}/new`, query)}>
        {desk.r.t(`desk.directory.new.${part}`)}
      </a>
    </p>
  );
}
