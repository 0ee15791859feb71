/** As much of a browser as a sign-in through an issuer needs: cookies by origin, and redirects one by one. */
export class CookieBrowser {
  readonly #cookies = new Map<string, Map<string, string>>();

  /** Follows redirects until a page, or until one leads to an address that `until` names. */
  async open(address: string, until: (url: URL) => boolean = () => false): Promise<{ url: URL; response: Response }> {
    let url = new URL(address);
    for (let hop = 0; hop < 20; hop++) {
      const response = await this.request(url);
      const location = response.headers.get('location');
      if (response.status < 300 || response.status >= 400 || !location) return { url, response };
      url = new URL(location, url);
      if (until(url)) return { url, response };
    }
    throw new Error(`Too many redirects, at last to ${url}`);
  }

  async request(url: URL): Promise<Response> {
    const jar = this.#cookies.get(url.host) ?? new Map<string, string>();
    this.#cookies.set(url.host, jar);
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = { accept: 'text/html', ...(cookie && { cookie }) };
    const response = await fetch(url, { redirect: 'manual', headers });
    for (const set of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
      if (value === '' || /max-age=0/i.test(set)) jar.delete(name);
      else jar.set(name, value);
    }
    return response;
  }

  /** Drops what a place has put there. */
  forget(url: string): void {
    this.#cookies.delete(new URL(url).host);
  }

  cookie(url: string, name: string): string | undefined {
    return this.#cookies.get(new URL(url).host)?.get(name);
  }
}
