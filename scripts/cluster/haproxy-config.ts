/** What HAProxy stands in front of. */
export interface Balanced {
  /** Where it listens, such as 127.0.0.1:3000. */
  bind: string;
  /** HAProxy's own lines that name the servers (`server …` or `server-template …`), without options of the checks. */
  servers: readonly string[];
  /** More sections, such as who resolves the servers' names. */
  sections?: readonly string[];
}

/** What it stands in front of in docker-compose.yml: as many servers as the name `server` leads to. */
export const composeBalanced: Balanced = {
  bind: ':3000',
  servers: ['server-template node 3 server:3000 resolvers docker init-addr libc,none'],
  sections: ['resolvers docker\n  nameserver dns 127.0.0.11:53\n  hold valid 5s'],
};

/**
 * The load balancer's configuration. A document's name decides which server gets its sockets, so that a room is mostly on
 * one; a browser stays with one server for everything else. Who finds their server gone, or about to end, is sent on.
 */
export function haproxyConfig({ bind, servers, sections = [] }: Balanced): string {
  const serverLines = servers.map((server) => `  ${server}`).join('\n');
  return `# Written by scripts/cluster/haproxy-config.ts, which says why. It takes as many connections as ulimit -n allows.
defaults
  mode http
  timeout connect 2s
  timeout client 60s
  timeout server 60s
  timeout tunnel 1h
  timeout check 2s
  retries 3
  option redispatch 1
  # 503 is what a server answers that is about to end. Only requests that change nothing are sent twice.
  retry-on conn-failure empty-response 503
  option httpchk GET /readyz
  http-check expect status 200
  default-server check inter 500ms fall 1 rise 1
${sections.map((section) => `\n${section}\n`).join('')}
frontend muster
  bind ${bind}
  # What a client says about itself counts only where a proxy before this one has written it.
  http-request del-header X-Forwarded-For unless { env(TRUST_PROXY) -m str 1 }
  http-request del-header X-Forwarded-Proto unless { env(TRUST_PROXY) -m str 1 }
  option forwardfor
  http-request disable-l7-retry unless METH_GET
  use_backend documents if { path_beg /sync/ }
  default_backend everything-else

backend documents
  balance uri path-only
  hash-type consistent djb2 avalanche
${serverLines}

backend everything-else
  balance roundrobin
  cookie muster_node insert indirect nocache httponly dynamic
  dynamic-cookie-key muster
${serverLines}
`;
}
