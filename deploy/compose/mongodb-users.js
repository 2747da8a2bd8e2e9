// Run once by the MongoDB image, when its volume is new: a database and a user for each service.
for (const name of ['gateway', 'catalog', 'orders', 'learning', 'certification', 'notifications', 'organisations']) {
  const database = `leerhuis-${name}`;
  db.getSiblingDB(database).createUser({
    user: name,
    pwd: process.env[`MONGO_PASSWORD_${name.toUpperCase()}`],
    roles: [{ role: 'readWrite', db: database }],
  });
}
