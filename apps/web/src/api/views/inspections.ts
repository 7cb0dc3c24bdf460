/** Inspections on site. */

export interface InspectionView {
  readonly id: string;
  readonly title: string;
  readonly place: string;
  readonly lead: string;
  readonly places: readonly string[];
  readonly from: string;
  readonly to: string;
  readonly officers: readonly string[];
  readonly status: string;
  readonly plannedBy: string;
  readonly nextStep: string | null;
  readonly steps: readonly {
    readonly step: string;
    readonly place: string;
    readonly at: string;
    readonly officers: readonly string[];
    readonly file: { readonly name: string; readonly sha256: string };
  }[];
  readonly samples: readonly { readonly of: string; readonly size: number }[];
  readonly drawn: readonly {
    readonly of: string;
    readonly checkpoint: { readonly origin: string; readonly size: number; readonly root: string };
    readonly population: { readonly count: number };
    readonly chosen: readonly string[];
  }[];
}
