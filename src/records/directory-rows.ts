import type { Benchmark, Channel, Directory, Measurement, Office, Official, Tenure } from '../domain/directory.ts';
import { fromJson, fromJsonOrNull, jsonOrNull } from './json.ts';
import type {
  BenchmarkRow,
  ChannelFollowersRow,
  ChannelRow,
  ChannelStateRow,
  ChannelTraitRow,
  IndicatorRow,
  MeasurementRow,
  OfficeRow,
  OfficialRow,
  TenureRow,
} from './tables.ts';

/** The rows of the whole directory, each list in the order of its positions. */
export type DirectoryRows = {
  offices: OfficeRow[];
  officials: OfficialRow[];
  tenures: TenureRow[];
  channels: ChannelRow[];
  channel_states: ChannelStateRow[];
  channel_followers: ChannelFollowersRow[];
  channel_traits: ChannelTraitRow[];
  indicators: IndicatorRow[];
  measurements: MeasurementRow[];
  benchmarks: BenchmarkRow[];
};

type Period = { from: string | null; to: string | null };
const heldColumns = ({ from, to }: Period) => ({ held_from: from, held_to: to });
const heldOf = (row: { held_from: string | null; held_to: string | null }) => ({
  from: row.held_from,
  to: row.held_to,
});

/** The directory as rows. */
export function rowsOfDirectory(directory: Directory): DirectoryRows {
  const { channels } = directory;
  return {
    offices: directory.offices.map(officeColumns),
    officials: directory.officials.map(officialColumns),
    tenures: directory.tenures.map(tenureColumns),
    channels: channels.map(channelColumns),
    channel_states: channels.flatMap((channel) =>
      channel.states.map((fact, position) => ({ ...ofChannel(channel, position, fact, fact.from), state: fact.state })),
    ),
    channel_followers: channels.flatMap((channel) =>
      channel.followers.map((fact, position) => ({
        ...ofChannel(channel, position, fact, fact.on),
        count: fact.count,
      })),
    ),
    channel_traits: channels.flatMap((channel) =>
      channel.traits.map((fact, position) => ({ ...ofChannel(channel, position, fact, fact.on), trait: fact.trait })),
    ),
    indicators: directory.indicators.map(({ id, name, unit, note }, position) => ({
      position,
      id,
      name: JSON.stringify(name),
      unit,
      note,
    })),
    measurements: directory.measurements.map(measurementColumns),
    benchmarks: directory.benchmarks.map(benchmarkColumns),
  };
}

function officeColumns(office: Office, position: number): OfficeRow {
  const { id, kind, name, region, zone, wikidata, note } = office;
  const words = { name: JSON.stringify(name), region: JSON.stringify(region) };
  return { position, id, kind, ...words, zone, ...heldColumns(office), wikidata, note };
}

function officialColumns({ id, name, alsoSpelled, wikidata, note }: Official, position: number): OfficialRow {
  return { position, id, name: JSON.stringify(name), also_spelled: JSON.stringify(alsoSpelled), wikidata, note };
}

function tenureColumns(tenure: Tenure, position: number): TenureRow {
  const { office, official, source, note } = tenure;
  return { position, office, official, ...heldColumns(tenure), source: jsonOrNull(source), note };
}

function channelColumns({ id, owner, network, handle, url, note }: Channel, position: number): ChannelRow {
  const office = 'office' in owner ? owner.office : null;
  const official = 'official' in owner ? owner.official : null;
  return { position, id, office, official, network, handle, url, note };
}

function ofChannel(
  channel: Channel,
  position: number,
  { source, note }: Channel['states'][number] | Channel['followers'][number] | Channel['traits'][number],
  on: string | null,
) {
  return { channel_id: channel.id, position, held_on: on, source: jsonOrNull(source), note };
}

function measurementColumns(measurement: Measurement, position: number): MeasurementRow {
  const { indicator, office, value, source, note } = measurement;
  return { position, indicator, office, ...heldColumns(measurement), value, source: jsonOrNull(source), note };
}

function benchmarkColumns(benchmark: Benchmark, position: number): BenchmarkRow {
  const { id, name, minutes, clock, milestone, basis, adopted, source, note } = benchmark;
  const norm = { minutes, clock, milestone, basis, adopted: adopted ? (1 as const) : (0 as const) };
  return {
    position,
    id,
    name: JSON.stringify(name),
    ...norm,
    ...heldColumns(benchmark),
    source: jsonOrNull(source),
    note,
  };
}

/** The office that the row holds. */
export function officeOfRow(row: OfficeRow): Office {
  const { id, kind, zone, wikidata, note } = row;
  return { id, kind, name: fromJson(row.name), region: fromJson(row.region), zone, ...heldOf(row), wikidata, note };
}

/** The rows as the directory they came from. */
export function directoryOfRows(rows: DirectoryRows): Directory {
  return {
    offices: rows.offices.map(officeOfRow),
    officials: rows.officials.map(({ id, name, also_spelled, wikidata, note }) => ({
      id,
      name: fromJson(name),
      alsoSpelled: fromJson(also_spelled),
      wikidata,
      note,
    })),
    tenures: rows.tenures.map((row) => ({
      office: row.office,
      official: row.official,
      ...heldOf(row),
      source: fromJsonOrNull(row.source),
      note: row.note,
    })),
    channels: channelsOfRows(rows),
    indicators: rows.indicators.map(({ id, name, unit, note }) => ({ id, name: fromJson(name), unit, note })),
    measurements: rows.measurements.map((row) => ({
      indicator: row.indicator,
      office: row.office,
      ...heldOf(row),
      value: row.value,
      source: fromJsonOrNull(row.source),
      note: row.note,
    })),
    benchmarks: rows.benchmarks.map(benchmarkOfRow),
  };
}

function channelsOfRows(rows: DirectoryRows): Channel[] {
  const states = Map.groupBy(rows.channel_states, (row) => row.channel_id);
  const followers = Map.groupBy(rows.channel_followers, (row) => row.channel_id);
  const traits = Map.groupBy(rows.channel_traits, (row) => row.channel_id);
  const sourced = ({ source, note }: ChannelStateRow | ChannelFollowersRow | ChannelTraitRow) => ({
    source: fromJsonOrNull<Channel['states'][number]['source'] & object>(source),
    note,
  });
  return rows.channels.map(({ id, office, official, network, handle, url, note }) => ({
    id,
    owner: office === null ? { official: official ?? '' } : { office },
    network,
    handle,
    url,
    states: (states.get(id) ?? []).map((row) => ({ state: row.state, from: row.held_on, ...sourced(row) })),
    followers: (followers.get(id) ?? []).map((row) => ({ on: row.held_on, count: row.count, ...sourced(row) })),
    traits: (traits.get(id) ?? []).map((row) => ({ trait: row.trait, on: row.held_on, ...sourced(row) })),
    note,
  }));
}

function benchmarkOfRow(row: BenchmarkRow): Benchmark {
  return {
    id: row.id,
    name: fromJson(row.name),
    minutes: row.minutes,
    clock: row.clock,
    milestone: row.milestone,
    basis: row.basis,
    ...heldOf(row),
    adopted: row.adopted === 1,
    source: fromJsonOrNull(row.source),
    note: row.note,
  };
}
