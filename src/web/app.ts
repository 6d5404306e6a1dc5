import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { methodNotAllowed } from 'hono/method-not-allowed';
import { LARGEST_FILE_MEGABYTES, LARGEST_FORM_MEGABYTES } from '../evidence/limits.ts';
import { keepAnswers } from './answers/keeping.ts';
import { api } from './api/api.ts';
import type { AppContext, AppEnv, Deps } from './context.ts';
import { LARGEST_SHEET_MEGABYTES } from './desk/import-form.ts';
import { desk } from './desk/index.ts';
import { answerError, answerRefusal } from './errors.tsx';
import { calendar } from './feeds/calendar.ts';
import { feeds } from './feeds/feeds.ts';
import { health } from './health.ts';
import { installable } from './installable.tsx';
import { routedPath } from './language.ts';
import { counted, metricsPage } from './metrics/page.ts';
import { asOf, canonicalAddress, language, soundAddress } from './middleware/address.ts';
import { reading } from './middleware/flood.ts';
import { guarded } from './middleware/headers.ts';
import { logged } from './middleware/log.ts';
import { ownOrigin } from './middleware/origin.ts';
import { readingReplica } from './middleware/replica.ts';
import { seen } from './middleware/seen.ts';
import { aboutPage } from './public/about.tsx';
import { accessibilityPage } from './public/accessibility.tsx';
import { accountsPage } from './public/accounts.tsx';
import { correctionsPage } from './public/corrections.tsx';
import { dataPage } from './public/data.tsx';
import { digestCopyPage } from './public/digest-copy.ts';
import { digestPages } from './public/digests.tsx';
import { evidencePages } from './public/evidence.tsx';
import { homePage } from './public/home.tsx';
import { incidentPage } from './public/incident.tsx';
import { incidentsPage } from './public/incidents.tsx';
import { methodPage } from './public/method.tsx';
import { officePages } from './public/offices.tsx';
import { officialPage } from './public/officials.tsx';
import { promisePage } from './public/promise.tsx';
import { promisesPage } from './public/promises.tsx';
import { searchPage } from './public/search.tsx';
import { shownThenPage } from './public/shown-then.tsx';
import { subscribePages } from './public/subscribe.tsx';
import { Refusal, refuse } from './refusal.ts';
import { securityTxt } from './security-txt.ts';
import { cards } from './share/cards.ts';
import { embed } from './share/embed.tsx';
import { sitemap } from './share/sitemap.ts';
import { siteOf, withNewsroom } from './site.ts';
import { staticFiles } from './static.ts';

const LARGEST_BODY_MEGABYTES = 1;

/** Forms that hold files, by their address. What does not say its length beforehand is no form of a browser's. */
const FILES: readonly [RegExp, number][] = [
  [/^\/desk\/incidents(\/[^/]+\/(evidence|capture|entries|checks))?$/, LARGEST_FORM_MEGABYTES],
  [/^\/desk\/(capture|shared)$/, LARGEST_FORM_MEGABYTES],
  [/^\/desk\/import$/, LARGEST_SHEET_MEGABYTES + 1],
  [/^\/evidence\/[0-9a-f]{64}\/check$/, LARGEST_FILE_MEGABYTES + 1],
];

function largestBody(c: AppContext): number {
  const files = FILES.find(([path]) => path.test(c.var.path))?.[1];
  return files === undefined || c.req.header('content-length') === undefined ? LARGEST_BODY_MEGABYTES : files;
}

const limited = (megabytes: number) =>
  bodyLimit({
    maxSize: megabytes * 1024 * 1024,
    onError: () => refuse(413, 'error.413.text', { megabytes }),
  });

/** The whole site: what every request passes, then one line for each part of the site. */
export function createApp(deps: Deps): Hono<AppEnv> {
  const app = new Hono<AppEnv>({ getPath: routedPath });
  app.onError(answerError);
  app.notFound((c) => answerRefusal(new Refusal(404, 'error.404.text', {}, {}), c));

  app.use(async (c, next) => {
    c.set('deps', deps);
    c.set('now', deps.now());
    await next();
  });
  app.use(readingReplica(app));
  app.use(async (c, next) => {
    c.set('site', await withNewsroom(site, c.var.deps.db, c.req.path));
    await next();
  });
  app.use(keepAnswers);
  app.use(counted, logged, ...guarded, language, soundAddress, canonicalAddress, asOf, seen, ownOrigin);
  app.use(
    methodNotAllowed({
      app,
      onMethodNotAllowed: (c, methods) =>
        answerRefusal(new Refusal(405, 'error.405.text', {}, { Allow: methods.join(', ') }), c),
    }),
  );
  app.use(reading());
  app.use((c, next) => limited(largestBody(c))(c, next));

  app.route('/', health());
  app.route('/', metricsPage());
  app.route('/', installable());
  app.route('/', securityTxt());
  app.route('/', api());
  app.route('/', desk());
  // Before the pages: an address that ends in .atom would be the slug of one.
  app.route('/', feeds());
  app.route('/', calendar());
  app.route('/', cards());
  app.route('/', embed());
  app.route('/', sitemap());
  app.route('/', homePage());
  app.route('/', incidentsPage());
  app.route('/', incidentPage());
  app.route('/', shownThenPage());
  app.route('/', evidencePages());
  app.route('/', promisePage());
  app.route('/', promisesPage());
  app.route('/', officePages());
  app.route('/', accountsPage());
  app.route('/', officialPage());
  app.route('/', searchPage());
  app.route('/', digestPages());
  app.route('/', digestCopyPage());
  app.route('/', methodPage());
  app.route('/', aboutPage());
  app.route('/', accessibilityPage());
  app.route('/', correctionsPage());
  app.route(
    '/',
    dataPage(() => app.routes.map(({ path }) => path)),
  );
  app.route('/', subscribePages());
  app.route('/', staticFiles());

  const site = siteOf(
    deps,
    app.routes.filter(({ method }) => method === 'GET').map(({ path }) => path),
  );
  return app;
}
