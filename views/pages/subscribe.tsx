import type { Child, PropsWithChildren } from 'hono/jsx';
import type { Scope } from '../../src/domain/subscription.ts';
import { LANGUAGES } from '../../src/domain/words.ts';
import { address } from '../address.ts';
import { type FormState, textOf, textsOf } from '../desk/form-state.ts';
import { calendarLink, siteFeeds } from '../feeds/links.ts';
import { OtherWays } from '../feeds/other-ways.tsx';
import { Layout, type Site } from '../layout.tsx';
import {
  Actions,
  type Choice,
  Choices,
  ErrorSummary,
  type FormError,
  Select,
  Submit,
  TextField,
  Tick,
} from '../parts/fields.tsx';
import { type ScopeNames, scopesWords, scopeWords } from '../parts/scope-words.ts';
import { PageHead, Section } from '../parts/section.tsx';
import type { Reader } from '../reader.ts';

type Shared = { r: Reader; site: Site };

/** What may be chosen: offices by name, incidents by title. */
export type ScopeChoices = { offices: readonly Choice[]; incidents: readonly Choice[] };

export type SubscribeProps = Shared & { state: FormState; choices: ScopeChoices };

/** `/subscribe`: what to send, in which language, to which address. */
export function SubscribePage({ r, site, state, choices }: SubscribeProps) {
  const errors = errorsOf(r, state);
  return (
    <Layout
      r={r}
      site={site}
      path="/subscribe"
      section="subscribe"
      title={r.t('subscribe.title')}
      description={r.t('subscribe.description')}
      feeds={[...siteFeeds(r), calendarLink(r)]}
    >
      <PageHead title={r.t('subscribe.title')} lead={r.t('subscribe.lead')} />
      <Section id="s_subscribe" title={r.t('subscribe.what')}>
        <ErrorSummary r={r} errors={errors} />
        <form method="post" action={address(r.lang, '/subscribe')} class="desk-form" novalidate>
          <Tick name="all" label={r.t('subscribe.all')} checked={textOf(state.input, 'all') !== ''} errors={errors} />
          <Select
            name="office"
            label={r.t('subscribe.office')}
            hint={r.t('subscribe.office.hint')}
            none={r.t('subscribe.none')}
            choices={choices.offices}
            value={textOf(state.input, 'office')}
            errors={errors}
          />
          <Select
            name="incident"
            label={r.t('subscribe.incident')}
            none={r.t('subscribe.none')}
            choices={choices.incidents}
            value={textOf(state.input, 'incident')}
            errors={errors}
          />
          <Ways r={r} state={state} errors={errors} />
          <TextField
            name="email"
            type="email"
            inputmode="email"
            autocomplete="email"
            label={r.t('subscribe.email')}
            hint={r.t('subscribe.email.hint')}
            value={textOf(state.input, 'email')}
            maxlength={254}
            errors={errors}
            required
          />
          <Actions>
            <Submit>{r.t('subscribe.submit')}</Submit>
          </Actions>
        </form>
      </Section>
      <OtherWays r={r} />
    </Layout>
  );
}

/** The language of the mails, and whether empty weeks are wanted too. */
function Ways({ r, state, errors }: { r: Reader; state: FormState; errors: readonly FormError[] }) {
  return (
    <>
      <Choices
        name="lang"
        label={r.t('subscribe.lang')}
        choices={LANGUAGES.map((lang) => ({ value: lang, label: r.t(`subscribe.lang.${lang}`) }))}
        value={textOf(state.input, 'lang')}
        errors={errors}
        column
      />
      <Tick
        name="wants_empty"
        label={r.t('subscribe.wants_empty')}
        checked={textOf(state.input, 'wants_empty') !== ''}
        errors={errors}
      />
    </>
  );
}

/** After the form, whoever asked and whatever we know of the address: the same. */
export function SubscribeSentPage({ r, site }: Shared) {
  return (
    <Quiet
      r={r}
      site={site}
      path="/subscribe/sent"
      title={r.t('subscribe.sent.title')}
      lead={r.t('subscribe.sent.lead')}
    >
      <p class="note after">{r.t('subscribe.sent.again')}</p>
    </Quiet>
  );
}

type Linked = Shared & { token: string };

/** Opening the link changes nothing: the button does. */
export function ConfirmPage({ r, site, token, asked, names }: Linked & { asked: readonly Scope[]; names: ScopeNames }) {
  const path = `/subscribe/confirm/${token}`;
  return (
    <Quiet r={r} site={site} path={path} title={r.t('subscribe.confirm.title')} lead={r.t('subscribe.confirm.lead')}>
      {asked.length === 0 ? null : <p class="after">{capitalised(scopesWords(r, asked, names))}</p>}
      <form method="post" action={address(r.lang, path)} class="desk-form">
        <Actions>
          <Submit>{r.t('subscribe.confirm.submit')}</Submit>
        </Actions>
      </form>
    </Quiet>
  );
}

