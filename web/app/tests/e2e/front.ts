// A server before the server under test, which can hand out a newer service worker than was built.

import {
  createServer,
  request,
  type IncomingMessage,
  type Server as HttpServer,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';

export class Front {
  /** What stands at the end of the worker's script. */
  addedToWorker = '';
  readonly #behind: URL;
  readonly #server: HttpServer;

  private constructor(behind: string) {
    this.#behind = new URL(behind);
    this.#server = createServer((asked, answer) => this.#pass(asked, answer));
  }

  static async of(behind: string): Promise<Front> {
    const front = new Front(behind);
    await new Promise<void>((resolve) => front.#server.listen(0, '127.0.0.1', resolve));
    return front;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #pass(asked: IncomingMessage, answer: ServerResponse): void {
    const isWorker = asked.url === '/sw.js';
    const headers = { ...asked.headers, host: this.#behind.host };
    if (headers.origin === this.url) headers.origin = this.#behind.origin;
    if (isWorker) {
      delete headers['accept-encoding'];
      delete headers['if-none-match'];
    }
    const { hostname, port } = this.#behind;
    const passed = request({ hostname, port, path: asked.url, method: asked.method, headers }, (got) => {
      if (!isWorker) {
        answer.writeHead(got.statusCode ?? 502, got.headers);
        got.pipe(answer);
        return;
      }
      const { 'content-length': _length, etag: _etag, ...rest } = got.headers;
      answer.writeHead(got.statusCode ?? 502, rest);
      got.on('data', (chunk) => answer.write(chunk));
      got.on('end', () => answer.end(this.addedToWorker));
    });
    passed.on('error', () => answer.destroy());
    answer.on('close', () => passed.destroy());
    asked.pipe(passed);
  }
}
