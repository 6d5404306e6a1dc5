import { soundsOf } from '../domain/name-match.ts';
import type { Instant } from '../domain/zone.ts';
import type { Db } from './database.ts';
import { isoOf } from './instants.ts';

/** A place as it was typed, with the id of the office that answers there. */
export type Place = { place: string; office: string };

/** Keeps that the user logged something there; the same place in other letters is the same. */
export async function savePlace(
  db: Db,
  { user, place, office, now }: Place & { user: number; now: Instant },
): Promise<void> {
  const sounds = keyOf(place);
  if (sounds === '') return;
  const row = { place, office, used_at: isoOf(now) };
  await db
    .insertInto('places')
    .values({ user_id: user, sounds, ...row })
    .onConflict((conflict) => conflict.columns(['user_id', 'sounds']).doUpdateSet(row))
    .execute();
}

/** Where the user logged something, the last one first. */
export async function listPlaces(db: Db, user: number, limit: number): Promise<Place[]> {
  return db
    .selectFrom('places')
    .select(['place', 'office'])
    .where('user_id', '=', user)
    .orderBy('used_at', 'desc')
    .orderBy('sounds')
    .limit(limit)
    .execute();
}

/** The office with which a place of that name was last logged, by this user before all others; undefined: never. */
export async function findPlaceOffice(db: Db, user: number, typed: string): Promise<string | undefined> {
  const rows = await db
    .selectFrom('places')
    .select(['user_id', 'office'])
    .where('sounds', '=', keyOf(typed))
    .orderBy('used_at', 'desc')
    .orderBy('user_id')
    .limit(20)
    .execute();
  return (rows.find(({ user_id }) => user_id === user) ?? rows[0])?.office;
}

const keyOf = (place: string): string => soundsOf(place).join(' ');
