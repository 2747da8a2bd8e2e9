/** How often the learner of an enrolment opened a document. */
export interface Opened {
  enrolmentId: string;
  documentId: string;
  times: number;
  firstAt: Date;
  lastAt: Date;
}
