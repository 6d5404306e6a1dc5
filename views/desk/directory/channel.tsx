import type { Channel } from '../../../src/domain/directory.ts';
import { coarseWords } from '../../format/dates.ts';
import { number } from '../../format/durations.ts';
import { Section } from '../../parts/section.tsx';
import { Table } from '../../parts/table.tsx';
import { type Desk, isEditor } from '../desk.ts';
import { DeskPage } from '../page.tsx';
import { FACTS, type FactName } from './parts.ts';
import { EditLink, listBack, type OneProps, Own, Ways } from './pieces.tsx';
import { channelName, lineAddress, OwnerLink, sourceOr } from './words.tsx';

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
