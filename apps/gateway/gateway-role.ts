import { loadIndexKey, loadMasterKey, loadToken, type Role } from '@lienthong/platform';
import { Authenticator } from './access/authenticator';
import { issuerOf } from './access/issuer';
import { serveConsole } from './console/console-files';
import { gatewayModule } from './gateway-module';
import { takePushedLines } from './push/pushed-lines';

/** The gateway: the HTTP API and the console. It reads Kafka only to read records back, so it has no group. */
export const gatewayRole: Role = {
  name: 'gateway',
  module: (spine) => {
    const { configuration } = spine;
    return gatewayModule({
      ...spine,
      masterKey: loadMasterKey(configuration, false),
      indexKey: loadIndexKey(configuration),
      token: loadToken(configuration, false),
      issuer: issuerOf(configuration),
    });
  },
  transports: () => [],
  http: async (app) => {
    takePushedLines(app);
    await serveConsole(app, () => app.get(Authenticator).origins);
  },
};
