// Asks of the server that are not in the generated types yet.

import { answered } from '../../api/client';

export async function asked<T>(method: string, path: string, body?: unknown): Promise<T> {
  const request = async () => {
    const response = await fetch(path, {
      method,
      ...(body === undefined
        ? {}
        : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const told: unknown = text === '' ? {} : JSON.parse(text);
    return response.ok ? { data: told as T, response } : { error: told, response };
  };
  return (await answered(request())) as T;
}
