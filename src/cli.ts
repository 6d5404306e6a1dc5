import { type Io, Refused, type Run, UsageError } from './commands/io.ts';
import { ConfigError, processEnvironment } from './config.ts';

export type Command = { name: string; usage: string; summary: string; load: () => Promise<Run> };

/** Every command word. Each is loaded only when it is called: the rest of Merzim need not be read to print a line of help. */
export const COMMANDS: Command[] = [
  {
    name: 'serve',
    usage: '',
    summary: 'runs the site; what npm start does',
    load: async () => (await import('./commands/serve.ts')).serve,
  },
  {
    name: 'demo',
    usage: '[--port N]',
    summary: 'runs the site on a throw-away database with the documented cases of 2019',
    load: async () => (await import('./commands/demo.ts')).demo,
  },
  {
    name: 'migrate',
    usage: '',
    summary: 'brings the database to the newest schema',
    load: async () => (await import('./commands/migrate.ts')).migrate,
  },
  {
    name: 'import',
    usage: 'FILE… [--publish] [--dry-run] [--taken-down-as-drafts]',
    summary: 'reads incidents, directories and sheets of entries; all or nothing',
    load: async () => (await import('./commands/import.ts')).importFiles,
  },
  {
    name: 'export',
    usage: '[--incident SLUG] [--directory] [--public] [--out FILE]',
    summary: 'writes incidents and the directory as documents',
    load: async () => (await import('./commands/export.ts')).exportRecord,
  },
  {
    name: 'verify',
    usage: '',
    summary: 'checks every stored invariant',
    load: async () => (await import('./commands/verify.ts')).verify,
  },
  {
    name: 'backup',
    usage: 'FILE [--recipient age1…]… [--unencrypted]',
    summary: 'writes a copy of everything while the site runs, encrypted to a public key',
    load: async () => (await import('./commands/backup.ts')).backup,
  },
  {
    name: 'backup-key',
    usage: '',
    summary: 'makes a pair of keys for backups: the private one on stdout, the public one on stderr',
    load: async () => (await import('./commands/backup-key.ts')).backupKey,
  },
  {
    name: 'restore',
    usage: 'FILE [--identity KEYFILE]',
    summary: 'fills an empty database from a backup; nothing is sent until an editor says so',
    load: async () => (await import('./commands/restore.ts')).restore,
  },
  {
    name: 'move',
    usage: '--to postgres://…',
    summary: 'moves everything to another, empty database, such as from SQLite to PostgreSQL',
    load: async () => (await import('./commands/move.ts')).move,
  },
  {
    name: 'user',
    usage: 'add --email E --name N --role reporter|editor|admin | list | disable E | link E',
    summary: 'adds, lists and disables the people of the desk; makes a sign-in link',
    load: async () => (await import('./commands/user.ts')).user,
  },
  {
    name: 'receive-mail',
    usage: '',
    summary: 'takes in one message from stdin: a request to leave, or a letter that came back',
    load: async () => (await import('./commands/receive-mail.ts')).receiveMail,
  },
  {
    name: 'deliver',
    usage: '',
    summary: 'sends what is queued and ends; the server does the same while it runs',
    load: async () => (await import('./commands/deliver.ts')).deliver,
  },
  {
    name: 'deadlines',
    usage: '',
    summary: 'reads JSON Lines on stdin and writes the deadlines in each text',
    load: async () => {
      const { deadlines } = await import('./commands/deadlines.ts');
      return (_args, { stdin, stdout, stderr }) => deadlines(stdin, stdout, stderr);
    },
  },
  {
    name: 'status',
    usage: '[--as-of INSTANT|DATE] [--json]',
    summary: 'lists every published promise with its status at that instant',
    load: async () => (await import('./commands/status.ts')).status,
  },
  {
    name: 'site',
    usage: 'DIR [--as-of INSTANT|DATE]',
    summary: 'writes the whole public site as static files, for a mirror or a CDN',
    load: async () => (await import('./commands/site.ts')).site,
  },
  {
    name: 'digest',
    usage: '[--week 2019-W31] [--dry-run] [--json]',
    summary: "prints a week's digest and, unless dry, issues it once",
    load: async () => (await import('./commands/digest.ts')).digest,
  },
];

/** Runs the command that `argv` (without node and the file) names. Answers the exit code: 0 done, 1 refused or failed, 2 wrong usage. */
export async function main(argv: string[], io: Io = realIo()): Promise<number> {
  const [word, ...args] = argv;
  if (word === undefined || word === 'help' || word === '--help' || word === '-h') {
    (word === undefined ? io.stderr : io.stdout).write(help());
    return word === undefined ? 2 : 0;
  }
  const command = COMMANDS.find(({ name }) => name === word);
  if (!command) {
    io.stderr.write(`merzim: no command ${JSON.stringify(word)}\n${help()}`);
    return 2;
  }
  if (args.includes('--help') || args.includes('-h')) {
    io.stdout.write(`${usageOf(command)}\n  ${command.summary}\n`);
    return 0;
  }
  try {
    return await (await command.load())(args, io);
  } catch (error) {
    return failed(error, command, io);
  }
}

function failed(error: unknown, command: Command, io: Io): number {
  const said = error instanceof Error ? error.message : String(error);
  const parsing = error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
  if (error instanceof UsageError || parsing) {
    io.stderr.write(`merzim ${command.name}: ${said}\nusage: ${usageOf(command)}\n`);
    return 2;
  }
  const own = error instanceof Refused || error instanceof ConfigError;
  io.stderr.write(own ? `${said}\n` : `merzim ${command.name}: ${said}\n`);
  return 1;
}

const usageOf = ({ name, usage }: Command): string => `merzim ${name}${usage && ` ${usage}`}`;

function help(): string {
  const width = Math.max(...COMMANDS.map(({ name }) => name.length));
  const lines = COMMANDS.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`);
  return `merzim COMMAND …   (npm run -s merzim -- COMMAND …)\n\n${lines.join('\n')}\n\nmerzim COMMAND --help says how a command is called.\n`;
}

function realIo(): Io {
  const { stdin, stdout, stderr } = process;
  return { stdin, stdout, stderr, ...processEnvironment(), now: Date.now };
}