export type ManageProps = Linked & {
  state: FormState;
  held: readonly Scope[];
  names: ScopeNames;
  choices: ScopeChoices;
  /** The token that leaves. */
  leave: string;
  /** What has just been done. */
  done: 'confirmed' | 'saved' | null;
  suspended: boolean;
};

/** A subscription, for its owner: to be changed, or left. */
export function ManagePage(props: ManageProps) {
  const { r, site, token, state, held, names, choices, leave, done, suspended } = props;
  const errors = errorsOf(r, state);
  const path = `/subscribe/manage/${token}`;
  const scopes = [{ kind: 'all', ref: '' } as const, ...held.filter(({ kind }) => kind !== 'all')].flatMap((scope) => {
    const label = scope.kind === 'all' ? r.t('subscribe.all') : scopeWords(r, scope, names);
    return label === undefined ? [] : [{ value: scopeValue(scope), label: capitalised(label) }];
  });
  const lead = done === null ? r.t('subscribe.manage.lead') : r.t(`subscribe.manage.${done}`);
  return (
    <Quiet
      r={r}
      site={site}
      path={path}
      title={r.t('subscribe.manage.title')}
      lead={lead}
      below={
        <Section id="s_leave" title={r.t('subscribe.leave.section')}>
          <p>{r.t('subscribe.leave.lead')}</p>
          <Leave r={r} token={leave} />
        </Section>
      }
    >
      {suspended ? <p class="after">{r.t('subscribe.manage.suspended')}</p> : null}
      <ErrorSummary r={r} errors={errors} />
      <form method="post" action={address(r.lang, path)} class="desk-form after">
        <Choices
          name="scope[]"
          label={r.t('subscribe.manage.held')}
          choices={scopes}
          value={textsOf(state.input, 'scope[]')}
          errors={errors}
          many
          column
        />
        <Select
          name="office"
          label={r.t('subscribe.manage.add_office')}
          none={r.t('subscribe.none')}
          choices={choices.offices}
          value={textOf(state.input, 'office')}
          errors={errors}
        />
        <Select
          name="incident"
          label={r.t('subscribe.manage.add_incident')}
          none={r.t('subscribe.none')}
          choices={choices.incidents}
          value={textOf(state.input, 'incident')}
          errors={errors}
        />
        <Ways r={r} state={state} errors={errors} />
        <Actions>
          <Submit>{r.t('subscribe.manage.submit')}</Submit>
        </Actions>
      </form>
    </Quiet>
  );
}

/** A scope as a form sends it. */
export const scopeValue = ({ kind, ref }: Scope): string => `${kind}:${ref}`;

/** Opening the link changes nothing: the button does, and a mailbox's own. RFC 8058. */
export function LeavePage({ r, site, token }: Linked) {
  return (
    <Quiet
      r={r}
      site={site}
      path={`/subscribe/leave/${token}`}
      title={r.t('subscribe.leave.title')}
      lead={r.t('subscribe.leave.lead')}
    >
      <Leave r={r} token={token} />
    </Quiet>
  );
}

function Leave({ r, token }: { r: Reader; token: string }) {
  return (
    <form method="post" action={address(r.lang, `/subscribe/leave/${token}`)}>
      <Actions>
        <Submit kind="plain">{r.t('subscribe.leave.submit')}</Submit>
      </Actions>
    </form>
  );
}

export function LeftPage({ r, site }: Shared) {
  return (
    <Quiet r={r} site={site} path="/subscribe" title={r.t('subscribe.left.title')} lead={r.t('subscribe.left.lead')}>
      <ul class="links after">
        <li>
          <a href={address(r.lang, '/subscribe')}>{r.t('subscribe.again')}</a>
        </li>
      </ul>
    </Quiet>
  );
}

type QuietProps = PropsWithChildren<Shared & { path: string; title: string; lead: string; below?: Child }>;

/** A page for one reader: no search engine keeps it. */
function Quiet({ r, site, path, title, lead, below = null, children }: QuietProps) {
  return (
    <Layout r={r} site={site} path={path} title={title} indexed={false}>
      <PageHead title={title} lead={lead}>
        {children}
      </PageHead>
      {below}
    </Layout>
  );
}

const capitalised = (words: string): string => words.charAt(0).toLocaleUpperCase('ru') + words.slice(1);

const errorsOf = (r: Reader, { problems }: FormState): FormError[] =>
  problems.map(({ field, key, params }) => ({ field, message: r.t(key, params) }));
