import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ConfigError, readConfig } from '../src/config.ts';

const refusal = (env: Record<string, string>): string => {
  try {
    readConfig(env);
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError);
    return (error as Error).message;
  }
  throw new Error('not refused');
};

describe('Environment', () => {
  it('has a meaning for every variable that is not set', () => {
    const config = readConfig({});
    expect(config).toMatchObject({
      port: 3000,
      host: '127.0.0.1',
      baseUrl: null,
      digestZone: 'Asia/Almaty',
      digestAt: { weekday: 1, hour: 9, minute: 0 },
      trustProxy: false,
      logLevel: 'info',
    });
    expect(config.databaseUrl).toBe(`sqlite:${config.dataDir}/merzim.db`);
    expect(isAbsolute(config.dataDir)).toBe(true);
  });

  it('takes an empty variable for one that is not set', () => {
    expect(readConfig({ PORT: '', BASE_URL: ' ', DIGEST_AT: '' })).toEqual(readConfig({}));
  });

  it('finds the same database from any folder', () => {
    const relative = readConfig({ DATABASE_URL: 'sqlite:data/other.db' }).databaseUrl;
    expect(relative).toBe(readConfig({}).databaseUrl.replace('merzim.db', 'other.db'));
    expect(readConfig({ DATABASE_URL: 'sqlite:/srv/m.db' }).databaseUrl).toBe('sqlite:/srv/m.db');
    expect(readConfig({ DATA_DIR: '/srv/merzim' }).databaseUrl).toBe('sqlite:/srv/merzim/merzim.db');
  });

  it('takes addresses, days and switches as they are documented', () => {
    const url = 'postgres://merzim:secret@db.example:5432/merzim';
    expect(readConfig({ DATABASE_URL: url }).databaseUrl).toBe(url);
    expect(readConfig({ BASE_URL: 'https://merzim.example/' }).baseUrl).toBe('https://merzim.example');
    expect(readConfig({ DIGEST_AT: 'off' }).digestAt).toBeNull();
    expect(readConfig({ DIGEST_AT: 'Sun 23:59' }).digestAt).toEqual({ weekday: 7, hour: 23, minute: 59 });
    expect(readConfig({ DIGEST_ZONE: 'Asia/Aqtobe' }).digestZone).toBe('Asia/Aqtobe');
    expect(readConfig({ TRUST_PROXY: 'on' }).trustProxy).toBe(true);
    expect(readConfig({ PORT: '0' }).port).toBe(0);
    expect(readConfig({ PORT: '65535' }).port).toBe(65535);
  });

  it('takes a replica of a PostgreSQL, and of nothing else', () => {
    const DATABASE_URL = 'postgres://merzim:secret@db.example/merzim';
    const DATABASE_REPLICA_URL = 'postgres://reader:secret@replica.example/merzim';
    expect(readConfig({ DATABASE_URL }).databaseReplicaUrl).toBeNull();
    expect(readConfig({ DATABASE_URL, DATABASE_REPLICA_URL }).databaseReplicaUrl).toBe(DATABASE_REPLICA_URL);
    expect(refusal({ DATABASE_REPLICA_URL })).toBe(
      'DATABASE_REPLICA_URL: expected only where DATABASE_URL is a PostgreSQL',
    );
    for (const wrong of ['sqlite:/srv/m.db', 'reader:secret@replica.example', 'mysql://reader:secret@replica']) {
      expect(refusal({ DATABASE_URL, DATABASE_REPLICA_URL: wrong })).toMatch(/^DATABASE_REPLICA_URL="/);
      expect(refusal({ DATABASE_URL, DATABASE_REPLICA_URL: wrong })).not.toContain('secret');
    }
  });

  it('makes backups only where a folder and a word about the key are given', () => {
    const at = { hour: 3, minute: 30 };
    expect(readConfig({}).backup).toEqual({ dir: null, at, keep: 14, recipients: null });
    const env = {
      BACKUP_DIR: '/srv/backups',
      BACKUP_RECIPIENT: 'age1one, age1two',
      BACKUP_AT: '23:59',
      BACKUP_KEEP: '1',
    };
    const backup = { dir: '/srv/backups', at: { hour: 23, minute: 59 }, keep: 1, recipients: ['age1one', 'age1two'] };
    expect(readConfig(env).backup).toEqual(backup);
    expect(readConfig({ ...env, BACKUP_RECIPIENT: 'unencrypted' }).backup.recipients).toBe('unencrypted');
    expect(refusal({ BACKUP_DIR: '/srv/backups' })).toMatch(/^BACKUP_RECIPIENT="": expected a public key of age/);
    for (const BACKUP_RECIPIENT of ['AGE-SECRET-KEY-1AB', 'age1', 'none', 'age1one,'])
      expect(refusal({ BACKUP_RECIPIENT })).toMatch(/^BACKUP_RECIPIENT=/);
    for (const BACKUP_AT of ['24:00', '3:30', 'Mon 03:30', 'off'])
      expect(refusal({ BACKUP_AT })).toMatch(/^BACKUP_AT=/);
    for (const BACKUP_KEEP of ['0', '1001', '-1', '1.5']) expect(refusal({ BACKUP_KEEP })).toMatch(/^BACKUP_KEEP=/);
  });

  it('takes a mail server with whom the mails are from, and the key that signs them', () => {
    expect(readConfig({}).mail).toEqual({
      smtpUrl: null,
      from: { name: 'Merzim', address: 'merzim@localhost' },
      dkim: null,
    });
    const SMTP_URL = 'smtps://merzim:secret@mail.example:465';
    const MAIL_FROM = '"Мерзім" <digest@merzim.example>';
    const from = { name: 'Мерзім', address: 'digest@merzim.example' };
    expect(readConfig({ SMTP_URL, MAIL_FROM }).mail).toEqual({ smtpUrl: SMTP_URL, from, dkim: null });
    expect(readConfig({ MAIL_FROM: 'a@example.org' }).mail.from).toEqual({ name: '', address: 'a@example.org' });
    expect(() => readConfig({ SMTP_URL })).toThrow(/^MAIL_FROM="": expected a name and an address/);
    const folder = mkdtempSync(join(tmpdir(), 'merzim-key-'));
    const key = (name: string, { privateKey }: { privateKey: KeyObject }) => {
      const path = join(folder, name);
      writeFileSync(path, privateKey.export({ type: 'pkcs8', format: 'pem' }));
      return path;
    };
    const rsa = key('rsa.pem', generateKeyPairSync('rsa', { modulusLength: 2048 }));
    const other = key('other.pem', generateKeyPairSync('ed25519'));
    expect(readConfig({ MAIL_FROM, DKIM_KEY_FILE: rsa }).mail.dkim).toMatchObject({
      domainName: 'merzim.example',
      keySelector: 'merzim',
    });
    expect(() => readConfig({ DKIM_KEY_FILE: other })).toThrow(/^DKIM_KEY_FILE=/);
    expect(() => readConfig({ DKIM_KEY_FILE: join(folder, 'none.pem') })).toThrow(/^DKIM_KEY_FILE=/);
    rmSync(folder, { recursive: true });
  });

  it('prints no secret of a mail server', () => {
    for (const SMTP_URL of ['smtp://user:secret@', 'http://user:secret@mail.example/?dkim=secret'])
      expect(() => readConfig({ SMTP_URL })).toThrow(/^SMTP_URL="(?!.*secret)/);
  });

  it('takes a bot with its channels, each in a language of its own', () => {
    const TELEGRAM_TOKEN = '123456:not-a-real-token';
    expect(readConfig({}).telegram).toBeNull();
    expect(readConfig({ TELEGRAM_CHAT: '@merzim_kz' }).telegram).toBeNull();
    expect(readConfig({ TELEGRAM_TOKEN, TELEGRAM_CHAT: '@merzim_kz' }).telegram).toEqual({
      token: TELEGRAM_TOKEN,
      api: 'https://api.telegram.org',
      channels: [{ lang: 'ru', chat: '@merzim_kz' }],
    });
    const both = { TELEGRAM_TOKEN, TELEGRAM_CHAT: 'ru:@one_kz, kk:-1001', TELEGRAM_API: 'http://localhost:8081/' };
    expect(readConfig(both).telegram).toEqual({
      token: TELEGRAM_TOKEN,
      api: 'http://localhost:8081',
      channels: [
        { lang: 'ru', chat: '@one_kz' },
        { lang: 'kk', chat: '-1001' },
      ],
    });
    expect(() => readConfig({ TELEGRAM_TOKEN })).toThrow(/^TELEGRAM_CHAT="": expected @channel/);
    expect(refusal({ TELEGRAM_TOKEN: 'a secret' })).toBe(
      'TELEGRAM_TOKEN="***": expected the token of a bot, NUMBER:LETTERS',
    );
  });

  it.each([
    ['TELEGRAM_CHAT', 'merzim'],
    ['TELEGRAM_CHAT', '@one_kz,@other_kz'],
    ['TELEGRAM_CHAT', 'de:@one_kz'],
    ['TELEGRAM_API', 'api.telegram.org'],
    ['TELEGRAM_API', 'https://api.telegram.org/?a=b'],
    ['MAIL_FROM', 'nobody'],
    ['MAIL_FROM', 'A <a@example.org>, B <b@example.org>'],
    ['MAIL_FROM', 'A <a@example.org'],
    ['PORT', '65536'],
    ['PORT', '80a'],
    ['PORT', '-1'],
    ['HOST', 'http://localhost'],
    ['BASE_URL', 'merzim.example'],
    ['BASE_URL', 'ftp://merzim.example'],
    ['BASE_URL', 'https://merzim.example/?a=b'],
    ['BASE_URL', 'https://merzim.example/merzim'],
    ['DATABASE_URL', 'mysql://db.example/merzim'],
    ['DATABASE_URL', 'sqlite:'],
    ['DIGEST_ZONE', 'UTC+6'],
    ['DIGEST_ZONE', '+06:00'],
    ['DIGEST_ZONE', 'Asia/Almata'],
    ['DIGEST_AT', 'Monday 9:00'],
    ['DIGEST_AT', 'Mon 24:00'],
    ['DIGEST_AT', 'Mom 09:00'],
    ['TRUST_PROXY', 'true'],
    ['LOG_LEVEL', 'loud'],
  ])('refuses %s=%s in one line that names the variable, the value and what is expected', (name, value) => {
    const line = refusal({ [name]: value });
    expect(line).toContain(`${name}=${JSON.stringify(value)}: expected `);
    expect(line).not.toContain('\n');
  });

  it.each([
    'mysql://merzim:secret@db.example/merzim',
    'postgres//merzim:secret@db.example/merzim',
    'merzim:sec/ret@db.example',
    'mysql://db.example/merzim?user=a&password=secret',
  ])('does not print the password in %s', (value) => {
    const line = refusal({ DATABASE_URL: value });
    expect(line).not.toContain('ret');
    expect(line).toContain('***');
  });
});
