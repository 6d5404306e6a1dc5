import { readdirSync, readFileSync } from 'node:fs';

const ROOT = new URL('../..', import.meta.url);

export type Written = { file: string; source: string };

/** Every expression that the sources write between slashes. What is put together from pieces is not among them. */
export function listExpressions(): Written[] {
  return ['src', 'views'].flatMap((folder) =>
    readdirSync(new URL(`${folder}/`, ROOT), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(tsx?|js)$/.test(name) && !name.includes('.min.'))
      .flatMap((name) => {
        const file = `${folder}/${name}`;
        const code = readFileSync(new URL(file, ROOT), 'utf8').replace(/^\s*(\*|\/\*|\/\/).*$/gm, '');
        // A slash after one of these begins an expression; elsewhere it divides, or ends a tag.
        const found = code.matchAll(
          /(?<=[(,=:[!&|?{};\n]\s*|return\s|=>\s*)\/((?:[^/\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+)\/[a-z]*/g,
        );
        return [...found].map(([, source = '']) => ({ file, source })).filter(({ source }) => compiles(source));
      }),
  );
}

function compiles(source: string): boolean {
  try {
    new RegExp(source, source.includes('\\p{') ? 'v' : '');
    return true;
  } catch {
    return false;
  }
}

type Group = { repeats: boolean; start: number };

/**
 * Whether something that repeats without end stands within something that repeats without end, and nothing between two rounds
 * must be there that the inner part cannot be: the work then doubles with every letter.
 */
export function isRunaway(source: string): boolean {
  const open: Group[] = [];
  for (let at = 0; at < source.length; at += 1) {
    const sign = source[at];
    if (sign === '\\') at += 1;
    else if (sign === '[') at = source.indexOf(']', source[at + 1] === ']' ? at + 2 : at + 1);
    else if (sign === '(') open.push({ repeats: false, start: at });
    else if (sign === ')') {
      const group = open.pop();
      if (group === undefined) continue;
      const isEndless = /^(?:[*+]|\{\d+,\})/.test(source.slice(at + 1));
      if (isEndless && group.repeats && !isFenced(source.slice(group.start + 1, at))) return true;
      const outer = open.at(-1);
      if (outer !== undefined && (group.repeats || isEndless)) outer.repeats = true;
    } else if (sign === '*' || sign === '+' || /^\{\d+,\}/.test(source.slice(at))) {
      const inner = open.at(-1);
      if (inner !== undefined) inner.repeats = true;
    }
    if (at < 0) return false;
  }
  return false;
}

/** Whether each round begins or ends with a sign of its own, which the part that repeats within does not take. */
function isFenced(body: string): boolean {
  const bare = body.replace(/^\?(?:[:=!]|<[=!]|<\w+>)/, '');
  if (bare.includes('|')) return false;
  const edges = [/^(\\.|[^\\[(.*+?])(?![*+?{])/.exec(bare)?.[1], /(\\.|[^\\\])}.*+?])$/.exec(bare)?.[1]];
  const classes = [...bare.matchAll(/(\[[^\]]*\]|\\.|\.|[^\\])(?:[*+]|\{\d+,\})/g)].map(([, one = '']) => one);
  return edges.some((edge) => {
    if (edge === undefined || /^\\[wdsWDSbBpP]$/.test(edge)) return false;
    const letter = edge.replace(/^\\/, '');
    return classes.every((one) => !new RegExp(`^${one}$`).test(letter));
  });
}
