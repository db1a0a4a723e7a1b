// A real server with the demo's tour, on a port of its own and over a folder of its own, for each worker.

import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const BIN = process.env.BUSCALL_API_BIN ?? path.resolve('../../target/debug/buscall-api');
const READY_MS_MAX = 60_000 * Number(process.env.BUSCALL_PATIENCE ?? 1);

/** When each worker begins, for its server and for its pages: in the afternoon of the demo's show. */
const BEGIN = Date.parse('2026-12-04T15:00:00+01:00');
const loaded = Date.now();

/** The time in the world of the tests, which goes on as the machine's does. */
export function now(): Date {
  return new Date(BEGIN + Date.now() - loaded);
}

/** Who logs in to the demo, by what they may do. */
export const PEOPLE = {
  mara: { email: 'mara@hollowcoast.example.com', password: 'tour-manager-demo', name: 'Mara Kovač' },
  jo: { email: 'jo@hollowcoast.example.com', password: 'production-demo', name: 'Jo Okafor' },
  sam: { email: 'sam@hollowcoast.example.com', password: 'backline-crew-demo', name: 'Sam Ortega' },
  guest: { email: 'guest@hollowcoast.example.com', password: 'guest-of-the-tour', name: 'Guest' },
} as const;
export type Who = keyof typeof PEOPLE;

export class Server {
  readonly folder = mkdtempSync(path.join(tmpdir(), 'buscall-web-'));
  url = '';
  tour = '';
  #child: ChildProcess | undefined;
  #listen = '127.0.0.1:0';

  /** Starts it, the second time on the port that it had. */
  async start(): Promise<void> {
    const args = [
      'demo',
      '--listen',
      this.#listen,
      '--data',
      this.folder,
      '--at',
      now().toISOString(),
      '--json',
    ];
    const child = spawn(BIN, args, { stdio: ['ignore', 'pipe', 'ignore'] });
    this.#child = child;
    const ready = await firstLine(child);
    const { url, tour } = JSON.parse(ready) as { url: string; tour: string };
    this.url = url;
    this.tour = tour;
    this.#listen = new URL(url).host;
  }

  /** Ends it as a power cut would. */
  async kill(): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    if (!child || child.exitCode !== null) return;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await gone;
  }

  async end(): Promise<void> {
    await this.kill();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('the server did not start')), READY_MS_MAX);
    let text = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      const [line, rest] = text.split('\n', 2);
      if (rest === undefined || line === undefined) return;
      clearTimeout(timer);
      resolve(line);
    });
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}`)));
  });
}
