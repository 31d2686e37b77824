// The certified oidc-provider as the sign-in service of an organisation, on this machine and for the tests.
// `node sign-in-service.js <back> <out>` lets in who types a name, and prints its own address.

import { generateKeyPairSync } from 'node:crypto';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import Provider from 'oidc-provider';

const [back, out] = process.argv.slice(2);
const ALGORITHMS = { RS256: ['rsa', { modulusLength: 2048 }], PS256: ['rsa', { modulusLength: 2048 }] };
ALGORITHMS.ES256 = ['ec', { namedCurve: 'P-256' }];
const keys = Object.entries(ALGORITHMS).map(([alg, [type, options]]) => {
  const { privateKey } = generateKeyPairSync(type, options);
  return { ...privateKey.export({ format: 'jwk' }), alg, kid: alg, use: 'sig' };
});
const clients = Object.keys(ALGORITHMS).map((alg) => ({
  client_id: alg,
  client_secret: 'geheim van de dienst',
  redirect_uris: [back],
  post_logout_redirect_uris: [out],
  id_token_signed_response_alg: alg,
}));

const server = createServer().listen(0, '127.0.0.1', () => {
  const issuer = `http://127.0.0.1:${server.address().port}`;
  const provider = new Provider(issuer, {
    clients,
    jwks: { keys },
    claims: { profile: ['name', 'rol'] },
    pkce: { required: () => true },
    cookies: { keys: ['de sleutel van de proef'] },
    features: { devInteractions: { enabled: false }, rpInitiatedLogout: { logoutSource: askToLeave } },
    interactions: { url: (_, interaction) => `/mens/${interaction.uid}` },
    findAccount: (_, name) => ({
      accountId: name,
      claims: () => ({ sub: name, name, rol: ['lezen', 'iets anders'] }),
    }),
    loadExistingGrant: async ({ oidc }) => {
      const grant = new provider.Grant({ clientId: oidc.client.clientId, accountId: oidc.session.accountId });
      grant.addOIDCScope('openid profile email');
      await grant.save();
      return grant;
    },
  });
  const answer = provider.callback();
  server.on('request', (request, response) =>
    request.url.startsWith('/mens/') ? askWho(provider, request, response) : answer(request, response),
  );
  console.log(issuer);
});

function askToLeave(context, form) {
  context.body = `<!doctype html>${form}<button form="op.logoutForm" name="logout" value="yes">Ja, meld mij af</button>`;
}

async function askWho(provider, request, response) {
  if (request.method === 'POST') {
    const accountId = new URLSearchParams(await text(request)).get('naam');
    const result = accountId ? { login: { accountId } } : { error: 'access_denied' };
    await provider.interactionFinished(request, response, result);
  } else {
    response.setHeader('Content-Type', 'text/html; charset=utf-8');
    response.end(
      '<!doctype html><form method="post"><label>Wie bent u? <input name="naam"></label><button>Aanmelden</button></form>',
    );
  }
}
