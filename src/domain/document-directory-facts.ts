import type { Channel, Directory } from './directory.ts';
import { DIRECTORY_FORMAT, type DirectoryDocument } from './document-directory.ts';
import { present, readSource, readTexts, readWords, type SourceDocument, writeSource } from './document-part.ts';
import type { Source } from './source.ts';

type Rows = { [K in Exclude<keyof DirectoryDocument, 'format'>]-?: NonNullable<DirectoryDocument[K]>[number] };

/** A checked document as facts. A list that is absent is empty. */
export function factsOfDirectory(document: DirectoryDocument): Directory {
  return {
    offices: (document.offices ?? []).map((office) => ({
      id: office.id,
      kind: office.kind,
      name: readTexts(office.name),
      region: readTexts(office.region),
      zone: office.zone,
      ...periodOf(office),
      wikidata: office.wikidata ?? null,
      note: readWords(office.note),
    })),
    officials: (document.officials ?? []).map((official) => ({
      id: official.id,
      name: readTexts(official.name),
      alsoSpelled: [...(official.also_spelled ?? [])],
      wikidata: official.wikidata ?? null,
      note: readWords(official.note),
    })),
    tenures: (document.tenures ?? []).map((tenure) => ({
      office: tenure.office,
      official: tenure.official,
      ...periodOf(tenure),
      ...sourcedOf(tenure),
    })),
    channels: (document.channels ?? []).map(factsOfChannel),
    indicators: (document.indicators ?? []).map((indicator) => ({
      id: indicator.id,
      name: readTexts(indicator.name),
      unit: indicator.unit,
      note: readWords(indicator.note),
    })),
    measurements: (document.measurements ?? []).map((measurement) => ({
      indicator: measurement.indicator,
      office: measurement.office ?? null,
      ...periodOf(measurement),
      value: measurement.value === 0 ? 0 : measurement.value, // JSON prints −0 as 0
      ...sourcedOf(measurement),
    })),
    benchmarks: (document.benchmarks ?? []).map((benchmark) => ({
      id: benchmark.id,
      name: readTexts(benchmark.name),
      minutes: benchmark.minutes,
      clock: benchmark.clock,
      milestone: benchmark.milestone,
      basis: benchmark.basis,
      ...periodOf(benchmark),
      adopted: benchmark.adopted,
      ...sourcedOf(benchmark),
    })),
  };
}

function periodOf(row: { from?: string | null | undefined; to?: string | null | undefined }) {
  return { from: row.from ?? null, to: row.to ?? null };
}

function sourcedOf(row: { source?: SourceDocument | null | undefined; note?: string | null | undefined }) {
  return { source: readSource(row.source), note: readWords(row.note) };
}

function factsOfChannel(channel: Rows['channels']): Channel {
  const { office, official } = channel.owner;
  return {
    id: channel.id,
    owner: office == null ? { official: official ?? '' } : { office },
    network: channel.network,
    handle: readWords(channel.handle),
    url: channel.url ?? null,
    states: (channel.states ?? []).map((row) => ({ state: row.state, from: row.from ?? null, ...sourcedOf(row) })),
    followers: (channel.followers ?? []).map((row) => ({ on: row.on ?? null, count: row.count, ...sourcedOf(row) })),
    traits: (channel.traits ?? []).map((row) => ({ trait: row.trait, on: row.on ?? null, ...sourcedOf(row) })),
    note: readWords(channel.note),
  };
}

/** The canonical document of a directory: keys in the order of contracts.md. Reading it gives equal facts. */
export function writeDirectory(directory: Directory): DirectoryDocument {
  return {
    format: DIRECTORY_FORMAT,
    offices: directory.offices.map(({ id, kind, name, region, zone, from, to, wikidata, note }) => ({
      id,
      kind,
      name: readTexts(name),
      region: Object.keys(readTexts(region)).length === 0 ? null : readTexts(region),
      zone,
      from,
      to,
      wikidata,
      ...present({ note }),
    })),
    officials: directory.officials.map(({ id, name, alsoSpelled, wikidata, note }) => ({
      id,
      name: readTexts(name),
      ...present({ also_spelled: [...alsoSpelled] }),
      wikidata,
      ...present({ note }),
    })),
    tenures: directory.tenures.map(({ office, official, from, to, source, note }) => ({
      office,
      official,
      from,
      to,
      ...writeSourced(source, note),
    })),
    channels: directory.channels.map(writeChannel),
    indicators: directory.indicators.map(({ id, name, unit, note }) => ({
      id,
      name: readTexts(name),
      unit,
      ...present({ note }),
    })),
    measurements: directory.measurements.map(({ indicator, office, from, to, value, source, note }) => ({
      indicator,
      office,
      from,
      to,
      value,
      ...writeSourced(source, note),
    })),
    benchmarks: directory.benchmarks.map((benchmark) => ({
      id: benchmark.id,
      name: readTexts(benchmark.name),
      minutes: benchmark.minutes,
      clock: benchmark.clock,
      milestone: benchmark.milestone,
      basis: benchmark.basis,
      from: benchmark.from,
      to: benchmark.to,
      adopted: benchmark.adopted,
      ...writeSourced(benchmark.source, benchmark.note),
    })),
  };
}

function writeSourced(source: Source | null, note: string | null) {
  return { source: source === null ? null : writeSource(source), ...present({ note }) };
}

function writeChannel(channel: Channel): Rows['channels'] {
  const { id, owner, network, handle, url, note } = channel;
  return {
    id,
    owner: 'office' in owner ? { office: owner.office } : { official: owner.official },
    network,
    handle,
    url,
    states: channel.states.map((row) => ({ state: row.state, from: row.from, ...writeSourced(row.source, row.note) })),
    followers: channel.followers.map((row) => ({
      on: row.on,
      count: row.count,
      ...writeSourced(row.source, row.note),
    })),
    ...present({
      traits: channel.traits.map((row) => ({ trait: row.trait, on: row.on, ...writeSourced(row.source, row.note) })),
      note,
    }),
  };
}
