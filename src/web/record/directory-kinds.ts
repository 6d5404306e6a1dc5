import * as z from 'zod';
import type { Directory } from '../../domain/directory.ts';
import type { Row } from '../csv.ts';
import { maybe, sourceCells, sourceColumns, textCells, textColumns, words } from './columns.ts';

/** A kind of rows made of the directory: its columns in order, and all of its rows. `directory`: as anybody may have it. */
export type DirectoryKind = { name: string; about: string; row: z.ZodObject; rows: (directory: Directory) => Row[] };

const id = words('its id');
const from = maybe('from when, as coarse as it is known; null: not known');
const to = maybe('until when, as coarse as it is known; null: no end is recorded');
const wikidata = maybe('its item in Wikidata');
const channel = { channel: words('the account, by its id') };

export const DIRECTORY_KINDS: readonly DirectoryKind[] = [
  {
    name: 'offices',
    about: 'One row for each public post or body.',
    row: z.strictObject({
      id,
      kind: words('akim, ministry, government, department, company or other'),
      ...textColumns('name', 'name'),
      ...textColumns('region', 'region'),
      zone: words('IANA zone'),
      from,
      to,
      wikidata,
    }),
    rows: ({ offices }) =>
      offices.map((office) => ({
        id: office.id,
        kind: office.kind,
        ...textCells('name', office.name),
        ...textCells('region', office.region),
        zone: office.zone,
        from: office.from,
        to: office.to,
        wikidata: office.wikidata,
      })),
  },
  {
    name: 'officials',
    about: 'One row for each person who held an office or spoke.',
    row: z.strictObject({
      id,
      ...textColumns('name', 'name'),
      also_spelled: words('other spellings; several have a semicolon and a blank between them'),
      wikidata,
    }),
    rows: ({ officials }) =>
      officials.map((official) => ({
        id: official.id,
        ...textCells('name', official.name),
        also_spelled: official.alsoSpelled.join('; '),
        wikidata: official.wikidata,
      })),
  },
  {
    name: 'tenures',
    about: 'One row for each term of a person in an office.',
    row: z.strictObject({ office: words('the office'), official: words('the person'), from, to, ...sourceColumns() }),
    rows: ({ tenures }) =>
      tenures.map(({ office, official, from: began, to: ended, source }) => ({
        office,
        official,
        from: began,
        to: ended,
        ...sourceCells(source),
      })),
  },
  {
    name: 'channels',
    about: 'One row for each account of an office or a person.',
    row: z.strictObject({
      id,
      office: maybe('the office that owns it'),
      official: maybe('the person who owns it'),
      network: words('facebook, telegram, site, …; any where a source names none'),
      handle: maybe('its name there'),
      url: maybe('its address'),
    }),
    rows: ({ channels }) =>
      channels.map(({ id: own, owner, network, handle, url }) => ({
        id: own,
        office: 'office' in owner ? owner.office : null,
        official: 'official' in owner ? owner.official : null,
        network,
        handle,
        url,
      })),
  },
  {
    name: 'channel_states',
    about: 'One row for each dated state of an account.',
    row: z.strictObject({
      ...channel,
      state: words('active, closed_to_followers, dormant, down, gone or absent'),
      from,
      ...sourceColumns(),
    }),
    rows: ({ channels }) =>
      channels.flatMap(({ id: own, states }) =>
        states.map(({ state, from: since, source }) => ({ channel: own, state, from: since, ...sourceCells(source) })),
      ),
  },
  {
    name: 'channel_followers',
    about: 'One row for each dated count of followers.',
    row: z.strictObject({ ...channel, on: maybe('when'), count: z.int().describe('followers'), ...sourceColumns() }),
    rows: ({ channels }) =>
      channels.flatMap(({ id: own, followers }) =>
        followers.map(({ on, count, source }) => ({ channel: own, on, count, ...sourceCells(source) })),
      ),
  },
  {
    name: 'channel_traits',
    about: 'One row for each thing noted of how an account is kept.',
    row: z.strictObject({
      ...channel,
      trait: words('answers_comments, own_words, reposts, dry_reports or names_post'),
      on: maybe('when'),
      ...sourceColumns(),
    }),
    rows: ({ channels }) =>
      channels.flatMap(({ id: own, traits }) =>
        traits.map(({ trait, on, source }) => ({ channel: own, trait, on, ...sourceCells(source) })),
      ),
  },
  {
    name: 'indicators',
    about: 'One row for each thing that is measured.',
    row: z.strictObject({ id, ...textColumns('name', 'name'), unit: words('what it is counted in') }),
    rows: ({ indicators }) =>
      indicators.map(({ id: own, name, unit }) => ({ id: own, ...textCells('name', name), unit })),
  },
  {
    name: 'measurements',
    about: 'One row for each figure about an office or the country.',
    row: z.strictObject({
      indicator: words('the indicator'),
      office: maybe('the office; null: the country'),
      from,
      to,
      value: z.number().describe('the figure'),
      ...sourceColumns(),
    }),
    rows: ({ measurements }) =>
      measurements.map(({ indicator, office, from: began, to: ended, value, source }) => ({
        indicator,
        office,
        from: began,
        to: ended,
        value,
        ...sourceCells(source),
      })),
  },
  {
    name: 'benchmarks',
    about: 'One row for each norm that the newsroom has adopted.',
    row: z.strictObject({
      id,
      ...textColumns('name', 'name'),
      minutes: z.int().describe('the norm'),
      clock: words('what starts its clock: occurred, known or reported'),
      milestone: words('what stops it: first_word or first_post'),
      basis: words('what it rests on'),
      from,
      to,
      ...sourceColumns(),
    }),
    rows: ({ benchmarks }) =>
      benchmarks.map((norm) => ({
        id: norm.id,
        ...textCells('name', norm.name),
        minutes: norm.minutes,
        clock: norm.clock,
        milestone: norm.milestone,
        basis: norm.basis,
        from: norm.from,
        to: norm.to,
        ...sourceCells(norm.source),
      })),
  },
];
