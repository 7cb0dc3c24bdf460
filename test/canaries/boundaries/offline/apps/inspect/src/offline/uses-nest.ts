import { NestFactory } from '@nestjs/core';

export const factory = NestFactory;
