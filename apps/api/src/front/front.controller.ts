import { Controller, Get, Redirect } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Public } from '#libs/platform';

/** Whoever opens the printed address finds the page that explains the interface. */
@ApiExcludeController()
@Controller()
export class FrontController {
  @Get()
  @Public()
  @Redirect('/api/docs')
  open(): void {}
}
