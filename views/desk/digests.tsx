import type { WaitReason } from '../../src/domain/digest-due.ts';
import type { Scope } from '../../src/domain/subscription.ts';
import type { Texts } from '../../src/domain/words.ts';
import type { Instant } from '../../src/domain/zone.ts';
import { Actions, Submit, Tick } from '../parts/fields.tsx';
import { momentWords } from '../parts/moment.tsx';
import { Section } from '../parts/section.tsx';
import { Table } from '../parts/table.tsx';
import { localWords } from '../parts/words.tsx';
import type { Reader } from '../reader.ts';
import { type Desk, isEditor } from './desk.ts';
import { DeskForm, DeskPage, deskAddress } from './page.tsx';

/** Where a week stands, for words. `at`: when it was issued, or will be. */
export type WeekState = {
  state: 'issued' | 'ahead' | 'running' | 'unissued' | 'due' | 'missing' | WaitReason;
  at: Instant | null;
};
/** `days`: the week in words. */
export type WeekLine = WeekState & { week: string; days: string };

export type ScopeCount = Scope & { name: Texts; count: number };
export type Subscribers = {
  confirmed: number;
  unconfirmed: number;
  suspended: number;
  scopes: readonly ScopeCount[];
  /** For editors alone: addresses that take no mail. */
  refusing: readonly { email: string; bounces: number; at: Instant | null; reason: string | null }[];
};

export type DigestsDeskProps = {
  desk: Desk;
  weeks: readonly WeekLine[];
  /** When the next one goes out by itself; null: none does. */
  nextAt: Instant | null;
  zone: string;
  releaseByEditor: boolean;
  restoredAt: Instant | null;
  subscribers: Subscribers;
};

/** `/desk/digests`: the last weeks with their state, how digests go out, who gets them. */
export function DigestsDeskPage(props: DigestsDeskProps) {
  const { desk, weeks, nextAt, zone, restoredAt } = props;
  const { r } = desk;
  return (
    <DeskPage desk={desk} title={r.t('desk.digests.title')} lead={r.t('desk.digests.lead')}>
      {restoredAt === null ? null : <Restored desk={desk} at={restoredAt} zone={zone} />}
      <Section id="weeks" title={r.t('desk.digests.weeks')}>
        <p class="hint">
          {nextAt === null
            ? r.t('desk.digests.off')
            : r.t('desk.digests.at', { on: momentWords(r, { at: nextAt, zone, form: 'on' }) })}
        </p>
        <ul class="desk-list">
          {weeks.map((line) => (
            <li>
              <p>
                <a href={deskAddress(desk, `/digests/${line.week}`)}>{r.t('desk.digest.title', { week: line.week })}</a>{' '}
                <span class="muted">{line.days}</span>
              </p>
              <p class="small">
                <WeekStateWords r={r} state={line} zone={zone} />
              </p>
            </li>
          ))}
        </ul>
      </Section>
      <Setting {...props} />
      <SubscribersSection {...props} />
    </DeskPage>
  );
}

/** Where the week stands, in a sentence; what wants somebody's hand stands out. */
export function WeekStateWords({ r, state: { state, at }, zone }: { r: Reader; state: WeekState; zone: string }) {
  const on = at === null ? '' : momentWords(r, { at: minuteOf(at), zone, form: 'on' });
  const words = r.t(`desk.digest.state.${state}`, { on });
  return QUIET.has(state) ? words : <strong>{words}</strong>;
}

/** People at the desk think in minutes. */
export const minuteOf = (at: Instant): Instant => Math.floor(at / 60_000) * 60_000;

const QUIET: ReadonlySet<WeekState['state']> = new Set(['issued', 'ahead', 'running', 'unissued', 'due']);

function Restored({ desk, at, zone }: { desk: Desk; at: Instant; zone: string }) {
  const { r } = desk;
  return (
    <section class="sec-plain wrong" id="restored">
      <h2>{r.t('desk.digests.restored')}</h2>
      <p>{r.t('desk.digests.restored.text', { on: momentWords(r, { at: minuteOf(at), zone, form: 'on' }) })}</p>
      {isEditor(desk) ? (
        <DeskForm desk={desk} action={deskAddress(desk, '/digests/takeover')}>
          <Submit>{r.t('desk.digests.restored.submit')}</Submit>
        </DeskForm>
      ) : null}
    </section>
  );
}

function Setting({ desk, releaseByEditor }: DigestsDeskProps) {
  const { r } = desk;
  return (
    <Section id="setting" title={r.t('desk.digests.setting')}>
      {isEditor(desk) ? (
        <DeskForm desk={desk} action={deskAddress(desk, '/digests/setting')} class="desk-form">
          <Tick name="release" label={r.t('desk.digests.setting.release')} checked={releaseByEditor} />
          <Actions>
            <Submit>{r.t('desk.save')}</Submit>
          </Actions>
        </DeskForm>
      ) : (
        <p>{r.t(releaseByEditor ? 'desk.digests.setting.on' : 'desk.digests.setting.off')}</p>
      )}
    </Section>
  );
}

function SubscribersSection({ desk: { r }, subscribers, zone }: DigestsDeskProps) {
  const { confirmed, unconfirmed, suspended, scopes, refusing } = subscribers;
  return (
    <Section id="subscribers" title={r.t('desk.digests.subscribers')}>
      <p>{r.t('desk.digests.subscribers.counts', { confirmed, unconfirmed, suspended })}</p>
      {scopes.length === 0 ? null : (
        <Table
          caption={r.t('desk.digests.subscribers')}
          captionHidden
          columns={[{ label: r.t('desk.digests.scope') }, { label: r.t('desk.digests.scope.count'), num: true }]}
          rows={scopes.map((scope) => [scopeName(r, scope), String(scope.count)])}
        />
      )}
      {refusing.length === 0 ? null : (
        <>
          <h3>{r.t('desk.digests.suspended')}</h3>
          <ul class="desk-list">
            {refusing.map(({ email, bounces, at, reason }) => (
              <li>
                {r.t('desk.digests.suspended.line', {
                  email,
                  bounces,
                  on: at === null ? '' : momentWords(r, { at, zone, show: 'day' }),
                  reason: reason ?? '',
                })}
              </li>
            ))}
          </ul>
        </>
      )}
    </Section>
  );
}

function scopeName(r: Reader, { kind, ref, name }: ScopeCount): string {
  return kind === 'all' ? r.t('desk.digests.scope.all') : localWords(r, name) || ref;
}
