import type { FastifyInstance } from 'fastify';
import { type KeptMail, keptMail } from '../core/mail/demo-mailbox.ts';

/** `/dev/mail`: what the demo would have sent. It exists in the demo only, since it shows everybody's links. */
export function registerDemoMailbox(app: FastifyInstance): void {
  app.get('/dev/mail', (_request, reply) => {
    reply.header('cache-control', 'no-store').type('text/html; charset=utf-8');
    return reply.send(page(keptMail()));
  });
}

const style = `body{font:14px/1.5 system-ui,sans-serif;max-width:720px;margin:32px auto;padding:0 16px;color:#1c1e24;background:#fff}
article{border:1px solid #d9dbe1;border-radius:6px;padding:16px;margin:16px 0;white-space:pre-wrap;overflow-wrap:anywhere}
h1{font-size:20px}h2{font-size:16px;margin:0}p{color:#565b67}a{color:#4338ca}
@media(prefers-color-scheme:dark){body{color:#e8e9ed;background:#15161a}article{border-color:#363943}p{color:#a0a5b1}a{color:#a5b4fc}}`;

function page(mails: readonly KeptMail[]): string {
  const list = mails.map(article).join('') || '<p>No mail yet. Invite somebody, or ask for a new password.</p>';
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Mail of the demo</title>
<meta name="viewport" content="width=device-width"><style>${style}</style></head>
<body><main><h1>Mail of the demo</h1><p>The demo sends no mail: it ends here, the newest on top. Reload to look again.</p>${list}</main></body></html>`;
}

function article({ recipient, subject, text, at }: KeptMail): string {
  const linked = asHtml(text).replaceAll(/https?:\/\/[^\s<]+/g, (link) => `<a href="${link}">${link}</a>`);
  return `<article><h2>${asHtml(subject)}</h2><p>To ${asHtml(recipient)}, ${at.toISOString()}</p>${linked}</article>`;
}

function asHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
