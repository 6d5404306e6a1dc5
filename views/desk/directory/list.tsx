import type { Child } from 'hono/jsx';
import type { Directory } from '../../../src/domain/directory.ts';
import { holdersOn } from '../../../src/domain/office.ts';
import { termsOf } from '../../../src/domain/official.ts';
import type { LocalDate } from '../../../src/domain/zone.ts';
import { joined } from '../../incidents/rich.tsx';
import { inWords } from '../../incidents/told.tsx';
import { Submit, TextField } from '../../parts/fields.tsx';
import { Pager } from '../../parts/pager.tsx';
import { type Desk, isEditor } from '../desk.ts';
import { DeskPage, deskAddress } from '../page.tsx';
import { hasPage, type ListName } from './parts.ts';
import {
  channelName,
  figureWords,
  lineAddress,
  normWords,
  OwnerLink,
  officeName,
  officialName,
  sourceOr,
  stateOf,
  termWords,
} from './words.tsx';

export type DirectoryListProps = {
  desk: Desk;
  directory: Directory;
  part: ListName;
  /** Places in the list of what this page shows. */
  shown: readonly number[];
  /** How many there are that fit what is looked for. */
  total: number;
  q: string;
  page: number;
  pages: number;
  on: LocalDate;
};

/** One list of the directory, searched and page by page. */
export function DirectoryListPage({ desk, directory, part, shown, total, q, page, pages, on }: DirectoryListProps) {
  const { r } = desk;
  const own = `/directory/${part}`;
  const at = (number: number) => deskAddress(desk, own, { q, page: number === 1 ? '' : String(number) });
  return (
    <DeskPage desk={desk} title={r.t(`desk.directory.list.${part}`)} back={directoryBack(desk)}>
      {isEditor(desk) ? (
        <p class="acts">
          <a class="button" href={deskAddress(desk, `${own}/new`)}>
            {r.t(`desk.directory.new.${part}`)}
          </a>
        </p>
      ) : null}
      <form class="f" method="get" action={deskAddress(desk, own)}>
        <TextField name="q" type="search" label={r.t('desk.directory.find')} value={q} maxlength={200} />
        <div class="acts">
          <Submit kind="plain">{r.t('filter.show')}</Submit>
          {q === '' ? null : (
            <a class="button" href={deskAddress(desk, own)}>
              {r.t('filter.clear')}
            </a>
          )}
        </div>
      </form>
      <p class="small muted">{r.t('desk.directory.found', { count: total })}</p>
      <ul class="desk-list">
        {shown.map((index) => (
          <li id={`line-${keyOf(directory, part, index)}`}>
            <Line desk={desk} directory={directory} part={part} index={index} on={on} />
          </li>
        ))}
      </ul>
      <Pager r={r} previous={page > 1 ? at(page - 1) : undefined} next={page < pages ? at(page + 1) : undefined} />
    </DeskPage>
  );
}

export const directoryBack = (desk: Desk) => ({
  href: deskAddress(desk, '/directory'),
  words: desk.r.t('desk.nav.directory'),
});

function keyOf(directory: Directory, part: ListName, index: number): string {
  const line = directory[part][index];
  return line !== undefined && 'id' in line ? line.id : String(index + 1);
}

type LineProps = { desk: Desk; directory: Directory; part: ListName; index: number; on: LocalDate };

function Line({ desk, directory, part, index, on }: LineProps) {
  const { title, words } = wordsOf({ desk, directory, part, index, on });
  const key = keyOf(directory, part, index);
  const href = hasPage(part)
    ? lineAddress(desk, part, key)
    : isEditor(desk)
      ? lineAddress(desk, part, key, '/edit')
      : null;
  return (
    <>
      <p>{href === null ? title : <a href={href}>{title}</a>}</p>
      <p class="small muted">{joined(words, ' · ')}</p>
    </>
  );
}

function wordsOf({ desk, directory, part, index, on }: LineProps): { title: Child; words: Child[] } {
  const { r } = desk;
  const nothing = { title: '', words: [] };
  switch (part) {
    case 'offices': {
      const office = directory.offices[index];
      if (office === undefined) return nothing;
      const held = holdersOn(directory, office.id, on).map(({ tenure }) => officialName(r, directory, tenure.official));
      const holder = held.length === 0 ? r.t('offices.holder_unknown') : joined(held);
      const region = inWords(r, office.region);
      return {
        title: inWords(r, office.name, office.id),
        words: [r.t(`offices.kind.${office.kind}`), ...(region === '' ? [] : [region]), holder],
      };
    }
    case 'officials': {
      const official = directory.officials[index];
      if (official === undefined) return nothing;
      const terms = termsOf(directory, official.id, on).map(({ tenure }) => officeName(r, directory, tenure.office));
      return {
        title: inWords(r, official.name, official.id),
        words: terms.length === 0 ? [r.t('official.no_terms')] : terms,
      };
    }
    case 'tenures': {
      const tenure = directory.tenures[index];
      if (tenure === undefined) return nothing;
      return {
        title: joined([officialName(r, directory, tenure.official), officeName(r, directory, tenure.office)]),
        words: [termWords(r, tenure), sourceOr(r, tenure.source)],
      };
    }
    case 'channels': {
      const channel = directory.channels[index];
      if (channel === undefined) return nothing;
      const owner = <OwnerLink desk={desk} directory={directory} owner={channel.owner} />;
      return { title: channelName(r, channel), words: [owner, stateOf(r, channel, on)] };
    }
    case 'indicators': {
      const indicator = directory.indicators[index];
      if (indicator === undefined) return nothing;
      const count = directory.measurements.filter((each) => each.indicator === indicator.id).length;
      return {
        title: inWords(r, indicator.name, indicator.id),
        words: [indicator.unit, r.t('desk.directory.figures', { count })],
      };
    }
    case 'measurements': {
      const measurement = directory.measurements[index];
      if (measurement === undefined) return nothing;
      const indicator = directory.indicators.find(({ id }) => id === measurement.indicator);
      const { office, source } = measurement;
      const about = office === null ? r.t('desk.directory.whole_country') : officeName(r, directory, office);
      return {
        title: inWords(r, indicator?.name ?? {}, measurement.indicator),
        words: [figureWords(r, directory, measurement), about, sourceOr(r, source)],
      };
    }
    case 'benchmarks': {
      const benchmark = directory.benchmarks[index];
      if (benchmark === undefined) return nothing;
      const adopted = r.t(benchmark.adopted ? 'desk.directory.adopted' : 'desk.directory.not_adopted');
      return {
        title: inWords(r, benchmark.name, benchmark.id),
        words: [normWords(r, benchmark), adopted, sourceOr(r, benchmark.source)],
      };
    }
  }
}
