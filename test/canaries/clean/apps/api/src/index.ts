import { NestFactory } from '@nestjs/core';
import { CreditHandler, PoolModule } from '#module/pool';

export const start = async (): Promise<string> => {
  const app = await NestFactory.createApplicationContext(PoolModule);
  return String(app.get(CreditHandler).execute('P-1'));
};
