import type { ItemView } from '#kernel';
import { INSPECTION_STEPS } from '#contract/inspection';
import type { Inspection } from './inspection.fold.js';

/** 检查 as the interface shows it. */
export const inspectionView = ({ inspectionId, plannedAt, ...inspection }: Inspection): ItemView => ({
  id: inspectionId,
  title: inspection.title,
  place: inspection.place,
  lead: inspection.lead,
  places: [...inspection.places],
  from: inspection.from,
  to: inspection.to,
  officers: [...inspection.officers],
  status: inspection.status,
  plannedBy: inspection.plannedBy,
  plannedAt,
  nextStep: INSPECTION_STEPS[inspection.steps.length] ?? null,
  steps: inspection.steps.map(({ file, coordinates, officers, ...step }) => ({
    ...step,
    officers: [...officers],
    coordinates: coordinates && { ...coordinates },
    file: { ...file },
  })),
  samples: inspection.samples.map((sample) => ({ ...sample })),
  population: inspection.population.map((part) => ({ ...part })),
  drawn: inspection.drawn.map(({ checkpoint, population, chosen, ...sample }) => ({
    ...sample,
    checkpoint: { ...checkpoint },
    population: { ...population },
    chosen: [...chosen],
  })),
  notes: inspection.notes.map(({ checkpoint, pack, notes, ...merged }) => ({
    ...merged,
    checkpoint: checkpoint && { ...checkpoint },
    pack: { ...pack, findings: pack.findings.map((finding) => ({ ...finding })) },
    notes: notes.map((note) => ({ ...note })),
  })),
});
