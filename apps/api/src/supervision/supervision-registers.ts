import { Injectable } from '@nestjs/common';
import { accountabilityRegister, AccountabilityRow } from '#module/accountability';
import { findingRegister, FindingRow } from '#module/eia';
import { inspectionFindingRegister } from '#module/inspection';
import { ItemRegisters } from '../ledger/item-registers.js';

/** 问题与问责. */
@Injectable()
export class SupervisionRegisters {
  readonly findings;
  readonly records;

  constructor(registers: ItemRegisters) {
    this.findings = registers.open([findingRegister, inspectionFindingRegister], FindingRow, '问题');
    this.records = registers.open(accountabilityRegister, AccountabilityRow, '问责记录');
  }
}
