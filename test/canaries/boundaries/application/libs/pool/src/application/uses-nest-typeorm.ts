import { InjectDataSource } from '@nestjs/typeorm';

export const inject = InjectDataSource;
