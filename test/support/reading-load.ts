import type { ServingProcess } from './serving-process.ts';

/** What readers met. `stale`: answers older than what a process had said was published before the question. */
export type LoadSaid = {
  answers: number;
  statuses: Record<string, number>;
  movedOn: number;
  unanswered: number;
  stale: string[];
};

const OTHERS = [
  '/',
  '/incidents',
  '/promises',
  '/digests',
  '/api/v1/promises',
  '/feeds/incidents.atom',
  '/search?q=Арыс',
];

/** Readers who ask one of the processes at random, without a pause, and the next one where it does not answer. */
export function beginLoad(
  processes: readonly ServingProcess[],
  { readers, isWhole }: { readers: number; isWhole: () => boolean },
) {
  const said: LoadSaid = { answers: 0, statuses: {}, movedOn: 0, unanswered: 0, stale: [] };
  let isOver = false;
  const read = async () => {
    while (!isOver) {
      await readOnce(processes, said, isWhole);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  };
  const running = Promise.all(Array.from({ length: readers }, read));
  return {
    said,
    end: async (): Promise<LoadSaid> => {
      isOver = true;
      await running;
      return said;
    },
  };
}

const any = <T>(list: readonly T[]): T => list[Math.floor(Math.random() * list.length)] as T;

async function readOnce(processes: readonly ServingProcess[], said: LoadSaid, isWhole: () => boolean): Promise<void> {
  const told = any(processes);
  const path = Math.random() < 0.5 ? `/incidents/${told.name}-0` : any(OTHERS);
  const [wanted, wasWhole] = [told.published, isWhole()];
  const offset = Math.floor(Math.random() * processes.length);
  for (let index = 0; index < processes.length; index += 1) {
    const { port, name } = processes[(index + offset) % processes.length] as ServingProcess;
    const answer = await ask(`http://127.0.0.1:${port}${path}`);
    if (answer === undefined) {
      said.movedOn += 1;
      continue;
    }
    said.answers += 1;
    said.statuses[answer.status] = (said.statuses[answer.status] ?? 0) + 1;
    const shown = Number(/Версия (\d+)/.exec(answer.text)?.[1] ?? 0);
    const isOld = path.startsWith(`/incidents/${told.name}`) && answer.status === 200 && shown < wanted;
    // Without the primary nobody can say what is newest; the replica holds for a minute.
    if (isOld && wasWhole && isWhole()) said.stale.push(`${name} showed ${shown} of ${path} after ${wanted}`);
    return;
  }
  said.unanswered += 1;
}

/** Undefined: the connection was refused or broken off, and nothing was answered. */
async function ask(url: string): Promise<{ status: number; text: string } | undefined> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(20_000) });
    return { status: response.status, text: await response.text() };
  } catch {
    return undefined;
  }
}
