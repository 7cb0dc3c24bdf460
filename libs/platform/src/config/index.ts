export {
  Config,
  type KurrentSettings,
  type OidcSettings,
  type PeerSettings,
  type SealSettings,
  type TracingSettings,
} from './config.js';
export { demoPassword } from './demo-password.js';
export { ConfigError, type ConfigFault, type Environment, loadConfig, missing } from './load-config.js';
export { retiredWords } from './retired.js';
export {
  type CryptoSuite,
  type LogLevel,
  type StoreKind,
  type VariableName,
  VARIABLES,
} from './variables.js';
export type { WitnessAddress } from './proof-readings.js';
