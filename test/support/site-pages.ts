import { ASSETS } from '../../views/static.ts';
import { UNUSED_LINK } from './whole-site.ts';

const OPEN = '/desk/incidents/exercise-primersk';
const DRAFTED = '/desk/incidents/almaty-blackout-2019';
const JUDGED = '/desk/incidents/arys-2019/promises/all-houses';

/** Every page that readers see: the route with the addresses at which it is looked at. `:confirm` and its like stand for what only the site knows. */
export const PUBLIC_PAGES: Readonly<Record<string, readonly string[]>> = {
  '/': ['/', '/?as_of=2019-08-05'],
  '/incidents': ['/incidents', '/incidents?q=nothing&kind=ongoing'],
  '/incidents/:slug': [
    '/incidents/almaty-blackout-2019',
    '/incidents/arys-2019',
    '/incidents/lrt-nur-sultan',
    '/incidents/exercise-primersk',
  ],
  '/promises': ['/promises', '/promises?status=overdue', '/promises?q=дома&official=shukeev&sort=said'],
  '/promises/:incident/:id': [
    '/promises/almaty-blackout-2019/results',
    '/promises/arys-2019/all-houses',
    '/promises/exercise-primersk/cause',
  ],
  '/offices': ['/offices'],
  '/offices/:id': ['/offices/akim-almaty', '/offices/exercise-akim'],
  '/officials/:id': ['/officials/sagintayev', '/officials/urazalin'],
  '/search': ['/search', '/search?q=Алматы', '/search?q=аким&kind=entry', '/search?q=*'],
  '/digests': ['/digests'],
  '/digests/:week': ['/digests/2019-W31', '/digests/2019-W32', '/digests/2019-W40'],
  '/method': ['/method'],
  '/corrections': ['/corrections'],
  '/data': ['/data'],
  '/subscribe': ['/subscribe', '/subscribe?office=akim-almaty'],
  '/subscribe/sent': ['/subscribe/sent'],
  '/subscribe/confirm/:token': ['/subscribe/confirm/:confirm'],
  '/subscribe/manage/:token': ['/subscribe/manage/:manage'],
  '/subscribe/leave/:token': ['/subscribe/leave/:leave'],
};

/** Pages of errors have no route of their own. */
export const ERROR_PAGES: Readonly<Record<string, number>> = { '/nowhere': 404, '/incidents?as_of=2099-01-01': 400 };

/** The desk's pages before somebody has signed in. */
export const DOOR_PAGES: Readonly<Record<string, readonly string[]>> = {
  '/desk/login': ['/desk/login?next=/desk/incidents'],
  '/desk/forgotten': ['/desk/forgotten'],
  '/desk/links/:token': [`/desk/links/${UNUSED_LINK}`],
};

/** Every page behind the door. */
export const DESK_PAGES: Readonly<Record<string, readonly string[]>> = {
  '/desk': ['/desk'],
  '/desk/waiting/:list': ['/desk/waiting/unlooked', '/desk/waiting/stale', '/desk/waiting/silent'],
  '/desk/sessions': ['/desk/sessions'],
  '/desk/second-factor': ['/desk/second-factor'],
  '/desk/audit': ['/desk/audit'],
  '/desk/users': ['/desk/users'],
  '/desk/users/:id': ['/desk/users/2'],
  '/desk/users/:id/disabling': ['/desk/users/2/disabling'],
  '/desk/settings': ['/desk/settings'],
  '/desk/monday': ['/desk/monday'],
  '/desk/digests': ['/desk/digests'],
  '/desk/digests/:week': ['/desk/digests/2019-W49', '/desk/digests/2019-W47', '/desk/digests/2019-W50'],
  '/desk/digests/:week/preview': ['/desk/digests/2019-W47/preview'],
  '/desk/digests/:week/issue': ['/desk/digests/2019-W47/issue'],
  '/desk/calendar': ['/desk/calendar'],
  '/desk/calendar/new': ['/desk/calendar/new?kind=year', '/desk/calendar/new?kind=decree'],
  '/desk/calendar/changes/:id/removal': ['/desk/calendar/changes/1/removal'],
  '/desk/incidents': ['/desk/incidents'],
  '/desk/incidents/new': ['/desk/incidents/new'],
  '/desk/incidents/:slug': [OPEN, DRAFTED],
  '/desk/incidents/:slug/edit': [`${OPEN}/edit`],
  '/desk/incidents/:slug/revisions': [`${OPEN}/revisions`],
  '/desk/incidents/:slug/revisions/:id': [`${OPEN}/revisions/:revision`],
  '/desk/incidents/:slug/takedown': [`${OPEN}/takedown`],
  '/desk/incidents/:slug/retraction': [`${OPEN}/retraction`],
  '/desk/incidents/:slug/takings/:id/lifting': [`${OPEN}/takings/:taking/lifting`],
  '/desk/incidents/:slug/draft/removal': [`${DRAFTED}/draft/removal`],
  '/desk/incidents/:slug/entries/new': [`${OPEN}/entries/new`],
  '/desk/incidents/:slug/entries/:id': [`${OPEN}/entries/akim-orders`],
  '/desk/incidents/:slug/entries/:id/removal': [`${OPEN}/entries/akim-orders/removal`],
  '/desk/incidents/:slug/promises/new': [`${OPEN}/promises/new?made_in=akim-orders`],
  '/desk/incidents/:slug/promises/:id': [`${OPEN}/promises/cause`],
  '/desk/incidents/:slug/promises/:id/removal': [`${OPEN}/promises/cause/removal`],
  '/desk/incidents/:slug/promises/:id/changes/new': [`${OPEN}/promises/cause/changes/new`],
  '/desk/incidents/:slug/promises/:id/changes/:number/removal': [`${JUDGED}/changes/1/removal`],
  '/desk/incidents/:slug/promises/:id/answers/new': [`${OPEN}/promises/cause/answers/new`],
  '/desk/incidents/:slug/promises/:id/outcomes/new': [`${OPEN}/promises/cause/outcomes/new`],
  '/desk/incidents/:slug/promises/:id/outcomes/:number/removal': [`${JUDGED}/outcomes/1/removal`],
  '/desk/incidents/:slug/promises/:id/request': [`${OPEN}/promises/cause/request`],
  '/desk/incidents/:slug/checks/new': [`${OPEN}/checks/new?for=cause`],
  '/desk/incidents/:slug/checks/:number': [`${OPEN}/checks/1`],
  '/desk/incidents/:slug/checks/:number/removal': [`${OPEN}/checks/1/removal`],
  '/desk/incidents/:slug/replies/new': [`${OPEN}/replies/new?to=cause`],
  '/desk/incidents/:slug/replies/:number': [`${OPEN}/replies/1`],
  '/desk/incidents/:slug/replies/:number/removal': [`${OPEN}/replies/1/removal`],
  '/desk/incidents/:slug/preview': [`${DRAFTED}/preview`],
  '/desk/incidents/:slug/publication': [`${DRAFTED}/publication`],
  '/desk/incidents/:slug/unpublication': [`${DRAFTED}/unpublication`],
};

