import { parseArgs } from 'node:util';
import type { Config } from '../config.ts';
import { makeAccountLink } from '../mail/account-links.ts';
import type { Db } from '../records/database.ts';
import { removeSecondFactor } from '../records/second-factors.ts';
import { ROLES } from '../records/tables.ts';
import { addUser, disableUser, findCredentials, listUsers, type User } from '../records/users.ts';
import { hashPassword, PASSWORD_MAX, PASSWORD_MIN } from '../web/desk/password.ts';
import { askPassword } from './ask-password.ts';
import { type Io, Refused, UsageError } from './io.ts';
import { withRecord } from './with-record.ts';

const OPTIONS = { email: { type: 'string' }, name: { type: 'string' }, role: { type: 'string' } } as const;
const by = { user: null, via: 'command' as const };

/** `user add|list|disable|link|reset-factor`: the people of the desk. contracts.md, Command line. */
export async function user(args: string[], io: Io): Promise<number> {
  const [word, ...rest] = args;
  const { values, positionals } = parseArgs({ args: rest, options: OPTIONS, allowPositionals: true });
  const email = values.email ?? positionals[0];
  if (positionals.length > (values.email === undefined ? 1 : 0)) throw new UsageError('too many words');
  switch (word) {
    case 'add':
      return add({ ...values, email }, io);
    case 'list':
      return withRecord(io, ({ db }) => list(db, io), { mustExist: true });
    case 'disable':
      return withRecord(io, ({ db }) => disable(db, needed('email', email), io), { mustExist: true });
    case 'link':
      return withRecord(io, ({ db, config }) => link(db, config, needed('email', email), io), { mustExist: true });
    case 'reset-factor':
      return withRecord(io, ({ db }) => resetFactor(db, needed('email', email), io), { mustExist: true });
    default:
      throw new UsageError('say add, list, disable, link or reset-factor');
  }
}

type Added = { email?: string | undefined; name?: string | undefined; role?: string | undefined };

async function add(values: Added, io: Io): Promise<number> {
  const email = needed('email', values.email);
  const name = needed('name', values.name);
  const role = ROLES.find((one) => one === values.role);
  if (role === undefined) throw new UsageError(`--role takes one of ${ROLES.join(', ')}`);
  if (!/^[^\s@]+@[^\s@]+$/.test(email.trim())) throw new UsageError(`--email takes an address, not ${email}`);
  return withRecord(io, async ({ db }) => {
    if (await findCredentials(db, email)) throw new Refused(`${email} has an account already`);
    const passwordHash = await hashPassword(await password(io));
    const added = await addUser(db, { email, name, role, passwordHash, by, now: io.now() });
    if (added.result === 'taken') throw new Refused(`${email} has an account already`);
    io.stdout.write(`added ${lineOf(added.user)}\n`);
    return 0;
  });
}

async function password(io: Io): Promise<string> {
  const given = (await askPassword(io)).trim();
  if ([...given].length < PASSWORD_MIN) throw new Refused(`a password has at least ${PASSWORD_MIN} characters`);
  if ([...given].length > PASSWORD_MAX) throw new Refused(`a password has at most ${PASSWORD_MAX} characters`);
  return given;
}

async function list(db: Db, io: Io): Promise<number> {
  for (const one of await listUsers(db)) io.stdout.write(`${lineOf(one)}\n`);
  return 0;
}

async function disable(db: Db, email: string, io: Io): Promise<number> {
  const found = await known(db, email);
  const done = await disableUser(db, { user: found.id, by, now: io.now() });
  io.stdout.write(done ? `disabled ${found.email}\n` : `${found.email} was disabled already\n`);
  return 0;
}

/** Where the last administrator has lost his: whoever may run commands may take it away. */
async function resetFactor(db: Db, email: string, io: Io): Promise<number> {
  const found = await known(db, email);
  const done = await removeSecondFactor(db, { user: found.id, by, now: io.now() });
  io.stdout.write(done ? `removed the second factor of ${found.email}\n` : `${found.email} has no second factor\n`);
  return 0;
}

async function link(db: Db, config: Config, email: string, io: Io): Promise<number> {
  const found = await known(db, email);
  if (found.disabledAt !== null) throw new Refused(`${found.email} is disabled`);
  const { token } = await makeAccountLink(db, { user: found.id, purpose: 'sign_in', by, now: io.now() });
  const site = config.baseUrl ?? `http://localhost:${config.port}`;
  io.stdout.write(`${site}/desk/links/${token}\n`);
  return 0;
}

async function known(db: Db, email: string): Promise<User> {
  const found = await findCredentials(db, email);
  if (found === undefined) throw new Refused(`nobody has the address ${email}`);
  return found.user;
}

function needed(name: string, value: string | undefined): string {
  if (value === undefined || value.trim() === '') throw new UsageError(`--${name} is needed`);
  return value.trim();
}

const lineOf = ({ email, name, role, disabledAt }: User): string =>
  [email, name, role, ...(disabledAt === null ? [] : ['disabled'])].join('\t');
