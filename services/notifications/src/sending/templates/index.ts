import { confirmEmail, emailTaken, passwordChanged, resetPassword, welcome } from './account-letters.ts';
import { emailChange, emailChangeAsked, emailChanged, emailChangeTaken } from './address-letters.ts';
import {
  attestIssued,
  attestRevoked,
  memberNumberChecked,
  registrationAccepted,
  registrationInLineAgain,
  registrationRefused,
} from './attest-letters.ts';
import { documentToOrganisation, learnerLeft, orderRequestAsked, orderRequestEnded } from './client-letters.ts';
import {
  attestEnds,
  attestNext,
  courseActivated,
  questionAnswered,
  questionToTeacher,
  suggestionReceived,
  testPassed,
} from './learning-letters.ts';
import type { Templates } from './letter.ts';
import { newsletterAlready, newsletterConfirm } from './newsletter-letters.ts';
import {
  creditGranted,
  creditInvitation,
  creditLapses,
  invoice,
  orderWithdrawn,
  paymentRefunded,
  proForma,
} from './order-letters.ts';
import {
  membershipEnded,
  organisationAsked,
  organisationInvitation,
  organisationReady,
  organisationRefused,
} from './organisation-letters.ts';
import { creditLinkEnded, creditLinked, creditOfBefore, creditSharerChanged } from './sharing-letters.ts';
import { accountMade, staffInvitation, staffRolesChanged } from './staff-letters.ts';

export const templates: Templates = {
  'confirm-email': confirmEmail,
  welcome,
  'reset-password': resetPassword,
  'password-changed': passwordChanged,
  'email-taken': emailTaken,
  'email-change': emailChange,
  'email-change-taken': emailChangeTaken,
  'email-change-asked': emailChangeAsked,
  'email-changed': emailChanged,
  'account-made': accountMade,
  'staff-invitation': staffInvitation,
  'staff-roles-changed': staffRolesChanged,
  'organisation-asked': organisationAsked,
  'organisation-refused': organisationRefused,
  'organisation-ready': organisationReady,
  'organisation-invitation': organisationInvitation,
  'membership-ended': membershipEnded,
  'pro-forma': proForma,
  invoice,
  'document-to-organisation': documentToOrganisation,
  'learner-left': learnerLeft,
  'order-request-asked': orderRequestAsked,
  'order-request-ended': orderRequestEnded,
  'order-withdrawn': orderWithdrawn,
  'payment-refunded': paymentRefunded,
  'course-activated': courseActivated,
  'credit-granted': creditGranted,
  'credit-lapses': creditLapses,
  'credit-invitation': creditInvitation,
  'credit-linked': creditLinked,
  'credit-link-ended': creditLinkEnded,
  'credit-sharer-changed': creditSharerChanged,
  'credit-of-before': creditOfBefore,
  'test-passed': testPassed,
  'attest-next': attestNext,
  'attest-ends': attestEnds,
  'attest-issued': attestIssued,
  'attest-revoked': attestRevoked,
  'registration-accepted': registrationAccepted,
  'registration-refused': registrationRefused,
  'registration-in-line-again': registrationInLineAgain,
  'member-number-checked': memberNumberChecked,
  'question-to-teacher': questionToTeacher,
  'question-answered': questionAnswered,
  'suggestion-received': suggestionReceived,
  'newsletter-confirm': newsletterConfirm,
  'newsletter-already': newsletterAlready,
};
