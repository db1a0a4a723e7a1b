// What the tests ask the server for behind the pages' back: what somebody else sees, and somebody else's edits.

import { randomUUID } from 'node:crypto';
import { now } from './server';

export type Fields = Record<string, unknown>;

export interface RawRecord {
  id: string;
  audience: string;
  fields: Fields;
}

export interface SheetRow {
  id: string;
  title: string;
  text: string;
  when: Fields | null;
}

/** As much of a day sheet as the tests look at. */
export interface Sheet {
  header: { day: string; city: string | null };
  schedule: SheetRow[];
  notes: { title: string | null; body: string }[];
  tasks: { id: string; title: string; done: boolean | null }[];
  disputes: { id: string; title: string }[];
}

/** Somebody who is logged in with a token of their own. */
export class Caller {
  constructor(
    readonly url: string,
    readonly token: string,
    readonly account: string,
    readonly tour: string,
  ) {}

  /** The same person on another of their tours. */
  on(tour: string): Caller {
    return new Caller(this.url, this.token, this.account, tour);
  }

  async ask<T>(method: string, path: string, body?: unknown): Promise<T> {
    const isFile = typeof body === 'string';
    const response = await fetch(this.url + path, {
      method,
      headers: {
        ...(this.token ? { authorization: `Bearer ${this.token}` } : {}),
        ...(body === undefined
          ? {}
          : { 'content-type': isFile ? 'application/octet-stream' : 'application/json' }),
      },
      ...(body === undefined ? {} : { body: isFile ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path} answers ${response.status}: ${text}`);
    return (text === '' ? {} : JSON.parse(text)) as T;
  }

  async sheet(date: string): Promise<Sheet> {
    return await this.ask('GET', `/v1/tours/${this.tour}/days/${date}`);
  }

  async row(date: string, title: string): Promise<SheetRow> {
    const found = (await this.sheet(date)).schedule.find((row) => row.title === title);
    if (!found) throw new Error(`no row “${title}” on ${date}`);
    return found;
  }

  async make(kind: string, fields: Fields): Promise<RawRecord> {
    return await this.ask('POST', `/v1/tours/${this.tour}/${kind}`, { fields });
  }

  async all(kind: string): Promise<RawRecord[]> {
    const found: RawRecord[] = [];
    let after: string | null = null;
    do {
      const query: string = after ? `?limit=200&after=${after}` : '?limit=200';
      const page: { items: RawRecord[]; next?: string | null } = await this.ask(
        'GET',
        `/v1/tours/${this.tour}/${kind}${query}`,
      );
      found.push(...page.items);
      after = page.next ?? null;
    } while (after);
    return found;
  }

  /** Sends edits as a group; answers what became of it. */
  async send(edits: unknown[], reason?: string): Promise<string> {
    const groups = [{ id: newId(), edits, ...(reason ? { reason } : {}) }];
    const { receipts } = await this.ask<{ receipts: { status: string }[] }>(
      'POST',
      `/v1/tours/${this.tour}/groups`,
      { groups },
    );
    return receipts[0]?.status ?? 'nothing';
  }

  /** Hands out a day as a new version. */
  async publish(order: Fields): Promise<{ version: number; edition: string }> {
    return await this.ask('POST', `/v1/tours/${this.tour}/publications`, order);
  }

  /** Gives a row of a schedule another time, from the one that it has now. */
  async retime(date: string, title: string, start: string): Promise<string> {
    const row = await this.row(date, title);
    const when = { precision: 'exact', start };
    return await this.send([
      { do: 'set', kind: 'schedule_item', id: row.id, fields: { when: [row.when, when] } },
    ]);
  }

  /** An account of its own, which nobody else's tests are in the way of. */
  async newcomer(name: string, level: string): Promise<{ caller: Caller; email: string; password: string }> {
    const { token } = await this.ask<{ token: string }>('POST', `/v1/tours/${this.tour}/invitations`, {
      audiences: { everyone: level },
    });
    const [email, password] = [`${randomUUID()}@hollowcoast.example.com`, 'a-few-words-to-type'];
    const stranger = new Caller(this.url, '', '', this.tour);
    const joined = await stranger.ask<{ token: string; account: { id: string } }>(
      'POST',
      `/v1/invitations/${token}/accept`,
      { email, password, name },
    );
    return { caller: new Caller(this.url, joined.token, joined.account.id, this.tour), email, password };
  }

  /** Gives somebody another level in `everyone`. */
  async levelOf(account: string, level: string | null): Promise<void> {
    await this.ask('PUT', `/v1/tours/${this.tour}/members/${account}`, { audiences: { everyone: level } });
  }

  async newTour(name: string): Promise<Caller> {
    const { items } = await this.ask<{ items: { id: string }[] }>('GET', '/v1/organisations');
    const organisation = items[0]?.id;
    const made = await this.ask<{ id: string }>('POST', '/v1/tours', {
      organisation,
      name,
      home_zone: 'Europe/Berlin',
    });
    return this.on(made.id);
  }
}

/** A UUID of version 7: its beginning is the time. */
export function newId(): string {
  const time = now().getTime().toString(16).padStart(12, '0');
  const rest = randomUUID().slice(15);
  return `${time.slice(0, 8)}-${time.slice(8)}-7${rest}`;
}
