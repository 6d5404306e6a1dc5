import { createPrivateKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { isAbsolute, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { DigestAt } from './domain/digest-due.ts';
import { LANGUAGES, type Language } from './domain/words.ts';
import { isZone } from './domain/zone.ts';

export type Environment = Record<string, string | undefined>;

export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

export const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const;

/** Who the mails are from: the name as readers see it (may be empty), and the address. */
export type Sender = { name: string; address: string };
/** With what mails are signed: for `SELECTOR._domainkey.DOMAIN`. docs/mail.md, DKIM. */
export type Dkim = { domainName: string; keySelector: string; privateKey: string };

export type MailConfig = {
  /** `smtp://` or `smtps://`, with its secrets; null: mails are written to the folder `outbox`. */
  smtpUrl: string | null;
  from: Sender;
  dkim: Dkim | null;
};

/** Where the digest is posted: `api` has no slash at its end; each channel is read in its language. */
export type TelegramConfig = { token: string; api: string; channels: { lang: Language; chat: string }[] };

export type BackupConfig = {
  /** The folder in which the server makes its backups; absolute. Null: it makes none by itself. */
  dir: string | null;
  /** When, every day, in the zone of the digest. */
  at: { hour: number; minute: number };
  /** How many of them stay. */
  keep: number;
  /** Public keys of age; null: none is named; `unencrypted`: somebody said so. */
  recipients: readonly string[] | 'unencrypted' | null;
};

export type Config = {
  /** 0: any free port. */
  port: number;
  host: string;
  /** The public address without a slash at its end; null: http://localhost with the port that was opened. */
  baseUrl: string | null;
  /** `sqlite:` and an absolute path, or `postgres://…`. */
  databaseUrl: string;
  /** A streaming replica of it; null: there is none. */
  databaseReplicaUrl: string | null;
  /** Absolute. */
  dataDir: string;
  /** IANA name. */
  digestZone: string;
  /** Null: no digest is issued by itself. */
  digestAt: DigestAt | null;
  mail: MailConfig;
  /** Null: nothing is posted. */
  telegram: TelegramConfig | null;
  backup: BackupConfig;
  /** Whether one reverse proxy stands in front, whose X-Forwarded headers are true. */
  trustProxy: boolean;
  /** With it `/metrics` is read from anywhere; null: from this machine alone. */
  metricsToken: string | null;
  logLevel: LogLevel;
};

/** A variable with a bad value. The message is one line: the variable, the value (no secrets) and what is expected. */
export class ConfigError extends Error {}

/** Relative paths start here, so that `npm start`, cron and the command line find the same database wherever they are called. */
const ROOT = fileURLToPath(new URL('..', import.meta.url));

type Variable<T> = {
  initial: string;
  expected: string;
  read: (value: string) => T | undefined;
  show?: (value: string) => string;
};

/** Every variable that Merzim reads. `read` answers undefined for a bad value. An empty variable counts as unset. */
export const VARIABLES = {
  PORT: { initial: '3000', expected: 'a port from 0 to 65535', read: readPort },
  HOST: { initial: '127.0.0.1', expected: 'an address or a host name to listen on', read: readHost },
  BASE_URL: {
    initial: '',
    expected: 'an http or https address without query, such as https://merzim.example',
    read: readBaseUrl,
  },
  DATABASE_URL: {
    initial: '',
    expected: 'sqlite:PATH or postgres://USER:PASSWORD@HOST:PORT/NAME',
    read: readDatabaseUrl,
    show: masked,
  },
  DATABASE_REPLICA_URL: {
    initial: '',
    expected: 'postgres://USER:PASSWORD@HOST:PORT/NAME of a replica, where DATABASE_URL is a PostgreSQL',
    read: readReplicaUrl,
    show: masked,
  },
  DATA_DIR: { initial: 'data', expected: 'a folder', read: inRoot },
  DIGEST_ZONE: {
    initial: 'Asia/Almaty',
    expected: 'a zone of the IANA database by name, such as Asia/Almaty',
    read: readZone,
  },
  DIGEST_AT: { initial: 'Mon 09:00', expected: 'a day and a time, such as Mon 09:00, or off', read: readDigestAt },
  SMTP_URL: {
    initial: '',
    expected: 'smtp://USER:PASSWORD@HOST:PORT or smtps://…',
    read: readSmtpUrl,
    show: (value: string) => masked(value).replace(/\?.*/, '?***'),
  },
  MAIL_FROM: {
    initial: '',
    expected: 'a name and an address, such as Merzim <digest@merzim.example>; needed where SMTP_URL is set',
    read: readSender,
  },
  DKIM_KEY_FILE: { initial: '', expected: 'a file with a private RSA key in PEM', read: readKeyFile },
  TELEGRAM_TOKEN: {
    initial: '',
    expected: 'the token of a bot, NUMBER:LETTERS',
    read: readTelegramToken,
    show: () => '***',
  },
  TELEGRAM_CHAT: {
    initial: '',
    expected: '@channel or the number of a chat; several as ru:@one,kk:@other; needed where TELEGRAM_TOKEN is set',
    read: readTelegramChannels,
  },
  TELEGRAM_API: {
    initial: 'https://api.telegram.org',
    expected: 'the http or https address of the Bot API',
    read: readTelegramApi,
    show: masked,
  },
  BACKUP_DIR: { initial: '', expected: 'a folder', read: inRoot },
  BACKUP_AT: { initial: '03:30', expected: 'a time of day, such as 03:30', read: readTimeOfDay },
  BACKUP_KEEP: { initial: '14', expected: 'how many backups stay, from 1 to 1000', read: readCount },
  BACKUP_RECIPIENT: {
    initial: '',
    expected: 'a public key of age (age1…), several with commas, or unencrypted; needed where BACKUP_DIR is set',
    read: readRecipients,
    show: (value: string) => value.replace(/AGE-SECRET-KEY-\S*/gi, '***'),
  },
  TRUST_PROXY: { initial: 'off', expected: 'on or off', read: readSwitch },
  METRICS_TOKEN: {
    initial: '',
    expected: 'at least 16 letters, digits, dots, dashes or underscores',
    read: (value: string) => (/^[\w.~+/=-]{16,}$/.test(value) ? value : undefined),
    show: () => '***',
  },
  LOG_LEVEL: { initial: 'info', expected: `one of ${LOG_LEVELS.join(', ')}`, read: readLogLevel },
} satisfies Record<string, Variable<unknown>>;

/** The environment of this process, with npm's word for the folder the user stands in. */
export function processEnvironment(): { env: Environment; cwd: string } {
  // npm runs scripts in the project's folder and keeps the user's in INIT_CWD; only npm's own word about this project counts.
  const byNpm = process.env.npm_package_json === resolve(ROOT, 'package.json');
  return { env: process.env, cwd: (byNpm && process.env.INIT_CWD) || process.cwd() };
}

/** The configuration in `env`. Throws a ConfigError for the first bad value. */
export function readConfig(env: Environment): Config {
  const dataDir = read('DATA_DIR', env);
  const databaseUrl = env.DATABASE_URL?.trim() ? read('DATABASE_URL', env) : `sqlite:${resolve(dataDir, 'merzim.db')}`;
  return {
    port: read('PORT', env),
    host: read('HOST', env),
    baseUrl: env.BASE_URL?.trim() ? read('BASE_URL', env) : null,
    databaseUrl,
    databaseReplicaUrl: readReplica(env, databaseUrl),
    dataDir,
    digestZone: read('DIGEST_ZONE', env),
    digestAt: read('DIGEST_AT', env),
    mail: readMail(env),
    telegram: readTelegram(env),
    backup: readBackup(env),
    trustProxy: read('TRUST_PROXY', env),
    metricsToken: env.METRICS_TOKEN?.trim() ? read('METRICS_TOKEN', env) : null,
    logLevel: read('LOG_LEVEL', env),
  };
}

/** The selector under which the key for `DKIM_KEY_FILE` is published: `merzim._domainkey.DOMAIN`. */
export const DKIM_SELECTOR = 'merzim';
const NOBODY: Sender = { name: 'Merzim', address: 'merzim@localhost' };

/** A file has no replica: who names one means another database. */
function readReplica(env: Environment, databaseUrl: string): string | null {
  if (!env.DATABASE_REPLICA_URL?.trim()) return null;
  const url = read('DATABASE_REPLICA_URL', env);
  if (!databaseUrl.startsWith('sqlite:')) return url;
  throw new ConfigError(`DATABASE_REPLICA_URL: expected only where DATABASE_URL is a PostgreSQL`);
}

function readMail(env: Environment): MailConfig {
  const smtpUrl = env.SMTP_URL?.trim() ? read('SMTP_URL', env) : null;
  const from = env.MAIL_FROM?.trim() || smtpUrl !== null ? read('MAIL_FROM', env) : NOBODY;
  const privateKey = env.DKIM_KEY_FILE?.trim() ? read('DKIM_KEY_FILE', env) : null;
  const domainName = from.address.slice(from.address.lastIndexOf('@') + 1);
  return { smtpUrl, from, dkim: privateKey === null ? null : { domainName, keySelector: DKIM_SELECTOR, privateKey } };
}

function readTelegram(env: Environment): TelegramConfig | null {
  const api = read('TELEGRAM_API', env);
  if (!env.TELEGRAM_TOKEN?.trim()) {
    if (env.TELEGRAM_CHAT?.trim()) read('TELEGRAM_CHAT', env);
    return null;
  }
  return { token: read('TELEGRAM_TOKEN', env), api, channels: read('TELEGRAM_CHAT', env) };
}

function readBackup(env: Environment): BackupConfig {
  const dir = env.BACKUP_DIR?.trim() ? read('BACKUP_DIR', env) : null;
  const recipients = env.BACKUP_RECIPIENT?.trim() || dir !== null ? read('BACKUP_RECIPIENT', env) : null;
  return { dir, at: read('BACKUP_AT', env), keep: read('BACKUP_KEEP', env), recipients };
}

type Read<N extends keyof typeof VARIABLES> = Exclude<ReturnType<(typeof VARIABLES)[N]['read']>, undefined>;

function read<N extends keyof typeof VARIABLES>(name: N, env: Environment): Read<N> {
  const variable: Variable<unknown> = VARIABLES[name];
  const value = env[name]?.trim() || variable.initial;
  const result = variable.read(value);
  if (result === undefined) {
    const shown = variable.show?.(value) ?? value;
    throw new ConfigError(`${name}=${JSON.stringify(shown)}: expected ${variable.expected}`);
  }
  return result as Read<N>;
}

function readPort(value: string): number | undefined {
  return /^\d{1,5}$/.test(value) && Number(value) <= 65535 ? Number(value) : undefined;
}

function readHost(value: string): string | undefined {
  return /^[A-Za-z0-9.:_-]+$/.test(value) ? value : undefined;
}

function readBaseUrl(value: string): string | undefined {
  const url = URL.parse(value);
  if (!url || !/^https?:$/.test(url.protocol) || url.search || url.hash || url.username || url.pathname !== '/')
    return undefined;
  return url.origin;
}

function readDatabaseUrl(value: string): string | undefined {
  if (/^postgres(ql)?:\/\//.test(value)) return URL.parse(value)?.hostname ? value : undefined;
  const path = /^sqlite:(?:\/\/(?=\/))?(.+)$/.exec(value)?.[1];
  if (path === undefined) return undefined;
  return path === ':memory:' ? value : `sqlite:${inRoot(path)}`;
}

function readReplicaUrl(value: string): string | undefined {
  return value.startsWith('sqlite:') ? undefined : readDatabaseUrl(value);
}

/** A database address as it may be shown: nobody's password, also where the address is broken. */
export function masked(url: string): string {
  return url.replace(/^([a-z]+:(?:\/\/)?)?.*@/i, '$1***@').replace(/(password=)[^&]*/gi, '$1***');
}

function readSmtpUrl(value: string): string | undefined {
  return /^smtps?:\/\//.test(value) && URL.parse(value)?.hostname ? value : undefined;
}

const ADDRESS = /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*$/;

function readSender(value: string): Sender | undefined {
  const [, name = '', within] = /^([^<>]*)<([^<>]*)>$/.exec(value) ?? [];
  const address = (within ?? value).trim();
  if (!ADDRESS.test(address) || /\p{Cc}/u.test(value)) return undefined;
  return { name: name.trim().replace(/^"(.*)"$/, '$1'), address };
}

/** The key itself: it never stands in a message of ours. */
function readKeyFile(path: string): string | undefined {
  try {
    const key = readFileSync(inRoot(path), 'utf8');
    return createPrivateKey(key).asymmetricKeyType === 'rsa' ? key : undefined;
  } catch {
    return undefined;
  }
}

function readTelegramToken(value: string): string | undefined {
  return /^\d+:[A-Za-z0-9_-]{10,}$/.test(value) ? value : undefined;
}

/** One channel of each language; without a language it is Russian. */
function readTelegramChannels(value: string): TelegramConfig['channels'] | undefined {
  const channels = value.split(',').map((one) => {
    const [, lang = 'ru', chat] = /^(?:([a-z]{2}):)?(@[A-Za-z][A-Za-z0-9_]{3,}|-?\d+)$/.exec(one.trim()) ?? [];
    const known = LANGUAGES.find((each) => each === lang);
    return known === undefined || chat === undefined ? undefined : { lang: known, chat };
  });
  const found = channels.filter((channel) => channel !== undefined);
  const languages = new Set(found.map(({ lang }) => lang));
  return found.length === channels.length && languages.size === found.length ? found : undefined;
}

function readTelegramApi(value: string): string | undefined {
  const url = URL.parse(value);
  return url && /^https?:$/.test(url.protocol) && !url.search && !url.hash ? url.href.replace(/\/+$/, '') : undefined;
}

function inRoot(path: string): string {
  return isAbsolute(path) ? path : resolve(ROOT, path);
}

function readZone(value: string): string | undefined {
  return isZone(value) ? value : undefined;
}

function readDigestAt(value: string): DigestAt | null | undefined {
  if (value === 'off') return null;
  const [, day = '', hour, minute] = /^([A-Z][a-z]{2}) ([01]\d|2[0-3]):([0-5]\d)$/.exec(value) ?? [];
  const weekday = (WEEKDAYS as readonly string[]).indexOf(day) + 1;
  return weekday === 0 ? undefined : { weekday, hour: Number(hour), minute: Number(minute) };
}

function readTimeOfDay(value: string): BackupConfig['at'] | undefined {
  const [, hour, minute] = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(value) ?? [];
  return hour === undefined ? undefined : { hour: Number(hour), minute: Number(minute) };
}

function readCount(value: string): number | undefined {
  return /^\d{1,4}$/.test(value) && Number(value) >= 1 && Number(value) <= 1000 ? Number(value) : undefined;
}

function readRecipients(value: string): readonly string[] | 'unencrypted' | undefined {
  if (value === 'unencrypted') return value;
  const keys = value.split(',').map((key) => key.trim());
  return keys.every((key) => /^age1[a-z0-9]+$/.test(key)) ? keys : undefined;
}

function readSwitch(value: string): boolean | undefined {
  return value === 'on' ? true : value === 'off' ? false : undefined;
}

function readLogLevel(value: string): LogLevel | undefined {
  return LOG_LEVELS.find((level) => level === value);
}
