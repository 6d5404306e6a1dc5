import type { Migration } from 'kysely/migration';
import * as record from './0001-record.ts';
import * as subscriptions from './0002-subscriptions.ts';
import * as digestDesk from './0003-digest-desk.ts';
import * as calendar from './0004-calendar.ts';
import * as takenBack from './0005-taken-back.ts';
import * as accounts from './0006-accounts.ts';
import * as places from './0007-places.ts';
import * as workingCopies from './0008-working-copies.ts';
import * as waiting from './0009-waiting.ts';
import * as evidence from './0010-evidence.ts';
import * as backups from './0011-backups.ts';
import * as search from './0012-search.ts';
import * as uploads from './0014-uploads.ts';
import * as heldPhotos from './0016-held-photos.ts';

/** Every migration, oldest first. One that was released is never changed: the next one mends it. */
export const migrations: Record<string, Migration> = {
  '0001-record': record,
  '0002-subscriptions': subscriptions,
  '0003-digest-desk': digestDesk,
  '0004-calendar': calendar,
  '0005-taken-back': takenBack,
  '0006-accounts': accounts,
  '0007-places': places,
  '0008-working-copies': workingCopies,
  '0009-waiting': waiting,
  '0010-evidence': evidence,
  '0011-backups': backups,
  '0012-search': search,
  '0014-uploads': uploads,
  '0016-held-photos': heldPhotos,
};
