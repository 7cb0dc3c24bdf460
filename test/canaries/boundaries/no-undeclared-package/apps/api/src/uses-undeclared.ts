import semver from 'semver';

export const borrowed = semver.valid('1.0.0');
