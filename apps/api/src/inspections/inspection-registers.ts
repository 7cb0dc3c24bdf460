import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { accountsOf, answersFor, type Actor, type JsonObject } from '#kernel';
import { LEDGER_EVENTS } from '#libs/audit';
import { EventStore } from '#libs/event-store';
import { RegisterQueries, type RegisterItem } from '#libs/platform';
import { EvidencePackageRow, evidenceRegister, inspectionRegister, InspectionRow } from '#module/inspection';
import { LEDGER } from '../ledger/ledger.constants.js';
import { ScopedRegister } from '../ledger/registers.js';

const listed = (doc: JsonObject, name: string): readonly unknown[] => {
  const value = doc[name];
  return Array.isArray(value) ? value : [value];
};

/** What crosses borders is also shown to the jurisdictions and the officers it names. */
class SharedRegister extends ScopedRegister {
  protected override shows(item: RegisterItem, actor: Actor): boolean {
    const { doc } = item;
    const named = ['lead', 'holder', 'addressee'].flatMap((name) => listed(doc, name));
    const officers = listed(doc, 'officers');
    return (
      super.shows(item, actor) ||
      named.some((place) => typeof place === 'string' && answersFor(actor, place)) ||
      accountsOf(actor.id).some((account) => officers.includes(account))
    );
  }
}

/** 检查与证据包. */
@Injectable()
export class InspectionRegisters {
  readonly inspections: ScopedRegister;
  readonly evidence: ScopedRegister;

  constructor(dataSource: DataSource, store: EventStore) {
    const source = { dataSource, store, catalogue: LEDGER_EVENTS, ledger: LEDGER };
    const inspections = new RegisterQueries(source, inspectionRegister, InspectionRow);
    this.inspections = new SharedRegister(inspections, store, '检查');
    const evidence = new RegisterQueries(source, evidenceRegister, EvidencePackageRow);
    this.evidence = new SharedRegister(evidence, store, '证据包');
  }
}
