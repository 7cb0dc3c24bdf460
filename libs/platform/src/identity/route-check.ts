import { Injectable, type OnModuleInit } from '@nestjs/common';
import { PATH_METADATA } from '@nestjs/common/constants.js';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import { ACCESS } from './access.js';

/** A route says neither who may use it nor that everybody may. */
export class UnguardedRouteError extends Error {
  override readonly name = 'UnguardedRouteError';
  constructor(readonly routes: readonly string[]) {
    super(`路由未标明权限：${routes.join(', ')}\nRoutes without @Permit or @Public: ${routes.join(', ')}`);
  }
}

/** Looks at every route of the application when it starts and stops the start at one without an access mark. */
@Injectable()
export class RouteCheck implements OnModuleInit {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
    private readonly reflector: Reflector,
  ) {}

  onModuleInit(): void {
    const unguarded = this.discovery
      .getControllers()
      .flatMap(({ metatype }) => this.unguardedIn(metatype as Controller));
    if (unguarded.length > 0) throw new UnguardedRouteError(unguarded);
  }

  private unguardedIn(controller: Controller): string[] {
    const { prototype } = controller;
    return this.scanner
      .getAllMethodNames(prototype)
      .filter((name) => {
        const handler = prototype[name];
        if (!handler || !Reflect.hasMetadata(PATH_METADATA, handler)) return false;
        return this.reflector.getAllAndOverride(ACCESS, [handler, controller]) === undefined;
      })
      .map((name) => `${controller.name}.${name}`);
  }
}

type Handler = () => unknown;
type Controller = Handler & {
  readonly name: string;
  readonly prototype: Record<string, Handler | undefined>;
};
