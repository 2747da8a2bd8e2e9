/** What learning has told of an enrolment, as far as an attest depends on it (V-24). */
export interface Completion {
  enrolmentId: string;
  accountId: string;
  courseId: string;
  watchedAt: Date | null;
  checksCompletedAt: Date | null;
  testPassedAt: Date | null;
  /** When access was taken back: the order was withdrawn (V-14). */
  closedAt: Date | null;
}
