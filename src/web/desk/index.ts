import { Hono } from 'hono';
import type { AppEnv } from '../context.ts';
import { audit } from './audit.tsx';
import { board } from './board.tsx';
import { calendar } from './calendar.tsx';
import { capture } from './capture.tsx';
import type { DeskEnv } from './context.ts';
import { digests } from './digests.tsx';
import { digestWeek } from './digests-week.tsx';
import { directory } from './directory.tsx';
import { entries } from './entries.tsx';
import { evidence } from './evidence.tsx';
import { exports } from './exports.tsx';
import { imports } from './imports.tsx';
import { incidents } from './incidents.tsx';
import { languages } from './languages.ts';
import { door } from './login.tsx';
import { looked } from './looked.ts';
import { looks } from './looks.tsx';
import { marks } from './marks.tsx';
import { monday } from './monday.tsx';
import { offices } from './offices.tsx';
import { outcomes } from './outcomes.tsx';
import { people } from './people.tsx';
import { promises } from './promises.tsx';
import { publication } from './publication.tsx';
import { questions } from './questions.tsx';
import { requests } from './requests.tsx';
import { reviews } from './reviews.tsx';
import { revisions } from './revisions.tsx';
import { secondFactors } from './second-factors.tsx';
import { signedIn } from './session.ts';
import { sessions } from './sessions.tsx';
import { settings } from './settings.tsx';
import { shared } from './shared.tsx';
import { speakers } from './speakers.tsx';
import { takings } from './takings.tsx';
import { terms } from './terms.tsx';
import { times } from './times.tsx';
import { waiting } from './waiting.tsx';
import { workingCopies } from './working-copies.tsx';

/** The desk: its door, and behind it everything that reporters and editors do. */
export function desk(): Hono<AppEnv> {
  const behind = new Hono<DeskEnv>();
  behind.use('/desk', signedIn);
  behind.use('/desk/*', signedIn);
  for (const part of [
    board,
    waiting,
    people,
    sessions,
    secondFactors,
    audit,
    workingCopies,
    languages,
    times,
    capture,
    speakers,
    offices,
    incidents,
    imports,
    exports,
    publication,
    reviews,
    revisions,
    takings,
    settings,
    entries,
    questions,
    marks,
    outcomes,
    promises,
    requests,
    looked,
    looks,
    evidence,
    terms,
    calendar,
    directory,
    digests,
    digestWeek,
    monday,
  ])
    behind.route('/', part());
  // The door comes first: its pages answer before anybody is asked who he is.
  return door()
    .route('/', shared())
    .route('/', behind as unknown as Hono<AppEnv>);
}
