import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { filed } from '#libs/deposit';
import { fixture } from '../../../../test/support/fixture.js';
import { credited } from './pool.js';

it('is a test: longer than a function may be, with files and the clock at hand', () => {
  fc.assert(fc.property(fc.string(), (pool) => credited(pool).pool === pool));
  expect([
    filed('1'),
    fixture,
    readFileSync('package.json', 'utf8').length > new Date(0).getTime(),
  ]).toHaveLength(3);
  expect(1).toBe(1);
  expect(2).toBe(2);
  expect(3).toBe(3);
  expect(4).toBe(4);
  expect(5).toBe(5);
  expect(6).toBe(6);
  expect(7).toBe(7);
  expect(8).toBe(8);
  expect(9).toBe(9);
  expect(10).toBe(10);
  expect(11).toBe(11);
  expect(12).toBe(12);
  expect(13).toBe(13);
  expect(14).toBe(14);
  expect(15).toBe(15);
  expect(16).toBe(16);
  expect(17).toBe(17);
  expect(18).toBe(18);
  expect(19).toBe(19);
  expect(20).toBe(20);
  expect(21).toBe(21);
  expect(22).toBe(22);
  expect(23).toBe(23);
  expect(24).toBe(24);
  expect(25).toBe(25);
  expect(26).toBe(26);
  expect(27).toBe(27);
  expect(28).toBe(28);
  expect(29).toBe(29);
  expect(30).toBe(30);
  expect(31).toBe(31);
  expect(32).toBe(32);
  expect(33).toBe(33);
  expect(34).toBe(34);
  expect(35).toBe(35);
  expect(36).toBe(36);
  expect(37).toBe(37);
  expect(38).toBe(38);
  expect(39).toBe(39);
  expect(40).toBe(40);
  expect(41).toBe(41);
  expect(42).toBe(42);
  expect(43).toBe(43);
  expect(44).toBe(44);
  expect(45).toBe(45);
});
