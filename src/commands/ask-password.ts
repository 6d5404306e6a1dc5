import { text } from 'node:stream/consumers';
import { type Io, Refused } from './io.ts';

type Terminal = Io['stdin'] & { isTTY: true; setRawMode: (on: boolean) => unknown };

/** The password: typed on the terminal, where it does not show, else the first line of standard input. */
export async function askPassword(io: Io): Promise<string> {
  if (!isTerminal(io.stdin)) return (await text(io.stdin)).split(/\r?\n/, 1)[0] ?? '';
  io.stderr.write('Password: ');
  io.stdin.setRawMode(true);
  try {
    return await typed(io.stdin);
  } finally {
    io.stdin.setRawMode(false);
    io.stdin.pause();
    io.stderr.write('\n');
  }
}

function isTerminal(stdin: Io['stdin']): stdin is Terminal {
  return 'isTTY' in stdin && stdin.isTTY === true && 'setRawMode' in stdin;
}

const [ENTER, LINE, BACKSPACE, DELETE, INTERRUPT, END] = ['\r', '\n', '\b', '\x7f', '\x03', '\x04'];

async function typed(stdin: Terminal): Promise<string> {
  const letters: string[] = [];
  for await (const chunk of stdin.iterator({ destroyOnReturn: false }))
    for (const letter of String(chunk)) {
      if (letter === ENTER || letter === LINE || letter === END) return letters.join('');
      if (letter === INTERRUPT) throw new Refused('interrupted');
      if (letter === BACKSPACE || letter === DELETE) letters.pop();
      else letters.push(letter);
    }
  return letters.join('');
}
