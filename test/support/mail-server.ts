import { simpleParser } from 'mailparser';
import { SMTPServer, type SMTPServerSession } from 'smtp-server';

/** What the server does with one letter. `drop`: breaks the connection after it has the whole of it, kept or not, without a word. */
export type Manner =
  | { do: 'take' }
  | { do: 'refuse'; at: 'MAIL FROM' | 'RCPT TO' | 'DATA'; code: number; words: string }
  | { do: 'stall'; ms: number }
  | { do: 'drop'; kept: boolean };

export type Received = { to: string; messageId: string; raw: string };

export type MailServer = {
  url: string;
  /** Every letter that was kept, in the order of arrival; one that was sent twice stands here twice. */
  received: Received[];
  /** How often somebody began a letter. */
  begun: () => number;
  close: () => Promise<void>;
};

const TAKE: Manner = { do: 'take' };

/** A real mail server on a free port. `mannerOf` decides about each letter by recipient and by how often it came before. */
export async function mailServer(mannerOf: (to: string, before: number) => Manner = () => TAKE): Promise<MailServer> {
  const received: Received[] = [];
  const tries = new Map<string, number>();
  const manners = new Map<string, Manner>();
  let begun = 0;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    closeTimeout: 200,
    disableReverseLookup: true,
    logger: false,
    onRcptTo: ({ address }, session, done) => {
      begun++;
      const before = tries.get(address) ?? 0;
      tries.set(address, before + 1);
      const manner = mannerOf(address, before);
      manners.set(session.id, manner);
      if (manner.do === 'refuse' && manner.at === 'RCPT TO') return done(refusal(manner));
      done();
    },
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const manner = manners.get(session.id) ?? TAKE;
        const keep = () => received.push(receivedOf(session, Buffer.concat(chunks).toString('utf8')));
        switch (manner.do) {
          case 'take':
            keep();
            return done();
          case 'refuse':
            return done(refusal(manner));
          case 'stall':
            setTimeout(() => {
              keep();
              done();
            }, manner.ms);
            return;
          case 'drop':
            if (manner.kept) keep();
            for (const connection of server.connections)
              if (connection.session === session) connection._socket.destroy();
        }
      });
    },
  });
  server.on('error', () => {});
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `smtp://127.0.0.1:${port}/?rateLimit=0`,
    received,
    begun: () => begun,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}

function refusal({ code, words }: { code: number; words: string }): Error {
  return Object.assign(new Error(words), { responseCode: code });
}

function receivedOf(session: SMTPServerSession, raw: string): Received {
  const head = raw.slice(0, raw.indexOf('\r\n\r\n'));
  const messageId = /^Message-ID:\s*(\S+)/im.exec(head)?.[1] ?? '';
  return { to: session.envelope.rcptTo[0]?.address ?? '', messageId, raw };
}

/** The letter as a program for mail reads it. */
export const parsed = (raw: string) => simpleParser(raw, { skipTextToHtml: true, skipHtmlToText: true });
