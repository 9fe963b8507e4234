import { loadMasterKey, loadToken, type Role } from '@lienthong/platform';
import { gatewayModule } from './gateway-module';

/** The gateway: the HTTP API. It reads Kafka only to read records back, so it has no group. */
export const gatewayRole: Role = {
  name: 'gateway',
  module: (spine) => {
    const { configuration } = spine;
    return gatewayModule({
      ...spine,
      masterKey: loadMasterKey(configuration, false),
      token: loadToken(configuration, false),
    });
  },
  transports: () => [],
};
