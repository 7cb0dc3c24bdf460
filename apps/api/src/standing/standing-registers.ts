import { Injectable } from '@nestjs/common';
import {
  AssessmentRow,
  assessmentRegister,
  measureRegister,
  MeasureRow,
  ReadingRow,
  readingRegister,
  SuspensionRow,
  suspensionRegister,
} from '#module/standing';
import { ItemRegisters } from '../ledger/item-registers.js';

/** 月度监测、整改措施、暂停令、年度考核. */
@Injectable()
export class StandingRegisters {
  readonly readings;
  readonly measures;
  readonly suspensions;
  readonly assessments;

  constructor(registers: ItemRegisters) {
    this.readings = registers.open(readingRegister, ReadingRow, '监测数据');
    this.measures = registers.open(measureRegister, MeasureRow, '整改措施');
    this.suspensions = registers.open(suspensionRegister, SuspensionRow, '暂停令');
    this.assessments = registers.open(assessmentRegister, AssessmentRow, '年度考核');
  }
}