/** Where a form is sent to: asked for as a page, it leads on. */
export const LEADING_ON: Readonly<Record<string, string>> = {
  '/desk/users/:id/links': '/desk/users/2/links',
  '/desk/working-copies/removal': '/desk/working-copies/removal',
  '/desk/held/:token': '/desk/held/a-form-that-nobody-sent',
  '/desk/users/:id/role': '/desk/users/2/role',
  '/desk/users/:id/night-cards': '/desk/users/2/night-cards',
  '/desk/users/:id/sessions': '/desk/users/2/sessions',
  '/desk/users/:id/second-factor': '/desk/users/2/second-factor',
  '/desk/incidents/:slug/night-card': `${DRAFTED}/night-card`,
  '/desk/calendar/changes': '/desk/calendar/changes',
  '/desk/digests/:week/hold': '/desk/digests/2019-W47/hold',
  '/desk/digests/:week/release': '/desk/digests/2019-W47/release',
  '/desk/digests/:week/foreword': '/desk/digests/2019-W47/foreword',
  '/desk/digests/:week/strikes': '/desk/digests/2019-W47/strikes',
  '/desk/digests/:week/strikes/removal': '/desk/digests/2019-W47/strikes/removal',
  '/desk/digests/:week/deliveries': '/desk/digests/2019-W49/deliveries',
  '/desk/incidents/:slug/review': `${DRAFTED}/review`,
  '/desk/incidents/:slug/review/return': `${DRAFTED}/review/return`,
  '/desk/incidents/:slug/revisions/:id/restoration': `${OPEN}/revisions/1/restoration`,
  '/desk/incidents/:slug/entries': `${OPEN}/entries`,
  '/desk/incidents/:slug/promises': `${OPEN}/promises`,
  '/desk/incidents/:slug/promises/:id/changes': `${OPEN}/promises/cause/changes`,
  '/desk/incidents/:slug/promises/:id/answers': `${OPEN}/promises/cause/answers`,
  '/desk/incidents/:slug/promises/:id/outcomes': `${OPEN}/promises/cause/outcomes`,
  '/desk/incidents/:slug/looked': `${OPEN}/looked`,
  '/desk/incidents/:slug/checks': `${OPEN}/checks`,
  '/desk/incidents/:slug/replies': `${OPEN}/replies`,
};

/** What answers programs. */
export const FOR_PROGRAMS: Readonly<Record<string, string>> = {
  '/desk/working-copies': '/desk/working-copies',
  '/healthz': '/healthz',
  '/readyz': '/readyz',
  '/robots.txt': '/robots.txt',
  '/favicon.ico': '/favicon.ico',
  '/static/*': ASSETS[0]?.url ?? '',
  '/feeds/overdue.atom': '/feeds/overdue.atom',
  '/feeds/incidents.atom': '/feeds/incidents.atom',
  '/feeds/digests.atom': '/feeds/digests.atom',
  '/feeds/corrections.atom': '/feeds/corrections.atom',
  '/incidents/:slug{[a-z0-9-]+\\.atom}': '/incidents/arys-2019.atom',
  '/offices/:id{[a-z0-9-]+\\.atom}': '/offices/akim-almaty.atom',
  '/calendar.ics': '/calendar.ics',
  '/digests/:week/text': '/digests/2019-W31/text',
  '/api/v1/incidents': '/api/v1/incidents',
  '/api/v1/incidents.csv': '/api/v1/incidents.csv',
  '/api/v1/incidents/:slug': '/api/v1/incidents/arys-2019',
  '/api/v1/promises': '/api/v1/promises',
  '/api/v1/promises.csv': '/api/v1/promises.csv',
  '/api/v1/offices': '/api/v1/offices',
  '/api/v1/offices.csv': '/api/v1/offices.csv',
  '/api/v1/digests': '/api/v1/digests',
  '/api/v1/digests/:week': '/api/v1/digests/2019-W31',
  '/api/v1/schema/incident.json': '/api/v1/schema/incident.json',
  '/api/v1/schema/directory.json': '/api/v1/schema/directory.json',
};
