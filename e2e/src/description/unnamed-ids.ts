import type { OpenApiDocument } from '@leerhuis/http-api';
import { type AnsweredField, alternativesOf, answeredFields } from './answered-fields.ts';

/** Words that people read in place of an id: `courseTitle` beside `courseId`, `orderNumber` beside `orderId`. */
const words = ['Name', 'Title', 'Number', 'Code'];

/** Ids that need no name, by field or by the place of one field, and why. */
const exempt: Record<string, string> = {
  enrolmentId: 'way to the classroom; people know it by the title of its course',
  chapterId: 'a chapter is shown by its own title, and what belongs to it beside it',
  mediaId: 'a file of staff; the chapter beside it has the title',
  checkId: 'a moment in a chapter: it has no name',
  questionId: 'a question is shown by its own prompt',
  optionId: 'an option is shown by its own label',
  correctOptionIds: 'options are in the same question, with their labels',
  chosenOptionIds: 'options are in the same question, with their labels',
  openAttemptId: 'an attempt has no name',
  membershipId: 'a place in an organisation: the name of the person, or of the organisation, is beside it',
  runId: '`sentAt` says when the run sent it',
  'Session.accountId': 'one’s own',
  'StaffMember.accountId': '`firstName` and `lastName` are beside it',
  'Partner.clientId': 'its own id, with its `name`',
  'POST /api/v1/admin/partners.clientId': 'its own id, with its `name`',
  'GET /.well-known/revoked-partners.json.clientIds': 'for services, not for people',
  'GET /.well-known/revoked-partners.json.sessionIds': 'for services, not for people',
  'StoredDocument.documentId': 'its own id, with its `filename`',
  'StaffCourse.documents[].documentId': 'its own id, with its `title`',
  'CourseDocument.documentId': 'its own id, with its `title`',
  'NewsletterSubscriber.accountId': '`email` is who it is',
  'NewsletterBlock.courseId': '`title` is what readers see of it',
  'CatalogueImport.by': 'the catalogue knows no people; staff are at /admin/people',
  'CatalogueImportReport.by': 'the catalogue knows no people; staff are at /admin/people',
  'CatalogueAuditEntry.by': 'the catalogue knows no people; staff are at /admin/people',
  'Verification.issuedBy': 'the name of the provider itself',
  'Order.organisationId': '`billing.name` is who it is',
  'ListedOrder.organisationId': '`billing.name` is who it is',
  'AdminOrder.organisationId': '`billing.name` is who it is',
  'Credit.organisationId': 'the organisation that one acts for',
  'Credits.sharedWithMe[].organisationId': '`ownerName` is whose it is',
  'FileItem.accountId': '`personName` is who learns',
  'Order.lines[].lineId': 'its own id, with its `title`',
  'ListedOrder.lines[].lineId': 'its own id, with its `title`',
  'AdminOrder.lines[].lineId': 'its own id, with its `title`',
  'OrderRequest.lines[].itemId': '`title` is what was asked for',
  'Order.lines[].itemId': '`title` is what was ordered',
  'ListedOrder.lines[].itemId': '`title` is what was ordered',
  'AdminOrder.lines[].itemId': '`title` is what was ordered',
  'Cart.lines[].itemId': '`title` is what is wanted',
  'Cart.unavailable[].itemId': '`title` is what was wanted',
  'Cart.warnings[].courseId': 'of the course that the answer names in a line',
  'Order.warnings[].courseId': 'of the course that the answer names in a line',
  'ListedOrder.warnings[].courseId': 'of the course that the answer names in a line',
  'AdminOrder.warnings[].courseId': 'of the course that the answer names in a line',
  'Activation.warnings[].courseId': 'of the course that the answer names',
  'Repaid.orderId': 'the order of the path, to who just named it',
  'AdminPayment.providerPaymentId': 'number of the payment provider, as on its own pages',
  'CreditMovement.accountId': '`name`, of the colleague who spent it; else it is one’s own',
  'CreditMovement.activationId': 'an activation is known by its course, which is beside it',
  'Enrolment.attest.attestId': 'way to the attest of the course whose title is above',
  'ListedEnrolment.attest.attestId': 'way to the attest of the course whose title is above',
  'SharedMemberNumber.accounts[].accountId': '`name` is beside it',
  'SharedMemberNumber.owners': 'some of `accounts`, which have names',
  'OrganisationMember.accountId': '`firstName` and `lastName` are beside it',
  'InvitationAnswered.membershipId': '`organisationName` is where it is',
  'MessageSending.accountId': '`recipient.name` is who it was written to',
};

/** Ids in answers that a person would see without a word that tells them what it is. */
export function unnamedIds(document: OpenApiDocument, allowed: Readonly<Record<string, string>> = exempt): string[] {
  const ids = answeredFields(document).filter(isIdOfAnother);
  const unnamed = ids.filter(
    ({ at, name, siblings }) =>
      !(name in allowed) && !(at in allowed) && !words.some((word) => `${stemOf(name)}${word}` in siblings),
  );
  return [
    ...unnamed.map(({ at, name }) => `${at}: give \`${stemOf(name)}Name\`, \`…Title\` or \`…Number\` beside it`),
    ...Object.keys(allowed)
      .filter((one) => !ids.some(({ at, name }) => one === at || one === name))
      .map((one) => `${one} is exempt and is in no answer`),
  ];
}

/** `accountId` → `account`, `placedBy` → `placedBy`. */
const stemOf = (name: string) => name.replace(/Ids?$/, '');

/** Of something else than what it stands in (`id`); whose values have names of their own is no id. */
function isIdOfAnother({ name, schema }: AnsweredField): boolean {
  if (name === 'owners') return true;
  const isText = [schema, ...alternativesOf(schema)].every((one) => one['enum'] === undefined);
  return isText && /([a-z]Ids?|[a-z]By|^by)$/.test(name);
}
