import type { NestFastifyApplication } from '@nestjs/platform-fastify';

const LINE = /^((?:│ {3}| {4})*)[├└]── (.*?)(?: \(([A-Z, ]+)\))?$/u;
const INDENT = 4;

/** Every route the running application answers, as `GET /api/v1/deposits/{id}`, read from its router. */
export const routesOf = (app: NestFastifyApplication): readonly string[] => {
  const path: string[] = [];
  const routes = app
    .getHttpAdapter()
    .getInstance()
    .printRoutes({ commonPrefix: false })
    .split('\n')
    .filter((line) => line !== '')
    .flatMap((line) => {
      const [, indent = '', segment = '', methods = ''] = LINE.exec(line) ?? [];
      path.splice(indent.length / INDENT, path.length, segment);
      const full = path
        .join('')
        .replace(/:(\w+)/g, '{$1}')
        .replace(/\/?\*$/, '/{page}');
      return methods.split(', ').flatMap((method) => (method === '' ? [] : [`${method} ${full}`]));
    });
  // The files of the page that explains the interface are one route as far as anybody's rights go.
  const named = routes.map((route) => route.replace(/^(\w+ \/api\/docs\/).*$/, '$1{file}'));
  return [...new Set(named)].toSorted();
};
