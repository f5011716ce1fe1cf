// A provider of OpenID Connect (npm oidc-provider) for tests. Usage: node provider.mjs '{"port": …, "redirect": …, …}'
// It serves under /api/v2, makes fresh keys at each start, asks for a name and no password, and prints "ready".
// GET /fault/<name> makes it fail in that way from then on ("none": no longer).
import {generateKeyPairSync} from 'node:crypto';
import {createServer} from 'node:http';
import {Provider} from 'oidc-provider';

const options = JSON.parse(process.argv[2]);
const prefix = '/api/v2';
const issuer = `http://${options.host ?? '127.0.0.1'}:${options.port}${prefix}`;
const algorithm = options.algorithm ?? 'RS256';
let fault = 'none';

const keys = [
  {...generateKeyPairSync('rsa', {modulusLength: 2048}).privateKey.export({format: 'jwk'}), use: 'sig', alg: 'RS256'},
  {...generateKeyPairSync('ec', {namedCurve: 'P-256'}).privateKey.export({format: 'jwk'}), use: 'sig', alg: 'ES256'}
];

// Who signed in last under a subject: several people of `people` may share one.
const lastOf = new Map();
const subjectOf = (login) => options.people[login]?.subject ?? login;
const claimsOf = (subject) => ({...options.people[lastOf.get(subject)], sub: subject, subject: undefined});

const provider = new Provider(issuer, {
  clients: [
    {
      client_id: options.client,
      client_secret: options.secret,
      redirect_uris: [options.redirect],
      post_logout_redirect_uris: [options.afterSignOut],
      response_types: ['code'],
      grant_types: ['authorization_code'],
      token_endpoint_auth_method: options.authentication ?? 'client_secret_basic',
      id_token_signed_response_alg: algorithm,
      ...(options.signed ? {userinfo_signed_response_alg: algorithm} : {})
    }
  ],
  jwks: {keys},
  claims: {
    openid: ['sub'],
    profile: ['name', 'given_name', 'family_name'],
    email: ['email'],
    given_name: ['given_name'],
    usual_name: ['usual_name'],
    uid: ['uid'],
    siret: ['siret'],
    idp_id: ['idp_id'],
    amr: null
  },
  scopes: ['openid', 'profile', 'email', 'given_name', 'usual_name', 'uid', 'siret', 'idp_id'],
  cookies: {keys: ['of the test']},
  pkce: {required: () => true},
  ttl: {AuthorizationCode: 30, AccessToken: 60, IdToken: 60, Interaction: 600, Session: 43200, Grant: 43200},
  enabledJWA: {
    idTokenSigningAlgValues: ['RS256', 'ES256', 'HS256'],
    userinfoSigningAlgValues: ['RS256', 'ES256', 'HS256']
  },
  features: {
    devInteractions: {enabled: false},
    jwtUserinfo: {enabled: true},
    claimsParameter: {enabled: true},
    rpInitiatedLogout: {enabled: true}
  },
  interactions: {url: (_, interaction) => `${prefix}/interaction/${interaction.uid}`},
  findAccount: (_, subject) => ({accountId: subject, claims: () => claimsOf(subject)}),
  async loadExistingGrant(ctx) {
    const grant = new ctx.oidc.provider.Grant({clientId: ctx.oidc.client.clientId, accountId: ctx.oidc.session.accountId});
    grant.addOIDCScope([...ctx.oidc.requestParamScopes].join(' '));
    grant.addOIDCClaims(['amr']);
    await grant.save();
    return grant;
  }
});

function page(response, uid) {
  response.writeHead(200, {'Content-Type': 'text/html; charset=utf-8'});
  response.end(`<!doctype html><html lang="fr"><title>Fournisseur</title><h1>Fournisseur d’identité d’essai</h1>
<form method="post" action="${prefix}/interaction/${uid}"><label>Identifiant <input name="login" required></label>
<button>Continuer</button></form><p><a href="${prefix}/interaction/${uid}/abort">Abandonner</a></p></html>`);
}

async function bodyOf(request) {
  const parts = [];
  for await (const part of request) parts.push(part);
  return new URLSearchParams(Buffer.concat(parts).toString());
}

async function interact(request, response, path) {
  const [, uid, abort] = /^\/interaction\/([^/?]+)(\/abort)?/.exec(path);
  if (abort) return provider.interactionFinished(request, response, {error: 'access_denied', error_description: 'given up'});
  if (request.method !== 'POST') return page(response, uid);
  const login = (await bodyOf(request)).get('login');
  lastOf.set(subjectOf(login), login);
  return provider.interactionFinished(request, response, {login: {accountId: subjectOf(login), amr: ['pwd', 'mfa']}});
}

function failed(request, response) {
  if (fault === 'subject' && request.url === `${prefix}/me`) {
    response.writeHead(200, {'Content-Type': 'application/json'}).end('{"sub":"somebody-else"}');
    return true;
  }
  if (!request.url.includes('.well-known')) return fault === 'hang';
  const answers = {
    moved: [302, {Location: `http://127.0.0.1:${options.port}/elsewhere`}, ''],
    large: [200, {'Content-Type': 'application/json'}, ' '.repeat(1_000_000)],
    issuer: [200, {'Content-Type': 'application/json'}, JSON.stringify({issuer: 'https://evil.example'})],
    broken: [200, {'Content-Type': 'application/json'}, '{"issuer":'],
    hang: null
  };
  if (!(fault in answers)) return false;
  if (answers[fault]) response.writeHead(answers[fault][0], answers[fault][1]).end(answers[fault][2]);
  return true; // without an answer: the client waits for as long as it likes
}

const serve = provider.callback();
createServer((request, response) => {
  const found = /^\/fault\/(\w+)$/.exec(request.url);
  if (found) {
    fault = found[1];
    return response.end();
  }
  if (failed(request, response)) return undefined;
  if (!request.url.startsWith(prefix)) return response.writeHead(404).end();
  request.originalUrl = request.url;
  request.url = request.url.slice(prefix.length) || '/';
  if (request.url.startsWith('/interaction/')) {
    return interact(request, response, request.url).catch((error) => response.writeHead(400).end(String(error)));
  }
  return serve(request, response);
}).listen(options.port, '127.0.0.1', () => console.log('ready'));
