import type { Child } from 'hono/jsx';
import type { Texts } from '../../../src/domain/words.ts';
import { inWords } from '../../incidents/told.tsx';
import { Actions, FieldError, Hidden, Submit } from '../../parts/fields.tsx';
import { type Desk, errorsOf } from '../desk.ts';
import type { Input, Problem } from '../form-state.ts';
import { DeskForm, DeskPage, incidentAddress } from '../page.tsx';
import { WhyField } from './form.tsx';

/** What names the line: lines of the directory with where they are, incidents, subscriptions to letters. */
export type Referring = {
  lines: readonly { href: string; words: Child }[];
  incidents: readonly { slug: string; title: Texts }[];
  more: boolean;
  subscriptions: number;
};

export type DirectoryRemovalProps = {
  desk: Desk;
  what: Child;
  action: string;
  back: { href: string; words: string };
  seen: string;
  referring: Referring;
  input: Input;
  problems: readonly Problem[];
};

export const refers = ({ lines, incidents, subscriptions }: Referring): boolean =>
  lines.length + incidents.length + subscriptions > 0;

/** A question before a line is taken out of the directory; where something names it, what does, and no question. */
export function DirectoryRemovalPage({
  desk,
  what,
  action,
  back,
  seen,
  referring,
  input,
  problems,
}: DirectoryRemovalProps) {
  const { r } = desk;
  const { lines, incidents, more, subscriptions } = referring;
  return (
    <DeskPage desk={desk} title={r.t('desk.directory.removal.title')} back={back}>
      <FieldError name="" errors={errorsOf(desk, problems)} />
      <div class="cite">
        <p>{what}</p>
      </div>
      {refers(referring) ? (
        <>
          <p>{r.t('desk.directory.removal.referred')}</p>
          <ul class="desk-list-in">
            {lines.map(({ href, words }) => (
              <li>
                <a href={href}>{words}</a>
              </li>
            ))}
            {incidents.map(({ slug, title }) => (
              <li>
                <a href={incidentAddress(desk, slug)}>{inWords(r, title, slug)}</a>
              </li>
            ))}
            {more ? <li>{r.t('desk.directory.removal.more')}</li> : null}
            {subscriptions === 0 ? null : (
              <li>{r.t('desk.directory.removal.subscriptions', { count: subscriptions })}</li>
            )}
          </ul>
          <Actions>
            <a class="button" href={back.href}>
              {r.t('desk.cancel')}
            </a>
          </Actions>
        </>
      ) : (
        <>
          <p class="hint">{r.t('desk.directory.removal.lead')}</p>
          <DeskForm desk={desk} action={action}>
            <Hidden name="seen" value={seen} />
            <WhyField desk={desk} state={{ input, problems }} />
            <Actions>
              <Submit>{r.t('desk.removal.submit')}</Submit>
              <a class="button" href={back.href}>
                {r.t('desk.cancel')}
              </a>
            </Actions>
          </DeskForm>
        </>
      )}
    </DeskPage>
  );
}
