import { Hono } from 'hono';
import { address } from '../../../views/address.ts';
import {
  type FormState,
  fresh,
  type Input,
  inputOf,
  type Problem,
  textOf,
  textsOf,
} from '../../../views/desk/form-state.ts';
import {
  ConfirmPage,
  LeavePage,
  LeftPage,
  ManagePage,
  type ManageProps,
  type ScopeChoices,
  SubscribePage,
  SubscribeSentPage,
  scopeValue,
} from '../../../views/pages/subscribe.tsx';
import type { ScopeNames } from '../../../views/parts/scope-words.ts';
import { localWords } from '../../../views/parts/words.tsx';
import { readerOf } from '../../../views/reader.ts';
import type { Directory } from '../../domain/directory.ts';
import type { Scope } from '../../domain/subscription.ts';
import { LANGUAGES, type Language, type Texts } from '../../domain/words.ts';
import { mailAddress } from '../../mail/address.ts';
import { addressMark, findLinkOwner, type LinkPurpose, linkToken, mailKey } from '../../mail/links.ts';
import { loadDirectory } from '../../records/directory.ts';
import {
  askForSubscription,
  changeSubscription,
  confirmSubscription,
  removeSubscriber,
  SCOPES_AT_MOST,
  type Subscriber,
} from '../../records/subscriptions.ts';
import { listPublicTitles, loadPublicTitles } from '../../records/titles.ts';
import { sentBody } from '../body.ts';
import type { AppContext, AppEnv } from '../context.ts';
import { askedFrom, limit } from '../limit.ts';
import { refuse } from '../refusal.ts';
import { respondPrivate, respondPublic } from '../respond.ts';

/** Incidents that a form lists, the newest first; one that the address names is added. */
const INCIDENTS_LISTED = 100;
const HOUR_SECONDS = 3600;
/** Several people may sit behind one network address. */
export const ATTEMPTS_PER_ADDRESS = 20;
const BY_ADDRESS = {
  what: 'subscribe:address',
  windowSeconds: HOUR_SECONDS,
  most: ATTEMPTS_PER_ADDRESS,
  key: 'subscribe.attempts',
} as const;

/** `/subscribe` and what the links in the mails lead to. No GET changes anything: programs that look for viruses open every link. */
export function subscribePages(): Hono<AppEnv> {
  const app = new Hono<AppEnv>();

  app.get('/subscribe', async (c) => {
    const [office, incident] = [c.req.query('office'), c.req.query('incident')];
    const lang = c.var.lang;
    const input = inputOf({ lang, office, incident, all: office || incident ? null : '1' });
    const names = await namesOf(c, incident ? [incident] : []);
    return respondPublic(c, form(c, fresh(input), names));
  });

  app.post('/subscribe', async (c) => {
    const { deps, now } = c.var;
    const input = await sentInput(c);
    const key = await mailKey(deps.db, now);
    await limit(c, { ...BY_ADDRESS, whose: askedFrom(c) });
    const incident = textOf(input, 'incident');
    const names = await namesOf(c, incident === '' ? [] : [incident]);
    const email = mailAddress(textOf(input, 'email'));
    const scopes = chosenScopes(input, names);
    const problems: Problem[] = [
      ...(scopes.length === 0 ? [{ field: 'all', key: 'subscribe.wrong.scope' } as const] : []),
      ...(email === undefined ? [{ field: 'email', key: 'subscribe.wrong.email' } as const] : []),
    ];
    if (email === undefined || problems.length > 0) return respondPrivate(c, form(c, { input, problems }, names), 422);
    const wantsEmpty = textOf(input, 'wants_empty') !== '';
    const attemptKey = `subscribe:mail:${addressMark(key, email)}`;
    await askForSubscription(deps.db, { email, lang: langOf(c, input), wantsEmpty, scopes, attemptKey, now });
    return c.redirect(address(c.var.lang, '/subscribe/sent'), 303);
  });

  app.get('/subscribe/sent', (c) => respondPublic(c, <SubscribeSentPage {...shared(c)} />));

  app.get('/subscribe/confirm/:token', async (c) => {
    const owner = await ownerOf(c, 'confirm');
    const asked = owner.asked.length > 0 ? owner.asked : owner.scopes;
    const names = await namesOf(c, slugsOf(asked));
    return respondPrivate(c, <ConfirmPage {...shared(c)} token={tokenOf(c)} asked={asked} names={names} />);
  });

  app.post('/subscribe/confirm/:token', async (c) => {
    const { deps, now, lang } = c.var;
    const owner = await ownerOf(c, 'confirm');
    await confirmSubscription(deps.db, { id: owner.id, now });
    const token = linkToken(await mailKey(deps.db, now), 'manage', owner);
    return c.redirect(address(lang, `/subscribe/manage/${token}`, { done: 'confirmed' }), 303);
  });

  app.get('/subscribe/manage/:token', async (c) => {
    const owner = await ownerOf(c, 'manage');
    const { lang, wantsEmpty } = owner;
    const held = owner.scopes.map(scopeValue);
    const input = inputOf({ lang, wants_empty: wantsEmpty ? '1' : null, 'scope[]': held });
    const said = c.req.query('done');
    const done = said === 'confirmed' || said === 'saved' ? said : null;
    return respondPrivate(c, await managed(c, owner, fresh(input), done));
  });

  app.post('/subscribe/manage/:token', async (c) => {
    const { deps, now, lang } = c.var;
    const owner = await ownerOf(c, 'manage');
    const input = await sentInput(c);
    const names = await namesOf(c, [...slugsOf(owner.scopes), textOf(input, 'incident')]);
    const ticked = new Set(textsOf(input, 'scope[]'));
    const all: Scope = { kind: 'all', ref: '' };
    const kept = [all, ...owner.scopes.filter(({ kind }) => kind !== 'all')].filter((each) =>
      ticked.has(scopeValue(each)),
    );
    const added = chosenScopes(input, names).filter((each) => !ticked.has(scopeValue(each)));
    const scopes = [...kept, ...added];
    if (scopes.length === 0 || scopes.length > SCOPES_AT_MOST) {
      const problem: Problem =
        scopes.length === 0
          ? { field: 'scope[]', key: 'subscribe.wrong.leave' }
          : { field: 'scope[]', key: 'subscribe.wrong.many', params: { most: SCOPES_AT_MOST } };
      return respondPrivate(c, await managed(c, owner, { input, problems: [problem] }, null), 422);
    }
    const wantsEmpty = textOf(input, 'wants_empty') !== '';
    await changeSubscription(deps.db, { id: owner.id, lang: langOf(c, input), wantsEmpty, scopes, now });
    return c.redirect(address(lang, `/subscribe/manage/${tokenOf(c)}`, { done: 'saved' }), 303);
  });

  app.get('/subscribe/leave/:token', async (c) => {
    await ownerOf(c, 'leave');
    return respondPrivate(c, <LeavePage {...shared(c)} token={tokenOf(c)} />);
  });

  // RFC 8058: a mailbox posts here by itself, without a cookie or an origin, and follows no redirect. Twice is as good as once.
  app.post('/subscribe/leave/:token', async (c) => {
    const { db } = c.var.deps;
    const owner = await findLinkOwner(db, { purpose: 'leave', token: tokenOf(c), now: c.var.now });
    if (owner === undefined) refuse(410, 'subscribe.link');
    if (owner !== 'gone') await removeSubscriber(db, owner.id);
    return respondPrivate(c, <LeftPage {...shared(c)} />);
  });

  return app;
}

