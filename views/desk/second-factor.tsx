import { CODE_HOURS, isCodeFresh } from '../../src/domain/code.ts';
import { Actions, ErrorSummary, Hidden, Submit, TextField } from '../parts/fields.tsx';
import { momentWords } from '../parts/moment.tsx';
import { type Desk, errorsOf } from './desk.ts';
import type { FormState, Problem } from './form-state.ts';
import { DeskForm, DeskPage, deskAddress } from './page.tsx';

const back = (desk: Desk) => ({ href: deskAddress(desk, '/sessions'), words: desk.r.t('desk.sessions.title') });

export type CodePageProps = {
  desk: Desk;
  /** The field of the code. */
  field: string;
  /** What the form before sent: it goes along. */
  fields: readonly (readonly [string, readonly string[]])[];
  problems: readonly Problem[];
};

/** A code is asked for before readers see a change; the form that was sent waits in hidden fields. */
export function CodePage({ desk, field, fields, problems }: CodePageProps) {
  const { r } = desk;
  const errors = errorsOf(desk, problems);
  return (
    <DeskPage desk={desk} title={r.t('desk.code.title')} lead={r.t('desk.code.lead', { hours: CODE_HOURS })}>
      <ErrorSummary r={r} errors={errors} />
      <DeskForm desk={desk} action={deskAddress(desk, desk.path.replace(/^\/desk/, ''), desk.query)} class="desk-form">
        {fields.flatMap(([name, values]) =>
          values.map((value) => <Hidden name={values.length > 1 ? `${name}[]` : name} value={value} />),
        )}
        <CodeField desk={desk} name={field} errors={errors} />
        <Submit kind="big">{r.t('desk.code.submit')}</Submit>
      </DeskForm>
    </DeskPage>
  );
}

function CodeField({ desk: { r }, name, errors }: { desk: Desk; name: string; errors: ReturnType<typeof errorsOf> }) {
  return (
    <TextField
      name={name}
      label={r.t('desk.code.field')}
      hint={r.t('desk.code.hint')}
      autocomplete="one-time-code"
      maxlength={40}
      errors={errors}
      required
    />
  );
}

export type FactorPageProps = {
  desk: Desk;
  state: FormState;
  /** Begun, and to be confirmed by a first code. */
  begun: { secret: string; uri: string; qr: { side: number; path: string } } | null;
  /** In use since then (UTC milliseconds), with so many recovery codes left. */
  used: { since: number; left: number } | null;
  /** When this session last gave a code. */
  codeAt: number | null;
  now: number;
  zone: string;
};

/** One's own second factor. */
export function FactorPage(props: FactorPageProps) {
  const { desk, state, begun, used } = props;
  const { r } = desk;
  const errors = errorsOf(desk, state.problems);
  return (
    <DeskPage desk={desk} title={r.t('desk.factor.title')} lead={r.t('desk.factor.lead')} back={back(desk)}>
      <ErrorSummary r={r} errors={errors} />
      {used !== null ? (
        <InUse {...props} used={used} />
      ) : begun !== null ? (
        <Begun desk={desk} begun={begun} errors={errors} />
      ) : null}
      {used === null && begun === null ? <p>{r.t('desk.factor.none')}</p> : null}
      {used === null ? (
        <DeskForm desk={desk} action={deskAddress(desk, '/second-factor')} class="desk-form">
          <Hidden name="act" value="begin" />
          <TextField
            name="password"
            type="password"
            autocomplete="current-password"
            label={r.t('desk.field.password')}
            hint={r.t('desk.factor.password.hint')}
            errors={errors}
            maxlength={200}
            required
          />
          <Actions>
            <Submit kind={begun === null ? 'main' : 'plain'}>
              {r.t(begun === null ? 'desk.factor.begin' : 'desk.factor.begin_anew')}
            </Submit>
          </Actions>
        </DeskForm>
      ) : null}
    </DeskPage>
  );
}

type Errors = ReturnType<typeof errorsOf>;

function Begun({ desk, begun, errors }: { desk: Desk; begun: NonNullable<FactorPageProps['begun']>; errors: Errors }) {
  const { r } = desk;
  const { side, path } = begun.qr;
  return (
    <section class="sec-plain">
      <h2>{r.t('desk.factor.scan')}</h2>
      <svg class="qr" viewBox={`0 0 ${side} ${side}`} role="img" aria-label={r.t('desk.factor.qr')}>
        <rect width={side} height={side} fill="#fff" />
        <path d={path} fill="#000" />
      </svg>
      <p>
        {r.t('desk.factor.by_hand')} <code>{begun.secret.replace(/.{4}(?=.)/g, '$& ')}</code>
      </p>
      <p>
        <a href={begun.uri}>{r.t('desk.factor.open')}</a>
      </p>
      <DeskForm desk={desk} action={deskAddress(desk, '/second-factor')} class="desk-form">
        <Hidden name="act" value="confirm" />
        <CodeField desk={desk} name="code" errors={errors} />
        <Actions>
          <Submit>{r.t('desk.factor.confirm')}</Submit>
        </Actions>
      </DeskForm>
    </section>
  );
}

function InUse({
  desk,
  state,
  used,
  codeAt,
  now,
  zone,
}: FactorPageProps & { used: NonNullable<FactorPageProps['used']> }) {
  const { r } = desk;
  const moment = (at: number) => momentWords(r, { at, zone });
  const until = codeAt !== null && isCodeFresh(codeAt, now) ? codeAt + CODE_HOURS * 3_600_000 : null;
  return (
    <>
      <p>{r.t('desk.factor.since', { on: moment(used.since) })}</p>
      <p>{r.t('desk.factor.left', { count: used.left })}</p>
      <p>{until === null ? r.t('desk.factor.no_code') : r.t('desk.factor.code_until', { until: moment(until) })}</p>
      <DeskForm desk={desk} action={deskAddress(desk, '/second-factor')} class="desk-form">
        <CodeField desk={desk} name="code" errors={errorsOf(desk, state.problems)} />
        <Actions>
          <Submit name="act" value="give">
            {r.t('desk.factor.give')}
          </Submit>
          <Submit kind="plain" name="act" value="codes">
            {r.t('desk.factor.codes')}
          </Submit>
          <Submit kind="plain" name="act" value="remove">
            {r.t('desk.factor.remove')}
          </Submit>
        </Actions>
      </DeskForm>
    </>
  );
}

/** The recovery codes, shown this once. */
export function RecoveryPage({ desk, codes }: { desk: Desk; codes: readonly string[] }) {
  const { r } = desk;
  return (
    <DeskPage desk={desk} title={r.t('desk.factor.recovery')} lead={r.t('desk.factor.recovery.lead')} back={back(desk)}>
      <ul class="desk-list">
        {codes.map((code) => (
          <li>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <p>
        <a class="button go" href={deskAddress(desk, '/second-factor')}>
          {r.t('desk.factor.kept')}
        </a>
      </p>
    </DeskPage>
  );
}
