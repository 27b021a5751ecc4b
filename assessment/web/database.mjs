// Takes the name of a database in this browser and gives its one table, read and changed in strict transactions, and localStorage for where there is none; knows not what is kept.

const TABLE = "answers";
const STRICT = { durability: "strict" };
const PATIENCE = 4000; // ms; some browsers never answer a request to open a database

/** The database, open; `onDeleted()` is told when somebody else deletes it. Rejects where it can't be had. */
export function openDatabase(name, onDeleted) {
  return new Promise((resolve, reject) => {
    setTimeout(() => reject(new Error("no answer")), PATIENCE);
    const request = indexedDB.open(name, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(TABLE);
    request.onerror = () => reject(request.error);
    request.onsuccess = () => {
      const database = request.result;
      database.onversionchange = ({ newVersion }) => {
        database.close();
        if (newVersion === null) onDeleted();
      };
      if (database.objectStoreNames.contains(TABLE)) resolve(database);
      else reject(new Error("a database of another form"));
    };
  });
}

/** The value under a key, or null. */
export function getOne(database, key) {
  return new Promise((resolve, reject) => {
    const request = database.transaction(TABLE).objectStore(TABLE).get(key);
    request.onsuccess = () => resolve(request.result ?? null);
    request.onerror = () => reject(request.error);
  });
}

/** `work(value or null, put)` makes a change in one transaction, and must not wait for anything; `put(key, null)` deletes. Resolves with what it gives when the bytes are on the disk. */
export function alterOne(database, key, work) {
  return altered(database, (table, then) => {
    const request = table.get(key);
    request.onsuccess = () => then(() => work(request.result ?? null, putIn(table)));
  });
}

/** The same with all that is kept: `work(entries, put)`, where `entries` is a Map from key to value. */
export function alterAll(database, work) {
  return altered(database, (table, then) => {
    const keys = table.getAllKeys();
    const values = table.getAll(); // answered after the keys, since requests of one transaction keep their order
    values.onsuccess = () => then(() => work(new Map(keys.result.map((key, place) => [key, values.result[place]])), putIn(table)));
  });
}

/** Put a value without waiting for anything, because the page goes away. Throws where the database is closed. */
export function putAtOnce(database, key, value) {
  const transaction = database.transaction(TABLE, "readwrite", STRICT);
  transaction.objectStore(TABLE).put(value, key);
  transaction.commit?.();
}

function putIn(table) {
  return (key, value) => (value === null ? table.delete(key) : table.put(value, key));
}

function altered(database, begin) {
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(TABLE, "readwrite", STRICT);
    let made;
    begin(transaction.objectStore(TABLE), (work) => (made = work()));
    transaction.oncomplete = () => resolve(made); // not the request's success: only now are the bytes on the disk
    transaction.onerror = transaction.onabort = () => reject(transaction.error ?? new Error("not stored"));
  });
}

/** Put a value as JSON into localStorage, or delete it with null. Throws where there is no room. */
export function putLocally(place, value) {
  if (value === null) localStorage.removeItem(place);
  else localStorage.setItem(place, JSON.stringify(value));
}

/** The value under a key of localStorage, or null. */
export function localValue(place) {
  const text = localStorage.getItem(place);
  try {
    return text === null ? null : JSON.parse(text);
  } catch {
    return text; // not JSON: `read` refuses it, and it is set aside like anything else
  }
}

/** The keys of localStorage that begin so, without their beginning. */
export function localKeys(prefix) {
  return Object.keys(localStorage).filter((key) => key.startsWith(prefix)).map((key) => key.slice(prefix.length));
}

/** True where localStorage can be written. */
export function worksLocally(name) {
  try {
    localStorage.setItem(`${name}:test`, "1");
    localStorage.removeItem(`${name}:test`);
    return true;
  } catch {
    return false;
  }
}
