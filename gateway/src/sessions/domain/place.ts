/** An organisation that somebody may act for, and as what. */
export interface Place {
  organisationId: string;
  organisationName: string;
  membershipId: string;
  roles: string[];
  rights: string[];
}
