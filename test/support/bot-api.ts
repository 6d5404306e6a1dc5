import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a Bot API does with one message. `taken_then_dropped`: it takes it, and the answer is lost on the way. */
export type BotAnswer =
  | 'ok'
  | 'drop'
  | 'taken_then_dropped'
  | 'garbage'
  | { code: number; description: string; retryAfter?: number };

export type Taken = { path: string; chat: string; text: string; parseMode: string };

export type BotApi = {
  /** Its address, without a slash at its end. */
  address: string;
  /** Messages that it has taken, in their order. */
  taken: Taken[];
  /** How often it was asked. */
  asked: number;
  close: () => Promise<void>;
};

/** A Bot API on a free port of this machine; `answer` says what becomes of the message `n`, from 1. */
export async function botApi(answer: (n: number) => BotAnswer | Promise<BotAnswer> = () => 'ok'): Promise<BotApi> {
  const api: BotApi = { address: '', taken: [], asked: 0, close: async () => {} };
  const server = createServer(async (request, response) => {
    const body = JSON.parse(await bodyOf(request)) as { chat_id: string; text: string; parse_mode: string };
    const message = { path: request.url ?? '', chat: body.chat_id, text: body.text, parseMode: body.parse_mode };
    const kind = await answer(++api.asked);
    if (kind === 'ok' || kind === 'taken_then_dropped') api.taken.push(message);
    if (kind === 'drop' || kind === 'taken_then_dropped') return void request.socket.destroy();
    if (kind === 'garbage')
      return void response.writeHead(502, { 'content-type': 'text/html' }).end('<h1>Bad gateway</h1>');
    const json =
      kind === 'ok'
        ? {
            ok: true,
            result: { message_id: 100 + api.taken.length, date: 0, chat: { id: 1, type: 'channel', title: 'c' } },
          }
        : {
            ok: false,
            error_code: kind.code,
            description: kind.description,
            ...(kind.retryAfter === undefined ? {} : { parameters: { retry_after: kind.retryAfter } }),
          };
    response
      .writeHead(kind === 'ok' ? 200 : kind.code, { 'content-type': 'application/json' })
      .end(JSON.stringify(json));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  api.address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  api.close = () =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return api;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
