import type { Child } from 'hono/jsx';
import type { Check } from '../../src/domain/incident.ts';
import type { Source } from '../../src/domain/source.ts';
import { SourceLink } from '../parts/source-link.tsx';
import type { Reader } from '../reader.ts';
import { rich } from './rich.tsx';
import { anchor, checkId } from './row-id.ts';
import { type Told, when } from './told.tsx';

/** The channels of a check, or that none was named. */
export function channelsWords(r: Reader, channels: Check['channels']): string {
  const named = channels.filter((channel) => channel !== 'any');
  if (named.length === 0) return r.t('looked.channels_unnamed');
  return named.map((channel) => r.t(`network.${channel}`)).join(', ');
}

/** Who looked, when and where, and found nothing; `what` is looked for. A source that looked is named, and that we did not. */
export function Looked({ told, check, what }: { told: Told; check: Check; what: 'result' | 'post' }): Child {
  const { r, state } = told;
  const row = `#${checkId(state.incident, check)}`;
  const parts = {
    when: (
      <a class="quiet" href={row}>
        {when(told, check.at)}
      </a>
    ),
    channels: channelsWords(r, check.channels),
  };
  if (check.found !== null) return <Found told={told} check={check} what={what} />;
  if (check.by === null) return rich(r, `looked.${what}.own`, parts);
  const own = state.checks.some((other) => other.for === check.for && other.by === null);
  return (
    <>
      {rich(r, `looked.${what}.source`, { ...parts, source: <Looker r={r} source={check.by} /> })}
      {own ? null : ` ${r.t('looked.not_ourselves')}`}
    </>
  );
}

/** A check that found something: that entry is then a possible answer. */
function Found({ told, check, what }: { told: Told; check: Check; what: 'result' | 'post' }): Child {
  const { r } = told;
  return rich(r, `looked.${what}.found`, {
    when: when(told, check.at),
    channels: channelsWords(r, check.channels),
    by: check.by === null ? r.t('looked.we') : <Looker r={r} source={check.by} />,
    entry: <a href={anchor(check.found ?? '')}>{r.t('looked.entry')}</a>,
  });
}

/** Who looked: a source that is only named needs no word that it has no address. */
function Looker({ r, source }: { r: Reader; source: Source }): Child {
  return source.url === null && source.title !== null ? source.title : <SourceLink r={r} source={source} />;
}
