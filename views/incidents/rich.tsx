import { type Child, Fragment } from 'hono/jsx';
import type { MessageKey, Params } from '../../src/i18n/translate.ts';
import { Filled } from '../parts/filled.tsx';
import type { Reader } from '../reader.ts';

/** A message with links and quotes in it: `slots` stand where their names do, `params` are filled in as text. */
export function rich(r: Reader, words: MessageKey, slots: Record<string, Child>, params: Params = {}): Child {
  return <Filled r={r} words={words} slots={slots} params={params} />;
}

/** Parts joined as a list: `a, b`. */
export function joined(parts: readonly Child[], by = ', '): Child {
  return (
    <>
      {parts.map((part, at) => (
        <Fragment>
          {at === 0 ? '' : by}
          {part}
        </Fragment>
      ))}
    </>
  );
}

/** Sentences one after another, with a space between them; those that are null are left out. */
export function sentences(parts: readonly Child[]): Child {
  return joined(
    parts.filter((part) => part !== null && part !== undefined && part !== ''),
    ' ',
  );
}
