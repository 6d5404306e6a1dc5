import type { Office, Official } from '../../../src/domain/directory.ts';
import type { Finding } from '../../../src/domain/tenure-findings.ts';
import { inWords } from '../../incidents/told.tsx';
import { Section } from '../../parts/section.tsx';
import { localWords } from '../../parts/words.tsx';
import { DeskPage } from '../page.tsx';
import { Findings } from './overview.tsx';
import { AddLink, Channels, coarse, EditLink, listBack, type OneProps, Own, Tenures, texts, Ways } from './pieces.tsx';
import { figureWords, sourceOr } from './words.tsx';

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
