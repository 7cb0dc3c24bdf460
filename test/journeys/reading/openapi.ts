import type { Part } from './city.js';
interface OpenApi {
  readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

export const openApi: Part = (at) => {
  describe('openapi.json', () => {
    /** Fastify's own tree of routes, a line per branch: what its path adds, then its methods. */
    const served = (): readonly string[] => {
      const tree = at()
        .service.service.app.getHttpAdapter()
        .getInstance()
        .printRoutes({ commonPrefix: false });
      const trail: string[] = [];
      return tree.split('\n').flatMap((line) => {
        const [, indent = '', part = '', methods] =
          /^([│ ]*)[├└]── (\S*)(?: \(([A-Z, ]+)\))?/.exec(line) ?? [];
        trail.splice(indent.length / 4, Infinity, part);
        const path = trail.join('').replace(/:(\w+)/g, '{$1}');
        return (methods?.split(', ') ?? []).map((method) => `${method} ${path}`);
      });
    };
    const isApi = (route: string): boolean => !route.startsWith('HEAD') && route.includes(' /api/v1/');

    it('is what the printed address leads to', async () => {
      const response = await fetch(at().service.service.url, { redirect: 'manual' });
      expect([response.status, response.headers.get('location')]).toEqual([302, '/console/']);
    });

    it('is served to anybody and lists every route', async () => {
      const response = await fetch(`${at().service.service.url}/api/openapi.json`);
      expect(response.status).toBe(200);
      const { paths } = (await response.json()) as OpenApi;
      const listed = Object.entries(paths).flatMap(([path, operations]) =>
        Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`),
      );
      expect(listed.toSorted()).toEqual(served().filter(isApi).toSorted());
      expect(listed).toEqual(
        expect.arrayContaining(['POST /api/v1/withdrawals/{id}/approval', 'GET /api/v1/pools/{id}/balance']),
      );
    });
  });
};
