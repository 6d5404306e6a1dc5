import { Hono } from 'hono';
import { type FormState, fresh, type Input, inputOf, type Problem, textOf } from '../../../views/desk/form-state.ts';
import { SettingsPage } from '../../../views/desk/settings.tsx';
import { LANGUAGES, type Texts } from '../../domain/words.ts';
import { isZone } from '../../domain/zone.ts';
import { inTransaction } from '../../records/database.ts';
import { countEditors, findFourEyes, saveFourEyes } from '../../records/four-eyes.ts';
import { findNewsroom, type Newsroom, saveNewsroom } from '../../records/newsroom-facts.ts';
import { findPublicationCode, savePublicationCode } from '../../records/publication-code.ts';
import { listWithSecondFactor } from '../../records/second-factors.ts';
import { adminsOnly, byOf, type DeskContext, type DeskEnv, deskOf, onTo, show } from './context.ts';
import { wordsOf } from './input.ts';
import { emailProblems } from './login.tsx';
import { withCode } from './with-code.tsx';

const LONGEST_NAME = 200;
const LONGEST_ABOUT = 4000;

/** What the newsroom sets for itself; administrators. */
export function settings(): Hono<DeskEnv> {
  const app = new Hono<DeskEnv>();

  app.get('/desk/settings', adminsOnly, async (c) => page(c, fresh(await inputNow(c))));

  app.post('/desk/settings', adminsOnly, withCode, async (c) => {
    const { input, deps, now } = c.var;
    const problems = problemsOf(input);
    if (problems.length > 0) return page(c, { input, problems }, 422);
    const signed = { by: byOf(c), now };
    await inTransaction(deps.db, async (trx) => {
      await saveFourEyes(trx, { on: textOf(input, 'four_eyes') !== '', ...signed });
      await savePublicationCode(trx, { on: textOf(input, 'code') !== '', ...signed });
      await saveNewsroom(trx, { newsroom: newsroomOf(input), ...signed });
    });
    return onTo(c, '/settings');
  });

  return app;
}

/** What is set now, as the form has it. */
async function inputNow(c: DeskContext): Promise<Input> {
  const { db } = c.var.deps;
  const { name, about, contact, zone, staffNamed, licence } = await findNewsroom(db);
  return inputOf({
    ...Object.fromEntries(LANGUAGES.map((lang) => [`name_${lang}`, name[lang] ?? ''])),
    ...Object.fromEntries(LANGUAGES.map((lang) => [`about_${lang}`, about[lang] ?? ''])),
    contact: contact ?? '',
    zone: zone ?? '',
    staff_named: staffNamed ? '1' : '',
    licence_name: licence?.name ?? '',
    licence_url: licence?.url ?? '',
    four_eyes: (await findFourEyes(db)) ? '1' : '',
    code: (await findPublicationCode(db)) ? '1' : '',
  });
}

function newsroomOf(input: Input): Newsroom {
  const texts = (field: string): Texts =>
    Object.fromEntries(
      LANGUAGES.flatMap((lang) => {
        const words = wordsOf(input, `${field}_${lang}`);
        return words === null ? [] : [[lang, words]];
      }),
    );
  return {
    name: texts('name'),
    about: texts('about'),
    contact: wordsOf(input, 'contact'),
    zone: wordsOf(input, 'zone'),
    staffNamed: textOf(input, 'staff_named') !== '',
    licence: licenceOf(input),
  };
}

/** Null: that of the program, CC BY 4.0. */
function licenceOf(input: Input): Newsroom['licence'] {
  const name = wordsOf(input, 'licence_name');
  return name === null ? null : { name, url: wordsOf(input, 'licence_url') };
}

function problemsOf(input: Input): Problem[] {
  const { contact, zone } = newsroomOf(input);
  const licence = { name: wordsOf(input, 'licence_name'), url: wordsOf(input, 'licence_url') };
  const long = (field: string, count: number): Problem[] =>
    LANGUAGES.filter((lang) => textOf(input, `${field}_${lang}`).length > count).map((lang) => ({
      field: `${field}_${lang}`,
      key: 'expected.at_most',
      params: { count },
    }));
  const isContact = contact === null || isPage(contact) || emailProblems(contact).length === 0;
  return [
    ...long('name', LONGEST_NAME),
    ...long('about', LONGEST_ABOUT),
    ...(isContact ? [] : [{ field: 'contact', key: 'desk.settings.contact.wrong' } as const]),
    ...(zone === null || isZone(zone) ? [] : [{ field: 'zone', key: 'expected.zone' } as const]),
    ...(licence.url === null || isPage(licence.url) ? [] : [{ field: 'licence_url', key: 'expected.url' } as const]),
    ...(licence.name === null && licence.url !== null
      ? [{ field: 'licence_name', key: 'desk.settings.licence.nameless' } as const]
      : []),
  ];
}

const isPage = (url: string): boolean => /^https?:\/\/[^\s/]+/.test(url) && URL.canParse(url);

async function page(c: DeskContext, state: FormState, status: 200 | 422 = 200): Promise<Response> {
  const { deps, session } = c.var;
  return show(
    c,
    <SettingsPage
      desk={deskOf(c)}
      state={state}
      editors={await countEditors(deps.db)}
      digestZone={deps.config.digestZone}
      hasFactor={(await listWithSecondFactor(deps.db)).has(session.user.id)}
    />,
    status,
  );
}
