export { Config } from './config.js';
export { demoPassword } from './demo-password.js';
export { ConfigError, type ConfigFault, type Environment, loadConfig } from './load-config.js';
export { type LogLevel, type StoreKind, type VariableName, VARIABLES } from './variables.js';