const shared = (c: AppContext) => ({ r: readerOf(c.var.lang), site: c.var.site });
const tokenOf = (c: AppContext): string => c.req.param('token') ?? '';

async function ownerOf(c: AppContext, purpose: LinkPurpose): Promise<Subscriber> {
  const owner = await findLinkOwner(c.var.deps.db, { purpose, token: tokenOf(c), now: c.var.now });
  return owner === undefined || owner === 'gone' ? refuse(410, 'subscribe.link') : owner;
}

async function sentInput(c: AppContext): Promise<Input> {
  const body = await sentBody(c);
  return new Map(
    Object.entries(body).map(([field, value]) => [
      field,
      [value].flat().flatMap((one) => (typeof one === 'string' ? [one.trim()] : [])),
    ]),
  );
}

type Names = ScopeNames & { directory: Directory };

/** Words for scopes; `slugs` are looked up besides the newest incidents. */
async function namesOf(c: AppContext, slugs: readonly string[]): Promise<Names> {
  const { db } = c.var.deps;
  const titles = new Map<string, Texts>([
    ...(await listPublicTitles(db, { limit: INCIDENTS_LISTED })),
    ...(await loadPublicTitles(db, slugs)),
  ]);
  return { directory: await loadDirectory(db), titles };
}

function choicesOf(c: AppContext, { directory, titles }: Names): ScopeChoices {
  const r = readerOf(c.var.lang);
  const offices = directory.offices.map(({ id, name }) => ({ value: id, label: localWords(r, name) || id }));
  const incidents = [...titles].map(([slug, title]) => ({ value: slug, label: localWords(r, title) || slug }));
  return { offices: offices.sort((a, b) => a.label.localeCompare(b.label, c.var.lang)), incidents };
}

/** What the form chose of what there is. */
function chosenScopes(input: Input, { directory, titles }: Names): Scope[] {
  const [office, incident] = [textOf(input, 'office'), textOf(input, 'incident')];
  return [
    ...(textOf(input, 'all') === '' ? [] : [{ kind: 'all', ref: '' } as const]),
    ...(directory.offices.some(({ id }) => id === office) ? [{ kind: 'office', ref: office } as const] : []),
    ...(titles.has(incident) ? [{ kind: 'incident', ref: incident } as const] : []),
  ];
}

function langOf(c: AppContext, input: Input): Language {
  return LANGUAGES.find((lang) => lang === textOf(input, 'lang')) ?? c.var.lang;
}

const slugsOf = (scopes: readonly Scope[]): string[] =>
  scopes.filter(({ kind }) => kind === 'incident').map(({ ref }) => ref);

const form = (c: AppContext, state: FormState, names: Names) => (
  <SubscribePage {...shared(c)} state={state} choices={choicesOf(c, names)} />
);

async function managed(c: AppContext, owner: Subscriber, state: FormState, done: ManageProps['done']) {
  const { deps, now } = c.var;
  const names = await namesOf(c, slugsOf(owner.scopes));
  return (
    <ManagePage
      {...shared(c)}
      token={tokenOf(c)}
      state={state}
      held={owner.scopes}
      names={names}
      choices={choicesOf(c, names)}
      leave={linkToken(await mailKey(deps.db, now), 'leave', owner)}
      done={done}
      suspended={owner.state === 'suspended'}
    />
  );
}
