/** How far a learner is, as their organisation sees it: each stage once reached stays, unless the attest is revoked. */
export const stages = ['not-started', 'busy', 'all-watched', 'test-passed', 'completed'] as const;
export type Stage = (typeof stages)[number];

/** Where a stage stands among them, as it is kept: one further on is more. */
export function rankOf(stage: Stage): number {
  return stages.indexOf(stage);
}

/** The stage of a rank; nothing kept is nothing started. */
export function stageOf(rank: number | undefined): Stage {
  return stages[rank ?? 0] ?? 'not-started';
}
