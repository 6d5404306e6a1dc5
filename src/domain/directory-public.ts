import type { Directory } from './directory.ts';

/** The directory as anybody may have it: without the desk's notes, and without norms that no editor has adopted. domain.md, Words. */
export function publicDirectory(directory: Directory): Directory {
  const { offices, officials, tenures, channels, indicators, measurements, benchmarks } = directory;
  return {
    ...directory,
    offices: offices.map(bare),
    officials: officials.map(bare),
    tenures: tenures.map(bare),
    channels: channels.map((channel) => ({
      ...bare(channel),
      states: channel.states.map(bare),
      followers: channel.followers.map(bare),
      traits: channel.traits.map(bare),
    })),
    indicators: indicators.map(bare),
    measurements: measurements.map(bare),
    benchmarks: benchmarks.filter(({ adopted }) => adopted).map(bare),
  };
}

const bare = <T extends { note: string | null }>(each: T): T => ({ ...each, note: null });
